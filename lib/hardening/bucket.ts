import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import {
  BlockedEncryptionType,
  BlockPublicAccess,
  BucketEncryption,
  ObjectLockMode,
  ObjectLockRetention,
  ObjectOwnership,
  StorageClass,
  type BucketProps,
  type LifecycleRule,
} from 'aws-cdk-lib/aws-s3';
import { Immutability, type DataCategory } from '../policy/data-category';
import type { Limits } from './limits';
import { refusal } from './refusal';

/** What a bucket is for, as far as it changes what S3 and log delivery accept. */
export interface BucketUse {
  readonly category: DataCategory;
  /** Whether log delivery writes into it: then SSE-S3 only, and no default retention. */
  readonly forAccessLogs: boolean;
}

const LIFECYCLE_ID = 'data-category';
const EXPIRY_RULE = 's3-retention-matches-data-category';
/** Unfinished uploads are paid for and seen by nobody; a week is long enough to resume one. */
const ABORT_UPLOADS_AFTER_DAYS = 7;

/**
 * What a bucket must be: private, encrypted, TLS 1.3 only, kept, locked and deleted as its data category says.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenBucket(props: BucketProps, limits: Limits, use: BucketUse): BucketProps {
  const { policy } = limits;
  const category = policy.category(use.category);
  refuseExposure(props, limits);
  refuseWeakEncryption(props, limits, use.forAccessLogs);
  refuseDeletion(props, category);
  if (use.forAccessLogs) refuseForAccessLogs(props, category);
  else refuseUnversioned(props, limits, category);
  const ownRules = (props.lifecycleRules ?? []).filter(({ id }) => id !== LIFECYCLE_ID);
  ownRules.forEach((rule) => {
    refuseExpiry(rule, limits, category);
  });
  return {
    ...props,
    blockPublicAccess: props.blockPublicAccess ?? BlockPublicAccess.BLOCK_ALL,
    objectOwnership: props.objectOwnership ?? ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: props.enforceSSL ?? true,
    ...(use.forAccessLogs ? accessLogProps() : dataProps(props, limits, category)),
    lifecycleRules: [lifecycleRule(category, !use.forAccessLogs), ...ownRules],
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
  };
}

function accessLogProps(): BucketProps {
  // the Deny of the L2 would lock out AWS's own senders; SecureBucket adds one that spares them
  return { encryption: BucketEncryption.S3_MANAGED, versioned: false, minimumTLSVersion: undefined };
}

function dataProps(props: BucketProps, limits: Limits, category: DataCategory): BucketProps {
  return {
    encryption: props.encryption ?? BucketEncryption.KMS,
    bucketKeyEnabled: encrypts(props) ? (props.bucketKeyEnabled ?? true) : undefined,
    blockedEncryptionTypes: props.blockedEncryptionTypes ?? [BlockedEncryptionType.SSE_C],
    minimumTLSVersion:
      props.enforceSSL === false ? undefined : (props.minimumTLSVersion ?? limits.policy.minimumTlsVersion),
    versioned: props.versioned ?? true,
    ...lockProps(props, category),
  };
}

/** Whether objects are encrypted in the one way that takes a bucket key: DSSE and SSE-S3 take none. */
function encrypts({ encryption }: BucketProps): boolean {
  return encryption === undefined || encryption === BucketEncryption.KMS;
}

function lockProps(props: BucketProps, category: DataCategory): BucketProps {
  const { objectLockDefaultRetention: own } = props;
  const { keepForDays, immutability, name, clause } = category;
  if (!category.immutable || keepForDays === undefined) {
    if (own !== undefined || props.objectLockEnabled === true) {
      const instead = 'Leave it out, or choose a category that is locked';
      throw refusal(
        'objectLockEnabled',
        `may not be set for ${name} data`,
        clause,
        'it must be possible to delete it',
        instead,
      );
    }
    return {};
  }
  if (props.objectLockEnabled === false) {
    throw refusal('objectLockEnabled', `may not be false for ${name} data`, clause, 'it is immutable');
  }
  const needed = immutability === Immutability.GOVERNANCE ? ObjectLockMode.GOVERNANCE : ObjectLockMode.COMPLIANCE;
  if (
    own !== undefined &&
    (own.duration.toDays() !== keepForDays || (own.mode !== needed && needed === ObjectLockMode.COMPLIANCE))
  ) {
    const problem = `must be ${needed} for ${keepForDays} days, got ${own.mode} for ${own.duration.toDays()} days`;
    throw refusal('objectLockDefaultRetention', problem, clause, `that is how long ${name} data is kept unchanged`);
  }
  const period = Duration.days(keepForDays);
  const byCategory =
    needed === ObjectLockMode.GOVERNANCE
      ? ObjectLockRetention.governance(period)
      : ObjectLockRetention.compliance(period);
  return { objectLockEnabled: true, objectLockDefaultRetention: own ?? byCategory };
}

function lifecycleRule(category: DataCategory, versioned: boolean): LifecycleRule {
  const { objectExpiryDays, archiveAfterDays } = category;
  const expires = objectExpiryDays !== undefined;
  return {
    id: LIFECYCLE_ID,
    enabled: true,
    abortIncompleteMultipartUploadAfter: Duration.days(ABORT_UPLOADS_AFTER_DAYS),
    expiration: expires ? Duration.days(objectExpiryDays) : undefined,
    noncurrentVersionExpiration: expires && versioned ? Duration.days(1) : undefined,
    transitions:
      archiveAfterDays === undefined
        ? undefined
        : [{ storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(archiveAfterDays) }],
  };
}

