import type { IConstruct } from 'constructs';
import { todayAt } from '../policy/calendar';
import type { PolicyException } from '../policy/policy-exception';
import { PolicyExceptions } from '../policy/policy-exceptions';
import type { RuleId } from '../policy/rule-ids';
import { SecurityPolicy } from '../policy/security-policy';
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
    return new Limits(SecurityPolicy.of(scope), todayAt(scope), (rule) => PolicyExceptions._find(scope, rule));
  }

  public constructor(
    public readonly policy: SecurityPolicy,
    private readonly today = '',
    private readonly find: (rule: RuleId) => PolicyException | undefined = () => undefined,
  ) {}

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
