import type { PolicyException } from '../policy/policy-exception';
import type { NotExpressible, Rule } from '../rules/rule';

/** Everything that judging one resource by one rule can come to. */
export const OUTCOMES = ['pass', 'fail', 'undetermined', 'excepted', 'lifted'] as const;

/** What judging one resource by one rule came to. */
export type Outcome = (typeof OUTCOMES)[number];

/** One judgement: a rule, a resource, what came of it and where. */
export interface Result {
  readonly rule: Rule;
  readonly outcome: Outcome;
  /** The path of the template, as it was named. */
  readonly template: string;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly constructPath?: string;
  /** The path inside the properties; empty for the resource as a whole. */
  readonly propertyPath: string;
  /** What was seen; empty for a pass. */
  readonly message: string;
  /** The exception that covers the finding, when it is excepted. */
  readonly exception?: PolicyException;
  /** What of the clause AWS has no setting for, where the strictest that it has passes. */
  readonly notExpressible?: NotExpressible;
}
