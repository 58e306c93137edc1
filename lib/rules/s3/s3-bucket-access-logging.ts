import { isOneUnknown } from '../../template/access/glob';
import { any, because, holds, isPresent, maybe, not } from '../../template/read/certainty';
import { expectPresent, refused } from '../expect';
import { defineRule } from '../rule';
import { receivesLogs } from '../concepts/log-target';
import { nameAt } from '../concepts/name-at';

export default defineRule({
  id: 's3-bucket-access-logging',
  title: 'S3 bucket logs its requests into another bucket',
  clause: 'P2.2.3',
  severity: 'warning',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Without server access logs, nobody can say afterwards who read an object, or from where.',
  remediation:
    'Use `SecureBucket`, or set `DestinationBucketName` of `LoggingConfiguration` to a bucket for access logs; a bucket that receives logs needs none.',
  controls: {
    iso27001: { 'A.8.15': 'peer' },
    soc2: { 'CC7.2': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'peer', '164.312(b)': 'peer' },
    pci: { '10.2.1': 'peer', '10.2.1.1': 'peer', '10.2.1.4': 'peer' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-logging-enabled'],
    securityHub: ['S3.9'],
    cdkNag: ['S3BucketLoggingEnabled'],
    prowler: ['s3_bucket_server_access_logging_enabled'],
    guard: ['s3_bucket_logging_enabled'],
  },
  appliesTo: (bucket, context) =>
    any([isPresent(bucket.read('LoggingConfiguration')), () => not(receivesLogs(bucket, context))]),
  *check(bucket, { relations }) {
    const destination = nameAt(bucket, 'LoggingConfiguration.DestinationBucketName');
    yield* expectPresent(destination, 'another bucket', 'nowhere, or into the bucket itself');
    const itself = holds(destination, (name) => {
      const target = relations.target(name, bucket.type, bucket);
      if (target === undefined && isOneUnknown(name.text)) return maybe('only deployment knows which bucket it is');
      return target === bucket.definition;
    });
    yield* refused(because(itself, { reason: 'the bucket itself' }), 'another bucket');
  },
});
