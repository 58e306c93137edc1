import { Stack } from 'aws-cdk-lib';
import { hardenBucket } from '../../lib/hardening/bucket';
import { hardenKey } from '../../lib/hardening/key';
import { hardenLogGroup } from '../../lib/hardening/log-group';
import { DataCategory, SecurityPolicy } from '../../lib';

const policy = SecurityPolicy.CLOUDNEXUS;
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
  const once = hardenKey({}, policy);
  expect(plain(hardenKey(once, policy))).toEqual(plain(once));
});

test.each(categories)('hardening a bucket for $name twice changes nothing', (category) => {
  for (const forAccessLogs of [false, true]) {
    if (forAccessLogs && category.immutable) continue;
    const once = hardenBucket({}, policy, { category, forAccessLogs });
    expect(plain(hardenBucket(once, policy, { category, forAccessLogs }))).toEqual(plain(once));
  }
});

test.each(categories)('hardening a log group for $name twice changes nothing', (category) => {
  const once = hardenLogGroup({}, policy, category);
  expect(plain(hardenLogGroup(once, policy, category))).toEqual(plain(once));
});
