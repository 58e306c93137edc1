import { all, any, because, certain, holds, isPresent, not, yes, type Certainty } from '../../template/read/certainty';
import type { Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';
import { expected, expectTrue, refused } from '../expect';
import type { Problem } from '../rule';
import { isInForce, lifecycleRules } from './bucket-lifecycle';

const CONFIGURATION = 'ObjectLockConfiguration';
const DAYS_OF_A_YEAR = 365;

/** Where a bucket says how its objects are locked by default. */
export const DEFAULT_RETENTION = `${CONFIGURATION}.Rule.DefaultRetention`;

/** How firmly and for how long the objects of a bucket must be locked by default. */
export interface LockTerms {
  readonly modes: readonly string[];
  readonly days: number;
}

/** Yields a problem unless a bucket locks each new object by these terms, and for no longer than it lives. */
export function* locksFor(bucket: Resource, { modes, days }: LockTerms): Generator<Problem> {
  yield* expectTrue(bucket.boolean('ObjectLockEnabled'), 'off by default');
  const enabled = bucket.text(`${CONFIGURATION}.ObjectLockEnabled`);
  yield* expected(enabled, 'Enabled', (value) => value === 'Enabled', { byDefault: 'no default retention' });
  const versioning = bucket.text('VersioningConfiguration.Status');
  yield* expected(versioning, 'Enabled, which Object Lock needs', (status) => status === 'Enabled');
  yield* expected(bucket.text(`${DEFAULT_RETENTION}.Mode`), modes.join(' or '), (mode) => modes.includes(mode));
  yield* lastsFor(bucket, days);
  yield* expiresAfterLock(bucket);
}

function* lastsFor(bucket: Resource, least: number): Generator<Problem> {
  const [inDays, inYears] = periods(bucket);
  const absentPasses = isPresent(inYears);
  yield* expected(inDays, `${least} or more`, (days) => days >= least, { absentPasses });
  const leastYears = Math.ceil(least / DAYS_OF_A_YEAR);
  const lasts = (years: number): boolean => years * DAYS_OF_A_YEAR >= least;
  yield* expected(inYears, `${leastYears} or more`, lasts, { absentPasses: true });
  const both = all([isPresent(inDays), isPresent(inYears)]);
  yield* refused(because(both, { path: DEFAULT_RETENTION, reason: 'both, which S3 rejects' }), 'Days or Years');
}

/** Lifecycle rules delete nothing that is locked. */
function* expiresAfterLock(bucket: Resource): Generator<Problem> {
  for (const rule of lifecycleRules(bucket)) {
    const fits = (days: number): Certainty => any([() => not(isInForce(rule)), () => outlasts(bucket, days)]);
    yield* expected(rule.number('ExpirationInDays'), 'a day after the end of the lock', fits, { absentPasses: true });
  }
}

function outlasts(bucket: Resource, days: number): Certainty {
  const [inDays, inYears] = periods(bucket);
  const after = (locked: number): Certainty => certain(days > locked);
  return all([holds(inDays, after, yes), holds(inYears, (years) => after(years * DAYS_OF_A_YEAR), yes)]);
}

function periods(bucket: Resource): [days: Reading<number>, years: Reading<number>] {
  return [bucket.number(`${DEFAULT_RETENTION}.Days`), bucket.number(`${DEFAULT_RETENTION}.Years`)];
}
