import { isDay } from './calendar';
import { longestLife } from './exception-life';
import { tryFactsOf } from './rule-facts';

/** A deviation from the policy that somebody answers for, until a day. */
export interface PolicyException {
  /** The id of the rule that is not kept, such as `elbv2-tls13-only-policy`. */
  readonly rule: string;

  /** Why the rule is not kept. */
  readonly reason: string;

  /** Who answers for it, such as an address of mail. */
  readonly approvedBy: string;

  /**
   * The last day on which the exception holds, `YYYY-MM-DD`; on the day after it the rule fails again.
   *
   * At most 366 days away, and at most 90 for rules about what the internet or another account reaches.
   */
  readonly expires: string;

  /**
   * Where the decision is on record.
   *
   * @default - none
   */
  readonly ticket?: string;

  /**
   * What lowers the risk meanwhile.
   *
   * @default - none
   */
  readonly compensatingControl?: string;
}

/** The key of a template's or a resource's `Metadata` under which exceptions stand. */
export const EXCEPTIONS_KEY = 'CloudNexus::PolicyExceptions';

/** What is wrong with an exception on a day, in one sentence; nothing when it can be put on record, or was. */
export function flawOf(exception: Readonly<Record<keyof PolicyException, unknown>>, today: string): string | undefined {
  const { rule, expires } = exception;
  const facts = typeof rule === 'string' ? tryFactsOf(rule) : undefined;
  if (typeof rule !== 'string' || facts === undefined) {
    return `'rule' must be the id of a rule (cloudnexus rules lists them), got ${JSON.stringify(rule)}`;
  }
  for (const name of ['reason', 'approvedBy'] as const) {
    const text = exception[name];
    if (typeof text !== 'string' || text.trim() === '') {
      return `'${name}' must say something, got ${JSON.stringify(text)}`;
    }
  }
  if (!isDay(expires)) return `'expires' must be a day such as 2027-01-31, got ${JSON.stringify(expires)}`;
  if (!facts.waivable) return `'rule' may not be ${rule}: no exception can be made for it`;
  const latest = longestLife(rule, today);
  if (expires <= latest.day) return undefined;
  return `'expires' may be ${latest.day} at the latest, ${latest.days} days from today for ${rule}, got ${JSON.stringify(expires)}`;
}
