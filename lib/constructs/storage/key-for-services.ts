import { Annotations, AspectPriority, Aspects } from 'aws-cdk-lib';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import { allowKeyUse, keyUseOf } from '../keys/allow-key-use';
import { KeyUse } from '../keys/key-use';
import { servicesLetIn } from './bucket-use';

/**
 * Lets every service that the policy of a bucket lets in use the key of the bucket, whoever let it in and when.
 *
 * A trail, a flow log or a distribution that the CDK makes writes its own statement into the policy of the bucket, and
 * none into that of the key.
 */
export function letServicesUseKey(bucket: Bucket, key: IKey): void {
  const visit = (node: unknown): void => {
    if (node === bucket) letThem(bucket, key);
  };
  Aspects.of(bucket).add({ visit }, { priority: AspectPriority.MUTATING });
}

/** The same, once everything that uses the bucket is made. */
export function letThem(bucket: Bucket, key: IKey): void {
  const uses = new Set(servicesLetIn(bucket).map(keyUseOf));
  uses.delete(undefined);
  if (uses.has(KeyUse.LOG_DELIVERY)) withoutBucketKey(bucket);
  for (const use of uses) {
    if (use === undefined) continue;
    if (key instanceof Key) allowKeyUse(key, use);
    else warnOfImported(bucket, use);
  }
}

/**
 * With a bucket key S3 asks KMS on its own behalf, and the conditions by which the key lets log delivery in are not met.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Logs sent to Amazon S3".
 */
function withoutBucketKey(bucket: Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) return;
  resource.addPropertyOverride('BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled', false);
}

function warnOfImported(bucket: Bucket, use: KeyUse): void {
  const message = `The policy of an imported key stays as it is: it must allow what AWS documents for ${use}, or nothing arrives in ${bucket.node.path}.`;
  Annotations.of(bucket).addWarningV2(`@cloudnexus/cdk:imported-bucket-key:${use}`, message);
}
