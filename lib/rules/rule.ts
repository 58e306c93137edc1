import type { CatalogueId } from '../frameworks/catalogue';
import type { ControlIds } from '../frameworks/control-ids';
import type { ClauseId } from '../policy/clauses';
import type { SecurityPolicy } from '../policy/security-policy';
import type { Certainty } from '../template/read/certainty';
import type { Relations } from '../template/read/relations';
import type { Resource } from '../template/read/resource';

/**
 * What backs the assignment of a rule to a control, strongest first.
 *
 * - `peer`: a public source assigns the same check to exactly this control
 * - `peer-near`: a source assigns it to the parent or a child
 * - `recalled`: a source lists the check for the framework; the requirement number was not re-read
 * - `crosswalk`: derived through a published crosswalk
 * - `judgement`: our own reading
 */
export type Basis = 'peer' | 'peer-near' | 'recalled' | 'crosswalk' | 'judgement';

/** The controls that a rule gives evidence for, each with what backs the assignment. */
export type ControlMapping = { readonly [F in CatalogueId]?: Readonly<Partial<Record<ControlIds[F], Basis>>> };

/** The names under which others check the same thing, so that synth-time and runtime evidence can be paired. */
export interface Equivalents {
  readonly awsConfig?: readonly string[];
  readonly securityHub?: readonly string[];
  readonly cdkNag?: readonly string[];
  readonly prowler?: readonly string[];
  readonly guard?: readonly string[];
}

/** What is wrong with a resource, or what keeps it from being judged. */
export interface Problem {
  readonly kind: 'fail' | 'undetermined';
  /** The path inside the properties, such as `Rules[0].Status`; empty for the resource as a whole. */
  readonly path: string;
  /** What was seen: `expected …, got …`, or why it cannot be judged. */
  readonly message: string;
}

/** A part of the clause that AWS has no setting for, where the strictest that it has passes. */
export interface NotExpressible {
  readonly reason: string;
  /** What somebody has to do by hand. */
  readonly step: string;
}

/** What a check can ask for beside the resource. */
export interface RuleContext {
  readonly policy: SecurityPolicy;
  readonly relations: Relations;
}

/** A rule with its metadata. Its id is stable and never used again for something else. */
export interface Rule {
  readonly id: string;
  /** What is true of a good resource. */
  readonly title: string;
  /** The clause of the policy that the rule keeps. */
  readonly clause: ClauseId;
  /** `error` stops a synthesis, `warning` is printed. */
  readonly severity: 'error' | 'warning';
  readonly resourceTypes: readonly string[];
  /** What goes wrong otherwise, in one concrete sentence. */
  readonly rationale: string;
  /** The next keystroke, naming the construct first. */
  readonly remediation: string;
  readonly controls: ControlMapping;
  readonly equivalents: Equivalents;
  /** False when no exception may be put on record. @default true */
  readonly waivable?: boolean;
  /** True when the rule is about what the internet or another account reaches; exceptions from it are narrower. @default false */
  readonly exposure?: boolean;
  /** True when the rule protects data against loss alone; its findings are lifted in an ephemeral stage. @default false */
  readonly guardsLoss?: boolean;
  /**
   * Whether the rule concerns this resource at all; when only deployment knows, what fails is undetermined.
   *
   * @default - every resource of the types
   */
  readonly appliesTo?: (resource: Resource, context: RuleContext) => boolean | Certainty;
  /** What of the clause cannot be expressed for this resource. @default - all of it can be */
  readonly notExpressible?: (resource: Resource) => NotExpressible | undefined;
  /** Yields what is wrong; passing is yielding nothing. */
  readonly check: (resource: Resource, context: RuleContext) => Iterable<Problem>;
}

/** Declares a rule; a mistyped control id, clause or property does not compile. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
