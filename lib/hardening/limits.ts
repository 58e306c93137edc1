import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { todayAt } from '../policy/calendar';
import type { PolicyException } from '../policy/policy-exception';
import { PolicyExceptions } from '../policy/policy-exceptions';
import { RULE_IDS, type RuleId } from '../policy/rule-ids';
import { SecurityPolicy } from '../policy/security-policy';
import { refusal } from './refusal';

/** A value that is weaker than the policy. */
export interface Weakness {
  /** The rule that checks it; an exception from it lets the value pass. */
  readonly rule: RuleId;
  /** The prop as the user wrote it. */
  readonly prop: string;
  /** What may not be. */
  readonly problem: string;
  readonly why: string;
  /** What to do. @default 'Leave it out' */
  readonly instead?: string;
}

/** A weakness as one value after the other; its clause is the rule's, whatever is given. */
type ListedWeakness = [rule: RuleId, prop: string, problem: string, clause: string, why: string, instead?: string];

/** How far what is built at a scope may go: the policy in force, softened by the exceptions on record. */
export class Limits {
  /**
   * The limits at a scope, where some exceptions are put on record first.
   *
   * A construct with a prop `exceptions` hands it on, set or not: its refusals then name the prop, all others
   * `PolicyExceptions.of(scope)`.
   *
   * @throws when an exception cannot be put on record
   */
  public static at(scope: IConstruct, ...prop: [exceptions?: readonly PolicyException[]]): Limits {
    // said where the construct is made, whether or not something is refused
    todayAt(scope);
    for (const exception of prop[0] ?? []) PolicyExceptions.of(scope).grant(exception);
    return new Limits(SecurityPolicy.of(scope), scope, prop.length > 0);
  }

  public constructor(
    public readonly policy: SecurityPolicy,
    private readonly scope?: IConstruct,
    private readonly takesExceptions = false,
  ) {}

  /**
   * Lets a weaker value pass where an exception from the rule that checks it is on record.
   *
   * One that has expired lets it pass as well, with an error at the scope: the synthesis then fails with a sentence and
   * all findings, and with no stack trace.
   *
   * @throws when there is none
   */
  public refuse(...given: [Weakness] | ListedWeakness): void {
    const { rule, prop, problem, why, instead = 'Leave it out' } = weaknessOf(given);
    const { clause } = RULE_IDS[rule];
    const exception = this.exceptionFrom(rule);
    if (exception === undefined) throw refusal(prop, problem, clause, why, `${instead}${this.wayOut(rule)}`);
    const { approvedBy, expires } = exception;
    if (this.scope === undefined || expires >= todayAt(this.scope).day) return;
    const expired = `The exception from ${rule} that ${approvedBy} approved expired on ${expires}`;
    const { message } = refusal(prop, problem, clause, why, `${expired}: ${lowerFirst(instead)}, or have it renewed`);
    Annotations.of(this.scope).addError(message);
  }

  private exceptionFrom(rule: RuleId): PolicyException | undefined {
    return this.scope === undefined ? undefined : PolicyExceptions._find(this.scope, rule);
  }

  private wayOut(rule: RuleId): string {
    if (!RULE_IDS[rule].waivable) return '';
    const form = `{ rule: '${rule}', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }`;
    const place = this.takesExceptions ? `exceptions: [${form}]` : `PolicyExceptions.of(scope).grant(${form})`;
    return `, or put an exception on record: ${place}`;
  }
}

function weaknessOf(given: [Weakness] | ListedWeakness): Weakness {
  if (given.length === 1) return given[0];
  const [rule, prop, problem, , why, instead] = given;
  return { rule, prop, problem, why, instead };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
