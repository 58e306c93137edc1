import { Bucket, CfnBucket, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { useOf, type BucketUse } from '../../constructs/storage/bucket-use';
import { letThem } from '../../constructs/storage/key-for-services';
import { SecureBucket } from '../../constructs/storage/secure-bucket';
import { plainClass } from '../../hardening/plain-class';
import type { KeyedAt } from '../../hardening/prop-rule';
import { logRequests } from '../../hardening/storage/access-logs';
import { BUCKET } from '../../hardening/storage/bucket';
import { denyOldTls } from '../../hardening/storage/deny-old-tls';
import { letCallersThrough } from '../let-callers-through';

type BucketAt = KeyedAt<BucketProps>;

/** A plain bucket: what it is used for decides on its encryption, its logs and who is kept out. */
export default plainClass<BucketProps>({
  classId: 'aws-cdk-lib.aws-s3.Bucket',
  table: BUCKET,
  complete: (bucket, at) => {
    if (!(bucket instanceof Bucket)) return;
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) return;
    const use = useOf(bucket, resource);
    closeToThePublic(resource, use, at);
    refuseOldTls(bucket, use, at);
    encrypt(bucket, resource, use, at);
    if (!use.receivesLogs && resource.stack.resolve(resource.loggingConfiguration) === undefined) {
      logRequests(bucket, { target: SecureBucket.accessLogsOf(bucket).bucket, prefix: `${bucket.node.path}/` });
    }
  },
});

function closeToThePublic(resource: CfnBucket, use: BucketUse, at: BucketAt): void {
  if (use.isPublic || use.isWebsite) {
    at.note('blockPublicAccess', 'is left as it is: the bucket is made to be public');
  } else {
    resource.publicAccessBlockConfiguration ??= {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    };
  }
  const { stack } = resource;
  if (!use.hasAcl && stack.resolve(resource.ownershipControls) === undefined) {
    resource.ownershipControls = { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] };
  }
}

function refuseOldTls(bucket: Bucket, use: BucketUse, at: BucketAt): void {
  const { enforceSSL, minimumTLSVersion } = at.props;
  if (enforceSSL === false || minimumTLSVersion !== undefined) return;
  if (use.isWebsite) {
    at.note('enforceSSL', 'is left as it is: the website endpoint of S3 speaks no TLS');
    return;
  }
  if (use.foreignAccounts) {
    at.note(
      'minimumTLSVersion',
      'is left as it is: accounts of others use the bucket, and what they speak is not known here',
    );
    if (enforceSSL === undefined) denyOldTls(bucket, undefined);
    return;
  }
  if (at.deployed) at.note('minimumTLSVersion', 'is set for what is deployed: who speaks TLS 1.2 is locked out');
  denyOldTls(bucket, at.limits.policy.minimumTlsVersion);
}

function encrypt(bucket: Bucket, resource: CfnBucket, use: BucketUse, at: BucketAt): void {
  const { encryption, encryptionKey, bucketKeyEnabled, blockedEncryptionTypes } = at.props;
  if (encryption !== undefined || encryptionKey !== undefined || blockedEncryptionTypes !== undefined) return;
  const harm = use.receivesLogs
    ? 'log delivery takes no key'
    : use.foreignAccounts
      ? 'accounts of others use the bucket, and would have to be let to the key'
      : use.readByIdentity
        ? 'an origin access identity reads nothing under a key: use origin access control'
        : at.props.replicationRules !== undefined
          ? 'what is under a key is replicated only when the rules say so'
          : undefined;
  if (harm !== undefined) {
    at.note('encryption', `is left to S3: ${harm}`);
    return;
  }
  const key = at.key();
  // what grants on a plain bucket was written without a key in mind
  letCallersThrough(key, 's3');
  resource.bucketEncryption = {
    serverSideEncryptionConfiguration: [
      {
        serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.keyArn },
        bucketKeyEnabled: bucketKeyEnabled ?? true,
        blockedEncryptionTypes: { encryptionType: ['SSE-C'] },
      },
    ],
  };
  letThem(bucket, key);
}
