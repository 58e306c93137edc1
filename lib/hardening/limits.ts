import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { todayAt } from '../policy/calendar';
import type { DataCategory } from '../policy/data-category';
import type { PolicyException } from '../policy/policy-exception';
import { PolicyExceptions } from '../policy/policy-exceptions';
import { RULE_IDS, type RuleId } from '../policy/rule-ids';
import { SecurityPolicy } from '../policy/security-policy';
import type { PropFlaw } from './harden';
import { refusal } from './refusal';

/** How far what is built at a scope may go: the policy in force, softened by the exceptions on record. */
export class Limits {
  /**
   * The limits at a scope, where some exceptions are put on record first.
   *
   * @throws when an exception cannot be put on record
   */
  public static at(scope: IConstruct, exceptions: readonly PolicyException[] = []): Limits {
    for (const exception of exceptions) PolicyExceptions.of(scope).grant(exception);
    return new Limits(
      SecurityPolicy.of(scope),
      todayAt(scope),
      (rule) => PolicyExceptions._find(scope, rule),
      (id, message) => {
        Annotations.of(scope).addWarningV2(`@cloudnexus/cdk:${id}`, message);
      },
    );
  }

  /** Whether what is built here may go with its stack: it holds nothing but synthetic test data. */
  public readonly ephemeral: boolean = false;

  public constructor(
    public readonly policy: SecurityPolicy,
    private readonly today = '',
    private readonly find: (rule: RuleId) => PolicyException | undefined = () => undefined,
    private readonly warn: (id: string, message: string) => void = () => undefined,
  ) {}

  /** A data category with the terms that the policy in force gives it. */
  public category(given: DataCategory): DataCategory {
    return this.policy.category(given);
  }

  /**
   * Lets weaker values pass where exceptions from the rules that check them are on record.
   *
   * @throws when there is none for some of them: one sentence for each, all at once
   */
  public refuseAll(flaws: readonly PropFlaw[]): void {
    const refused = flaws.filter((flaw) => !this.excepts(flaw));
    if (refused.length === 0) return;
    throw new Error(refused.map((flaw) => this.sentence(flaw)).join('\n'));
  }

  /** Whether an exception lets a weaker value pass. */
  public excepts({ rule }: PropFlaw): boolean {
    return rule !== undefined && this.find(rule) !== undefined;
  }

  /** Warns of props that came with a newer CDK: nobody has looked at them here. */
  public warnUnexamined(props: readonly string[]): void {
    const names = props.map((prop) => `'${prop}'`).join(', ');
    const message = `${names} came with a version of the CDK that this version of @cloudnexus/cdk has not examined: the rules alone judge what becomes of it.`;
    this.warn(`unexamined:${props.join(',')}`, message);
  }

  private sentence({ prop, path = '', problem, rule, clause, why, instead = 'Leave it out' }: PropFlaw): string {
    const ground = rule === undefined ? (clause ?? '') : RULE_IDS[rule].clause;
    const form = `exceptions: [{ rule: '${rule ?? ''}', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }]`;
    const way = rule === undefined ? instead : `${instead}, or put an exception on record: ${form}`;
    return refusal(`${prop}${path}`, problem, ground, why, way).message;
  }

  /**
   * Lets a weaker value pass where an exception from the rule that checks it is on record.
   *
   * @throws when there is none, or it has expired
   */
  public refuse(rule: RuleId, prop: string, problem: string, clause: string, why: string, instead?: string): void {
    const exception = this.find(rule);
    if (exception === undefined) {
      const form = `exceptions: [{ rule: '${rule}', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }]`;
      throw refusal(prop, problem, clause, why, `${instead ?? 'Leave it out'}, or put an exception on record: ${form}`);
    }
    if (exception.expires >= this.today) return;
    const expired = `The exception from ${rule} that ${exception.approvedBy} approved expired on ${exception.expires}`;
    throw refusal(prop, problem, clause, why, `${expired}: ${instead ?? 'leave it out'}, or have it renewed`);
  }
}
