import { FeatureFlags } from 'aws-cdk-lib';
import { Volume, type VolumeProps } from 'aws-cdk-lib/aws-ec2';
import { Key, KeySpec, KeyUsage, type KeyProps } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays, type LogGroupProps } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY } from 'aws-cdk-lib/cx-api';
import { CategoryKeys } from '../constructs/keys/category-keys';
import { KeyUse } from '../constructs/keys/key-use';
import { SecureBucket } from '../constructs/storage/secure-bucket';
import { hardenBucket } from '../hardening/bucket';
import { hardenKey } from '../hardening/key';
import { hardenLogGroup } from '../hardening/log-group';
import { hardenVolume } from '../hardening/volume';
import { DataCategory } from '../policy/data-category';
import { setting, type DefaultsContext } from './default-setting';

/** The secure defaults of keys, buckets, log groups and volumes. */
export const STORAGE_SETTINGS = [
  setting(Key, (props: KeyProps, { limits }) => (rotates(props) ? hardenKey(props, limits) : props)),
  setting(Bucket, bucketProps),
  setting(LogGroup, logGroupProps),
  setting(Volume, volumeProps),
];

/** KMS rotates symmetric keys alone; the others sign or authenticate, and hold no data. */
function rotates({ keySpec, keyUsage }: KeyProps): boolean {
  return (
    (keySpec === undefined || keySpec === KeySpec.SYMMETRIC_DEFAULT) &&
    (keyUsage === undefined || keyUsage === KeyUsage.ENCRYPT_DECRYPT)
  );
}

function bucketProps(props: BucketProps, { scope, id, limits, category }: DefaultsContext): BucketProps {
  const hardened = hardenBucket(props, limits, { category, forAccessLogs: false });
  const keyed = hardened.encryption === BucketEncryption.KMS || hardened.encryption === BucketEncryption.DSSE;
  // without the flag the CDK grants log delivery by an ACL, which such a bucket does not take
  const logs = FeatureFlags.of(scope).isEnabled(S3_SERVER_ACCESS_LOGS_USE_BUCKET_POLICY) === true;
  const target = logs ? SecureBucket.accessLogsOf(scope).bucket : undefined;
  return {
    ...hardened,
    encryptionKey: props.encryptionKey ?? (keyed ? CategoryKeys.of(scope).keyFor(category).key : undefined),
    serverAccessLogsBucket: props.serverAccessLogsBucket ?? target,
    serverAccessLogsPrefix:
      props.serverAccessLogsPrefix ?? (target === undefined ? undefined : `${scope.node.path}/${id}/`),
  };
}

function logGroupProps(props: LogGroupProps, { scope, limits }: DefaultsContext): LogGroupProps {
  const category =
    props.retention === RetentionDays.ONE_YEAR
      ? DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE
      : DataCategory.INFRASTRUCTURE_LOGS;
  const hardened = hardenLogGroup(props, limits, category);
  if (props.encryptionKey !== undefined) return hardened;
  const key = CategoryKeys.of(scope).keyFor(category);
  key.allow(KeyUse.LOG_GROUPS);
  return { ...hardened, encryptionKey: key.key };
}

function volumeProps(props: VolumeProps, context: DefaultsContext): VolumeProps {
  const { scope, limits, category, deployed } = context;
  if (deployed && props.encrypted !== true) {
    context.leaveAlone('encrypted', 'to encrypt a volume replaces it: copy a snapshot under a key instead');
    return { ...hardenVolume({ ...props, encrypted: undefined }, limits, category), encrypted: props.encrypted };
  }
  const hardened = hardenVolume(props, limits, category);
  // the key of a volume cannot be changed either
  const own = deployed || hardened.encrypted !== true ? undefined : CategoryKeys.of(scope).keyFor(category).key;
  return { ...hardened, encryptionKey: props.encryptionKey ?? own };
}
