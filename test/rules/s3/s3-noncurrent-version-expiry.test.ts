import { Duration } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-noncurrent-version-expiry';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';
import { bucketWithPolicy } from './bucket-with-policy';

const OLD = { NoncurrentVersionExpiration: { NoncurrentDays: 1 } };
const UNFINISHED = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } };

function versioned(...rules: JsonObject[]): JsonObject {
  return {
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: { Rules: rules.map((one) => ({ Status: 'Enabled', ...one })) },
  };
}

const LOGS = { Tags: [{ Key: 'data-category', Value: 'infrastructure-logs' }] };
const WORKLOADS = { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] };

testRule(rule, {
  compliant: {
    'both in a rule of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', {
        versioned: true,
        lifecycleRules: [
          { noncurrentVersionExpiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(7) },
        ],
      }),
    'old versions that go with their category': {
      ...versioned({ NoncurrentVersionExpiration: { NoncurrentDays: 90 } }, UNFINISHED),
      ...LOGS,
    },
    'each in a rule of its own': versioned(OLD, UNFINISHED),
    'the older spelling': versioned({ NoncurrentVersionExpirationInDays: 1 }, UNFINISHED),
    'customer workloads keep their versions': { ...versioned(UNFINISHED), ...WORKLOADS },
  },
  noncompliant: {
    'old versions that outlive their category by a day': {
      ...versioned({ NoncurrentVersionExpiration: { NoncurrentDays: 91 } }, UNFINISHED),
      ...LOGS,
    },
    'no rule of the CDK': (stack) => new Bucket(stack, 'Bucket', { versioned: true }),
    'no unfinished uploads': versioned(OLD),
    'no old versions': versioned(UNFINISHED),
    'a rule that is off': versioned({ ...OLD, ...UNFINISHED, Status: 'Disabled' }),
    'only some of the objects': versioned({ ...OLD, Prefix: 'a/' }, UNFINISHED),
    'customer workloads keep unfinished uploads': { ...versioned(), ...WORKLOADS },
  },
  undetermined: {
    'rules from a parameter': bucketWithPolicy([], {
      ...versioned(),
      LifecycleConfiguration: { Rules: { Ref: 'Unknown' } },
    }),
    'days from a parameter': bucketWithPolicy(
      [],
      versioned({ NoncurrentVersionExpiration: { NoncurrentDays: { Ref: 'Unknown' } } }, UNFINISHED),
    ),
  },
  notApplicable: {
    'a bucket without versions': (stack) => new Bucket(stack, 'Bucket'),
  },
});
