import { Duration } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-audit-bucket-object-lock';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';
import { allowService, bucketWithPolicy } from './bucket-with-policy';

function locked(retention: JsonObject, others: JsonObject = {}): JsonObject {
  return {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: retention } },
    VersioningConfiguration: { Status: 'Enabled' },
    ...others,
  };
}

function tagged(category: Json): JsonObject {
  return { Tags: [{ Key: 'data-category', Value: category }] };
}

function expiring(days: Json): JsonObject {
  return { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: days }] } };
}

const YEAR = { Mode: 'COMPLIANCE', Days: 365 };
const TRAIL = {
  Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Subject' } } },
};
const CONFIG = {
  Channel: { Type: 'AWS::Config::DeliveryChannel', Properties: { S3BucketName: { Ref: 'Subject' } } },
};
const SOURCE = {
  Source: {
    Type: 'AWS::S3::Bucket',
    Properties: { LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } } },
  },
};

testRule(rule, {
  compliant: {
    'a trail into a locked bucket of the CDK': (stack) =>
      new Trail(stack, 'Trail', {
        bucket: new Bucket(stack, 'Bucket', {
          versioned: true,
          objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(365)),
        }),
      }),
    'a trail, for a year': bucketWithPolicy([], locked({ Mode: 'COMPLIANCE', Years: 1 }), TRAIL),
    'audit logs that expire after their lock': locked(YEAR, { ...tagged('audit-logs'), ...expiring(366) }),
    'records under GOVERNANCE': locked({ Mode: 'GOVERNANCE', Days: 2557 }, tagged('support-and-billing-records')),
    'records under COMPLIANCE': locked({ Mode: 'COMPLIANCE', Days: 2557 }, tagged('support-and-billing-records')),
  },
  noncompliant: {
    'a trail of the CDK with the bucket that it makes': (stack) => new Trail(stack, 'Trail'),
    'a day short': bucketWithPolicy([], locked({ Mode: 'COMPLIANCE', Days: 364 }), TRAIL),
    'a mode that can be lifted': bucketWithPolicy([], locked({ Mode: 'GOVERNANCE', Days: 365 }), TRAIL),
    'Object Lock without a default': bucketWithPolicy([], { ObjectLockEnabled: true }, TRAIL),
    'versioning suspended': locked(YEAR, { ...tagged('audit-logs'), VersioningConfiguration: { Status: 'Suspended' } }),
    'days and years': locked({ Mode: 'COMPLIANCE', Days: 365, Years: 1 }, tagged('audit-logs')),
    'objects that expire with their lock': locked(YEAR, { ...tagged('audit-logs'), ...expiring(365) }),
    'records for six years': locked({ Mode: 'GOVERNANCE', Years: 6 }, tagged('support-and-billing-records')),
    'access logs into a locked bucket': bucketWithPolicy([], locked(YEAR), SOURCE),
    'access logs by the policy into a locked bucket': bucketWithPolicy(
      allowService('logging.s3.amazonaws.com'),
      locked(YEAR),
    ),
    'audit logs that are locked although access logs are let in': bucketWithPolicy(
      allowService('logging.s3.amazonaws.com'),
      locked(YEAR, tagged('audit-logs')),
    ),
    'AWS Config into a locked bucket': bucketWithPolicy([], locked(YEAR), CONFIG),
    'AWS Config beside a trail': bucketWithPolicy([], {}, { ...CONFIG, ...TRAIL }),
  },
  undetermined: {
    'audit logs without a lock, with an Allow for access logs that nobody sends': bucketWithPolicy(
      allowService('logging.s3.amazonaws.com'),
      tagged('audit-logs'),
    ),
    'a trail beside it that writes into a bucket from a parameter': bucketWithPolicy(
      [],
      {},
      {
        Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: { Ref: 'Unknown' } } },
      },
    ),
    'days from a parameter': bucketWithPolicy([], locked({ Mode: 'COMPLIANCE', Days: { Ref: 'Unknown' } }), TRAIL),
    'category from a parameter': bucketWithPolicy([], tagged({ Ref: 'Unknown' })),
    'retention from a parameter, for access logs': bucketWithPolicy(
      [],
      { ObjectLockConfiguration: { Ref: 'Unknown' } },
      SOURCE,
    ),
  },
  notApplicable: {
    'AWS Config into a bucket with Object Lock and no default': bucketWithPolicy(
      [],
      { ObjectLockEnabled: true },
      CONFIG,
    ),
    'no trail and no category': (stack) => new Bucket(stack, 'Bucket'),
    'a category that is not locked': tagged('infrastructure-logs'),
    'access logs of an immutable category, without a lock': bucketWithPolicy(
      [],
      tagged('infrastructure-logs-compliance'),
      SOURCE,
    ),
  },
});