function refuseExposure(props: BucketProps, limits: Limits): void {
  const { blockPublicAccess: block } = props;
  const flags = [
    block?.blockPublicAcls,
    block?.blockPublicPolicy,
    block?.ignorePublicAcls,
    block?.restrictPublicBuckets,
  ];
  if (block !== undefined && flags.some((flag) => flag !== true)) {
    const why = 'one public policy publishes every object';
    limits.refuse('s3-bucket-public-access-block', 'blockPublicAccess', 'must be BLOCK_ALL', 'P2.2.1', why);
  }
  if (props.publicReadAccess === true) {
    const why = 'everybody could read every object';
    limits.refuse('s3-bucket-no-public-read', 'publicReadAccess', 'may not be true', 'P2.2.1', why);
  }
  if (props.accessControl !== undefined) {
    const why = 'ACLs are off, access is given by policies';
    limits.refuse('s3-bucket-acls-disabled', 'accessControl', 'may not be set', 'P2.2.1', why);
  }
  if (props.objectOwnership !== undefined && props.objectOwnership !== ObjectOwnership.BUCKET_OWNER_ENFORCED) {
    const why = 'otherwise ACLs decide who reads';
    limits.refuse('s3-bucket-acls-disabled', 'objectOwnership', 'must be BUCKET_OWNER_ENFORCED', 'P2.2.1', why);
  }
}

function refuseWeakEncryption(props: BucketProps, limits: Limits, forAccessLogs: boolean): void {
  const { policy } = limits;
  const { encryption, encryptionKey, minimumTLSVersion: version } = props;
  if (
    forAccessLogs &&
    (encryptionKey !== undefined || (encryption !== undefined && encryption !== BucketEncryption.S3_MANAGED))
  ) {
    throw refusal('encryption', 'must be S3_MANAGED for access logs', 'P2.1.1', 'S3 delivers them to no other bucket');
  }
  if (
    !forAccessLogs &&
    encryption !== undefined &&
    encryption !== BucketEncryption.KMS &&
    encryption !== BucketEncryption.DSSE
  ) {
    const why = 'only a key of your own can be shredded';
    limits.refuse('s3-bucket-encryption-kms', 'encryption', 'must be KMS or DSSE', 'P2.1.1', why);
  }
  const blocked = props.blockedEncryptionTypes;
  if (blocked !== undefined && !blocked.some(({ name }) => name === BlockedEncryptionType.SSE_C.name)) {
    const why = 'with a key of the client nobody here could read or shred the objects';
    throw refusal('blockedEncryptionTypes', 'must name SSE_C', 'P2.1.1', why);
  }
  if (props.enforceSSL === false) {
    const why = 'S3 would serve the bucket over plain HTTP';
    limits.refuse('s3-bucket-tls-only', 'enforceSSL', 'may not be false', 'P2.1.3', why);
    limits.refuse('s3-bucket-min-tls-version', 'enforceSSL', 'may not be false', 'P2.1.3', why);
  }
  if (version !== undefined && !Token.isUnresolved(version) && version < policy.minimumTlsVersion) {
    const problem = `must be ${policy.minimumTlsVersion} or more, got ${version}`;
    const why = 'TLS 1.3 is the only version in use';
    limits.refuse('s3-bucket-min-tls-version', 'minimumTLSVersion', problem, 'P2.1.3', why);
  }
}

function refuseDeletion(props: BucketProps, category: DataCategory): void {
  const { name, clause } = category;
  if (props.autoDeleteObjects === true) {
    throw refusal(
      'autoDeleteObjects',
      `may not be true for ${name} data`,
      clause,
      'a stack that goes would delete every object',
    );
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY || props.removalPolicy === RemovalPolicy.SNAPSHOT) {
    throw refusal('removalPolicy', 'must be RETAIN', clause, `${name} data outlives the stack`);
  }
}

function refuseForAccessLogs(props: BucketProps, category: DataCategory): void {
  if (category.immutable) {
    const problem = `may not be ${category.name} for access logs`;
    const why = 'S3 delivers them into no bucket that is locked';
    throw refusal('dataCategory', problem, category.clause, why, 'Use INFRASTRUCTURE_LOGS');
  }
  if (props.objectLockEnabled === true || props.objectLockDefaultRetention !== undefined) {
    const why = 'S3 delivers them into no bucket that is locked';
    throw refusal('objectLockEnabled', 'may not be set for access logs', category.clause, why);
  }
  if (props.versioned === true) {
    throw refusal(
      'versioned',
      'may not be true for access logs',
      category.clause,
      'old versions would outlive the retention',
    );
  }
}

function refuseUnversioned(props: BucketProps, limits: Limits, { name, clause }: DataCategory): void {
  if (props.versioned !== false) return;
  const why = 'noncurrent versions are its only way back';
  limits.refuse('s3-bucket-versioning', 'versioned', `may not be false for ${name} data`, clause, why);
}

function refuseExpiry(rule: LifecycleRule, limits: Limits, category: DataCategory): void {
  const { name, clause, objectExpiryDays } = category;
  const dropsVersions = rule.noncurrentVersionExpiration !== undefined || rule.noncurrentVersionsToRetain !== undefined;
  if (objectExpiryDays === undefined && dropsVersions) {
    const instead = 'Leave the expiration of noncurrent versions out of the rule';
    const why = 'noncurrent versions are its only way back';
    limits.refuse(EXPIRY_RULE, 'lifecycleRules', `may not expire ${name} data`, clause, why, instead);
  }
  if (rule.expiration === undefined && rule.expirationDate === undefined) return;
  const instead = 'Leave the expiration out of the rule, or choose the category that has it';
  const why = 'the data category says when it goes';
  limits.refuse(EXPIRY_RULE, 'lifecycleRules', `may not expire ${name} data`, clause, why, instead);
}
