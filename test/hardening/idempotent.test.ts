import { Stack } from 'aws-cdk-lib';
import { hardenBucket } from '../../lib/hardening/bucket';
import { hardenKey } from '../../lib/hardening/key';
import { Limits } from '../../lib/hardening/limits';
import { hardenLogGroup } from '../../lib/hardening/log-group';
import { DataCategory, SecurityPolicy } from '../../lib';

const limits = new Limits(SecurityPolicy.CLOUDNEXUS);
const categories = [
  DataCategory.AUDIT_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
  DataCategory.SUPPORT_AND_BILLING_RECORDS,
];

/** Durations compare by what they come to. */
function plain(value: unknown): unknown {
  return new Stack().resolve(JSON.parse(JSON.stringify(value)));
}

test('hardening a key twice changes nothing', () => {
  const once = hardenKey({}, limits);
  expect(plain(hardenKey(once, limits))).toEqual(plain(once));
});

test.each(categories)('hardening a bucket for $name twice changes nothing', (category) => {
  for (const forAccessLogs of [false, true]) {
    if (forAccessLogs && category.immutable) continue;
    const once = hardenBucket({}, limits, { category, forAccessLogs });
    expect(plain(hardenBucket(once, limits, { category, forAccessLogs }))).toEqual(plain(once));
  }
});

test.each(categories)('hardening a log group for $name twice changes nothing', (category) => {
  const once = hardenLogGroup({}, limits, category);
  expect(plain(hardenLogGroup(once, limits, category))).toEqual(plain(once));
});
