import type { Properties } from '../../template/read/properties';
import { all, any, because, certain, isOneOf, no, not, type Certainty } from '../../template/read/certainty';
import { expected, refused } from '../expect';
import { defineRule, type Problem } from '../rule';
import { holdsData } from '../concepts/data-category';
import { isForKeylessLogs, receivesLogs } from '../concepts/log-target';
import { isOwnKey } from '../concepts/own-key';

const SSE_S3 = 'AES256';
const KMS = ['aws:kms', 'aws:kms:dsse'];
const ALGORITHM = 'ServerSideEncryptionByDefault.SSEAlgorithm';
const KEY = 'ServerSideEncryptionByDefault.KMSMasterKeyID';

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
  *check(bucket, context) {
    const onlySseS3 = isForKeylessLogs(bucket, context.relations);
    const data = holdsData(bucket, context.policy);
    const mixed = because(all([onlySseS3, () => data]), { path: 'Tags', reason: 'one for other data too' });
    yield* refused(mixed, 'a bucket of its own for access logs, which take no key');
    const forLogs = receivesLogs(bucket, context);
    const path = 'BucketEncryption.ServerSideEncryptionConfiguration';
    yield* expected(bucket.list(path), KMS.join(' or '), () => true, {
      byDefault: 'SSE-S3 by default',
      absentPasses: forLogs,
    });
    for (const entry of bucket.items(path)) {
      yield* underKey(entry, forLogs);
      yield* withoutKey(entry, all([onlySseS3, not(data)]));
    }
  },
});

function* underKey(entry: Properties, forLogs: Certainty): Generator<Problem> {
  const algorithm = entry.text(ALGORITHM);
  const sseS3 = (value: string): Certainty => (value === SSE_S3 ? forLogs : no);
  const fits = (value: string): Certainty => any([certain(KMS.includes(value)), () => sseS3(value)]);
  yield* expected(algorithm, KMS.join(' or '), fits, { absentPasses: forLogs });
  const other = not(isOneOf(algorithm, KMS));
  yield* expected(entry.reference(KEY), 'a customer-managed key', (key) => any([other, () => isOwnKey(key)]), {
    byDefault: 'alias/aws/s3, which AWS manages',
    absentPasses: other,
  });
}

function withoutKey(entry: Properties, onlySseS3: Certainty): Generator<Problem> {
  const what = `${SSE_S3} (access logs cannot be delivered into a bucket with a KMS key)`;
  const fits = (value: string): Certainty => any([certain(value === SSE_S3), () => not(onlySseS3)]);
  return expected(entry.text(ALGORITHM), what, fits, { absentPasses: true });
}
