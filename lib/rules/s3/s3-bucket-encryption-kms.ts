import type { Properties } from '../../template/read/properties';
import { expected, fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { receivesLogs, takesOnlySseS3 } from '../concepts/log-target';

const ALGORITHM = 'ServerSideEncryptionByDefault.SSEAlgorithm';
const KMS = ['aws:kms', 'aws:kms:dsse'];

export default defineRule({
  id: 's3-bucket-encryption-kms',
  title: 'S3 bucket is encrypted with a customer-managed key, or with SSE-S3 where log delivery takes nothing else',
  clause: 'P2.1.1',
  severity: 'error',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale:
    'With a key that AWS manages, nobody can decide who may decrypt the objects, nor shred them by destroying the key.',
  remediation:
    'Use `SecureBucket`, or set `SSEAlgorithm` to aws:kms and `KMSMasterKeyID` to a key of your own; a bucket for access logs keeps AES256 and receives nothing else.',
  controls: {
    iso27001: { 'A.8.24': 'peer-near' },
    soc2: { 'C1.1': 'crosswalk', 'CC6.1': 'peer-near' },
    hipaa: { '164.312(a)(2)(iv)': 'peer-near' },
    pci: { '3.5.1': 'peer-near', '3.5.1.3': 'peer-near', '3.6.1': 'judgement', '3.6.1.2': 'judgement' },
  },
  equivalents: {
    awsConfig: ['s3-default-encryption-kms'],
    securityHub: ['S3.17'],
    cdkNag: ['S3DefaultEncryptionKMS'],
    prowler: ['s3_bucket_kms_encryption', 's3_bucket_default_encryption'],
    guard: ['s3_default_encryption_kms', 's3_bucket_server_side_encryption_enabled'],
  },
  *check(bucket, { relations }) {
    const path = 'BucketEncryption.ServerSideEncryptionConfiguration';
    const configuration = bucket.list(path);
    const forLogs = receivesLogs(bucket, relations);
    if (configuration.kind === 'unknown') yield undetermined(configuration);
    if (configuration.kind === 'absent' && !forLogs) yield fail(path, KMS.join(' or '), 'nothing (SSE-S3 by default)');
    if (configuration.kind !== 'value') return;
    for (const entry of configuration.value) {
      if (forLogs) yield* forLogBucket(entry, takesOnlySseS3(bucket, relations));
      else yield* underCustomerKey(entry);
    }
  },
});

function* forLogBucket(entry: Properties, onlySseS3: boolean): Generator<Problem> {
  const algorithm = entry.text(ALGORITHM);
  if (algorithm.kind === 'value' && algorithm.value === 'AES256') return;
  if (onlySseS3) {
    const what = 'AES256 (access logs cannot be delivered into a bucket with a KMS key)';
    yield* expected(algorithm, what, (value) => value === 'AES256', { absentPasses: true });
  } else {
    yield* underCustomerKey(entry);
  }
}

function* underCustomerKey(entry: Properties): Generator<Problem> {
  const algorithm = entry.text(ALGORITHM);
  yield* expected(algorithm, KMS.join(' or '), (value) => KMS.includes(value));
  if (algorithm.kind === 'value' && !KMS.includes(algorithm.value)) return;
  const key = entry.reference('ServerSideEncryptionByDefault.KMSMasterKeyID');
  yield* expected(key, 'a customer-managed key', ({ text }) => !text.endsWith('alias/aws/s3'), {
    byDefault: 'alias/aws/s3, which AWS manages',
  });
}
