import { Duration, Tags } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-retention-matches-data-category';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';
import { bucketWithPolicy, NEVER_CREATED } from './bucket-with-policy';

function kept(category: Json, ...rules: JsonObject[]): JsonObject {
  return {
    Tags: [{ Key: 'data-category', Value: category }],
    LifecycleConfiguration: { Rules: rules.map((one) => ({ Status: 'Enabled', ...one })) },
  };
}

function lockedFor(DefaultRetention: JsonObject): JsonObject {
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } };
  return { ...kept('infrastructure-logs', { ExpirationInDays: 90 }), ObjectLockConfiguration };
}

testRule(rule, {
  compliant: {
    'infrastructure logs after 90 days, by the CDK': (stack) => {
      Tags.of(new Bucket(stack, 'Bucket', { lifecycleRules: [{ expiration: Duration.days(90) }] })).add(
        'data-category',
        'infrastructure-logs',
      );
    },
    'audit logs one day after their lock': kept('audit-logs', { ExpirationInDays: 366 }),
    'infrastructure logs that are locked until the day before': lockedFor({ Days: 89 }),
    'records one day after their lock': kept('support-and-billing-records', { ExpirationInDays: 2558 }),
    'another period for some of the objects': kept(
      'infrastructure-logs',
      { ExpirationInDays: 90, Prefix: '' },
      { ExpirationInDays: 30, Prefix: 'temporary/' },
      { ExpirationInDays: 7, Status: 'Disabled' },
    ),
    'customer workloads without an end': kept('customer-workloads'),
    'personal data by its own tags': {
      Tags: [
        { Key: 'data-category', Value: 'pii' },
        { Key: 'data-delete-after-days', Value: '30' },
        { Key: 'data-purpose', Value: 'support' },
      ],
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30 }] },
    },
  },
  noncompliant: {
    'infrastructure logs that are locked on their last day': lockedFor({ Days: 90 }),
    'infrastructure logs that are locked for a century': lockedFor({ Years: 100 }),
    'no expiration': kept('infrastructure-logs'),
    'a day late': kept('infrastructure-logs', { ExpirationInDays: 91 }),
    'a day early': kept('infrastructure-logs', { ExpirationInDays: 89 }),
    'audit logs when their lock ends': kept('audit-logs', { ExpirationInDays: 365 }),
    'a rule that is off': kept('infrastructure-logs', { ExpirationInDays: 90, Status: 'Disabled' }),
    'a rule for some of the objects': kept('infrastructure-logs', { ExpirationInDays: 90, Prefix: 'app/' }),
    'a rule for some of the tags': kept('infrastructure-logs', {
      ExpirationInDays: 90,
      TagFilters: [{ Key: 'a', Value: 'b' }],
    }),
    'a rule for big objects': kept('infrastructure-logs', { ExpirationInDays: 90, ObjectSizeGreaterThan: '1000' }),
    'customer workloads with an end': kept('customer-workloads', { ExpirationInDays: 365 }),
    'a day in the calendar': kept('customer-workloads', { ExpirationDate: '2030-01-01T00:00:00Z' }),
  },
  undetermined: {
    'no tag': (stack) => new Bucket(stack, 'Bucket'),
    'category from a parameter': bucketWithPolicy([], kept({ Ref: 'Unknown' }, { ExpirationInDays: 90 })),
    'personal data without a period': kept('pii', { ExpirationInDays: 30 }),
    'days from a parameter': bucketWithPolicy(
      [],
      kept('infrastructure-logs', { ExpirationInDays: { Ref: 'Unknown' } }),
    ),
    'rules from a parameter': bucketWithPolicy([], {
      ...kept('infrastructure-logs'),
      LifecycleConfiguration: { Rules: { Ref: 'Unknown' } },
    }),
    'a filter from a parameter': bucketWithPolicy(
      [],
      kept('infrastructure-logs', { ExpirationInDays: 90, Prefix: { Ref: 'Unknown' } }),
    ),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
