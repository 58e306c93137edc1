import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { todayAt } from '../policy/calendar';
import { DataCategory } from '../policy/data-category';
import { EphemeralStage } from '../policy/ephemeral-stage';
import type { PolicyException } from '../policy/policy-exception';
import { PolicyExceptions } from '../policy/policy-exceptions';
import { RULE_IDS, type RuleId } from '../policy/rule-ids';
import { SecurityPolicy } from '../policy/security-policy';
import type { PropFlaw } from './harden';
import { refusal } from './refusal';

/** A value that is weaker than the policy. */
export interface Weakness extends PropFlaw {
  /** The rule that checks it; an exception from it lets the value pass. */
  readonly rule: RuleId;
}

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
    PolicyExceptions._carryAt(scope);
    return new Limits(SecurityPolicy.of(scope), scope, prop.length > 0);
  }

  /** Whether what is built here may go with its stack: it holds nothing but synthetic test data. */
  public readonly ephemeral: boolean;

  public constructor(
    public readonly policy: SecurityPolicy,
    private readonly scope?: IConstruct,
    private readonly takesExceptions = false,
  ) {
    this.ephemeral = scope !== undefined && EphemeralStage._lifts(scope);
  }

  /** A data category with the terms that the policy in force gives it; an ephemeral stage holds made-up data only. */
  public category(given: DataCategory): DataCategory {
    return this.policy.category(this.ephemeral ? DataCategory.SYNTHETIC_TEST_DATA : given);
  }

  /**
   * Lets a weaker value pass where an exception from the rule that checks it is on record.
   *
   * @throws when there is none
   */
  public refuse(weakness: Weakness): void {
    this.refuseAll([weakness]);
  }

  /**
   * Lets weaker values pass where exceptions from the rules that check them are on record.
   *
   * One that has expired lets them pass as well, with an error at the scope: the synthesis then fails with a sentence
   * and all findings, and with no stack trace.
   *
   * @throws when there is none for some of them: one sentence for each, all at once
   */
  public refuseAll(flaws: readonly PropFlaw[]): void {
    const refused = flaws.filter((flaw) => !this.excepts(flaw));
    if (refused.length > 0) throw new Error(refused.map((flaw) => this.sentenceOf(flaw)).join('\n'));
    for (const flaw of flaws) this.reportExpired(flaw);
  }

  /** Whether an exception is on record for a weaker value, live or expired. */
  public excepts({ rule }: PropFlaw): boolean {
    return rule !== undefined && this.exceptionFrom(rule) !== undefined;
  }

  /** Warns of props that came with a newer CDK: nobody has looked at them here. */
  public warnUnexamined(props: readonly string[]): void {
    if (this.scope === undefined) return;
    const names = props.map((prop) => `'${prop}'`).join(', ');
    const message = `${names} came with a version of the CDK that this version of @cloudnexus/cdk has not examined: the rules alone judge what becomes of it.`;
    Annotations.of(this.scope).addWarningV2(`@cloudnexus/cdk:unexamined:${props.join(',')}`, message);
  }

  private reportExpired(flaw: PropFlaw): void {
    const exception = flaw.rule === undefined ? undefined : this.exceptionFrom(flaw.rule);
    if (this.scope === undefined || exception === undefined) return;
    const { rule, approvedBy, expires } = exception;
    if (expires >= todayAt(this.scope).day) return;
    const expired = `The exception from ${rule} that ${approvedBy} approved expired on ${expires}`;
    const instead = `${expired}: ${lowerFirst(flaw.instead ?? LEAVE_IT_OUT)}, or have it renewed`;
    Annotations.of(this.scope).addError(sentence(flaw, instead));
  }

  private sentenceOf(flaw: PropFlaw): string {
    return sentence(flaw, `${flaw.instead ?? LEAVE_IT_OUT}${this.wayOut(flaw.rule)}`);
  }

  private exceptionFrom(rule: RuleId): PolicyException | undefined {
    return this.scope === undefined ? undefined : PolicyExceptions._find(this.scope, rule);
  }

  private wayOut(rule: RuleId | undefined): string {
    if (rule === undefined || !RULE_IDS[rule].waivable) return '';
    const form = `{ rule: '${rule}', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }`;
    const place = this.takesExceptions ? `exceptions: [${form}]` : `PolicyExceptions.of(scope).grant(${form})`;
    return `, or put an exception on record: ${place}`;
  }
}

const LEAVE_IT_OUT = 'Leave it out';

function sentence({ prop, path = '', problem, rule, clause = '', why }: PropFlaw, instead: string): string {
  return refusal(`${prop}${path}`, problem, rule === undefined ? clause : RULE_IDS[rule].clause, why, instead).message;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
