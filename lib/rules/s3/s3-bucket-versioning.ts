import { not } from '../../template/read/certainty';
import { expected } from '../expect';
import { defineRule } from '../rule';
import { receivesLogs } from '../concepts/log-target';

export default defineRule({
  id: 's3-bucket-versioning',
  title: 'S3 bucket keeps the versions of its objects',
  clause: 'P3.2',
  severity: 'error',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Without versions, one wrong or malicious overwrite or delete is final.',
  remediation: 'Use `SecureBucket`, or set `Status` of `VersioningConfiguration` to Enabled.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.8.13': 'crosswalk' },
    soc2: { 'A1.2': 'peer', 'CC7.5': 'judgement', 'PI1.5': 'peer' },
    hipaa: {
      '164.308(a)(7)(i)': 'peer',
      '164.308(a)(7)(ii)(A)': 'peer',
      '164.308(a)(7)(ii)(B)': 'peer',
      '164.312(c)(1)': 'peer',
      '164.312(c)(2)': 'peer',
    },
    pci: { '10.3.3': 'judgement' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-versioning-enabled'],
    securityHub: ['S3.14'],
    cdkNag: ['S3BucketVersioningEnabled'],
    prowler: ['s3_bucket_object_versioning'],
    guard: ['s3_bucket_versioning_enabled'],
  },
  appliesTo: (bucket, context) => not(receivesLogs(bucket, context)),
  check: (bucket) =>
    expected(bucket.text('VersioningConfiguration.Status'), 'Enabled', (status) => status === 'Enabled', {
      byDefault: 'off by default',
    }),
});
