import type { Resource } from '../../template/read/resource';
import { expected, expectTrue, fail, undetermined } from '../expect';
import type { Problem } from '../rule';

const CONFIGURATION = 'ObjectLockConfiguration';
const RETENTION = `${CONFIGURATION}.Rule.DefaultRetention`;

/** How firmly and for how long the objects of a bucket must be locked by default. */
export interface LockTerms {
  readonly modes: readonly string[];
  readonly days: number;
}

/** Yields a problem unless a bucket locks each new object by these terms. */
export function* locksFor(bucket: Resource, { modes, days }: LockTerms): Generator<Problem> {
  yield* expectTrue(bucket.boolean('ObjectLockEnabled'), 'off by default');
  const enabled = bucket.text(`${CONFIGURATION}.ObjectLockEnabled`);
  yield* expected(enabled, 'Enabled', (value) => value === 'Enabled', { byDefault: 'no default retention' });
  const versioning = bucket.text('VersioningConfiguration.Status');
  yield* expected(versioning, 'Enabled, which Object Lock needs', (status) => status === 'Enabled');
  yield* expected(bucket.text(`${RETENTION}.Mode`), modes.join(' or '), (mode) => modes.includes(mode));
  const inDays = bucket.number(`${RETENTION}.Days`);
  const inYears = bucket.number(`${RETENTION}.Years`);
  if (inYears.kind === 'absent') {
    yield* expected(inDays, `${days} or more`, (stated) => stated >= days);
  } else if (inDays.kind === 'absent') {
    yield* expected(inYears, `${Math.ceil(days / 365)} or more`, (stated) => stated * 365 >= days);
  } else {
    yield fail(RETENTION, 'Days or Years', 'both, which S3 rejects');
  }
}

/** Yields a problem for each lifecycle rule that would delete objects while they are locked. */
export function* expiresAfterLock(bucket: Resource): Generator<Problem> {
  const locked = lockDays(bucket);
  const rules = bucket.list('LifecycleConfiguration.Rules');
  if (rules.kind === 'unknown') yield undetermined(rules);
  if (rules.kind !== 'value' || locked === undefined) return;
  for (const rule of rules.value) {
    const status = rule.text('Status');
    if (status.kind === 'value' && status.value !== 'Enabled') continue;
    const what = `more than the ${locked} days of the lock`;
    yield* expected(rule.number('ExpirationInDays'), what, (days) => days > locked, { absentPasses: true });
  }
}

function lockDays(bucket: Resource): number | undefined {
  const days = bucket.number(`${RETENTION}.Days`);
  if (days.kind === 'value') return days.value;
  const years = bucket.number(`${RETENTION}.Years`);
  return years.kind === 'value' ? years.value * 365 : undefined;
}
