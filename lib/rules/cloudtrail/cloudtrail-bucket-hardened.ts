import type { Resource } from '../../template/read/resource';
import { expected, expectPresent, expectTrue } from '../expect';
import { defineRule, type Problem } from '../rule';
import { targetAt } from '../concepts/target-at';

export default defineRule({
  id: 'cloudtrail-bucket-hardened',
  title: 'CloudTrail trail writes into a bucket that is private, versioned and locked',
  clause: 'P2.2.3',
  severity: 'error',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'An intruder covers the tracks first: records in an open or unlocked bucket are the ones that go missing.',
  remediation: 'Use `SecureBucket` with `DataCategory.AUDIT_LOGS` for `S3BucketName`.',
  controls: {
    iso27001: { 'A.5.28': 'judgement', 'A.5.33': 'crosswalk', 'A.8.3': 'crosswalk', 'A.8.15': 'peer' },
    soc2: { 'CC6.1': 'peer', 'CC6.3': 'judgement', 'CC7.2': 'judgement' },
    hipaa: {
      '164.312(a)(1)': 'peer',
      '164.312(b)': 'judgement',
      '164.312(c)(1)': 'crosswalk',
      '164.312(c)(2)': 'crosswalk',
    },
    pci: { '10.2.1.3': 'peer-near', '10.3.1': 'judgement', '10.3.2': 'peer', '10.3.4': 'peer' },
  },
  equivalents: {
    securityHub: ['CloudTrail.6', 'CloudTrail.7'],
    prowler: [
      'cloudtrail_logs_s3_bucket_is_not_publicly_accessible',
      'cloudtrail_logs_s3_bucket_access_logging_enabled',
      's3_bucket_object_lock',
    ],
  },
  *check(trail, { relations }) {
    const bucket = targetAt(trail, 'S3BucketName', 'AWS::S3::Bucket', relations);
    yield* expectPresent(bucket, 'a bucket');
    // one that is elsewhere was said to be
    if (bucket.kind !== 'value') return;
    for (const { kind, path, message } of weaknesses(bucket.value)) {
      yield { kind, path: bucket.path, message: `${bucket.value.logicalId}.${path}: ${message}` };
    }
  },
});

function* weaknesses(bucket: Resource): Generator<Problem> {
  for (const flag of ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets']) {
    yield* expectTrue(bucket.boolean(`PublicAccessBlockConfiguration.${flag}`));
  }
  yield* expected(bucket.text('VersioningConfiguration.Status'), 'Enabled', (status) => status === 'Enabled');
  yield* expectTrue(bucket.boolean('ObjectLockEnabled'), 'off by default');
}
