import { daysAfter, daysBetween } from './calendar';
import type { PolicyException } from './policy-exception';
import { tryFactsOf } from './rule-facts';

/**
 * The most days for which an exception may hold.
 *
 * The policy names none, so both are our reading: audits are annual (P4.7), and so is the second look at an exception;
 * what the internet or another account reaches is looked at every quarter.
 */
const LONGEST_LIFE = { usual: 366, exposure: 90 };

/** How many days before its end an exception is warned of. */
const WARNED_DAYS = 30;

/** The last day on which an exception from a rule may end, and how many days away that is. */
export function longestLife(rule: string, today: string): { readonly day: string; readonly days: number } {
  const days = tryFactsOf(rule)?.exposure === true ? LONGEST_LIFE.exposure : LONGEST_LIFE.usual;
  return { day: daysAfter(today, days), days };
}

/** That an exception ends within a month; nothing before, and nothing once it has expired. */
export function endingOf({ approvedBy, expires }: PolicyException, today: string): string | undefined {
  const left = daysBetween(today, expires);
  if (left < 0 || left > WARNED_DAYS) return undefined;
  const days = left === 1 ? '1 day' : `${left} days`;
  const ends = left === 0 ? `ends today, ${expires}` : `ends in ${days}, on ${expires}`;
  return `the exception that ${approvedBy} approved ${ends}: mend what it covers, or have it renewed`;
}
