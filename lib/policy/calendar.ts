import type { IConstruct } from 'constructs';

/** The context key that sets the day on which exceptions are looked at, such as `2026-11-24`. */
const TODAY = '@cloudnexus/cdk:today';

const MILLISECONDS_PER_DAY = 86_400_000;

/** The day on which exceptions are looked at. */
export interface Today {
  readonly day: string;
  /** What set it by hand; a report then says so. @default - the clock */
  readonly setBy?: string;
}

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY);
}

/** The day that comes so many days after another. */
export function daysAfter(day: string, count: number): string {
  return dayOf(Date.parse(day) + count * MILLISECONDS_PER_DAY);
}

/** The current day in UTC. */
export function currentDay(): Today {
  return { day: dayOf(Date.now()) };
}

/**
 * The day that counts as today in an app: its context `@cloudnexus/cdk:today`, else the current day in UTC.
 *
 * @throws when the context names no day
 */
export function todayAt(scope: IConstruct): Today {
  const set: unknown = scope.node.tryGetContext(TODAY);
  if (set === undefined) return currentDay();
  if (isDay(set)) return { day: set, setBy: `context ${TODAY}` };
  throw new Error(`context '${TODAY}' must be a day such as 2026-11-24, got ${JSON.stringify(set)}`);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
