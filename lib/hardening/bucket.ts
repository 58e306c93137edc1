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
import type { SecurityPolicy } from '../policy/security-policy';
import { refusal } from './refusal';

/** What a bucket is for, as far as it changes what S3 and log delivery accept. */
export interface BucketUse {
  readonly category: DataCategory;
  /** Whether log delivery writes into it: then SSE-S3 only, and no default retention. */
  readonly forAccessLogs: boolean;
}

const LIFECYCLE_ID = 'data-category';
/** Unfinished uploads are paid for and seen by nobody; a week is long enough to resume one. */
const ABORT_UPLOADS_AFTER_DAYS = 7;

/**
 * What a bucket must be: private, encrypted, TLS 1.3 only, kept, locked and deleted as its data category says.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenBucket(props: BucketProps, policy: SecurityPolicy, use: BucketUse): BucketProps {
  const category = policy.category(use.category);
  refuseExposure(props);
  refuseWeakEncryption(props, policy, use.forAccessLogs);
  refuseDeletion(props, category);
  if (use.forAccessLogs) refuseForAccessLogs(props, category);
  else refuseUnversioned(props, category);
  const ownRules = (props.lifecycleRules ?? []).filter(({ id }) => id !== LIFECYCLE_ID);
  ownRules.forEach((rule) => {
    refuseExpiry(rule, category);
  });
  return {
    ...props,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    ...(use.forAccessLogs ? accessLogProps() : dataProps(props, policy, category)),
    lifecycleRules: [lifecycleRule(category, !use.forAccessLogs), ...ownRules],
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
  };
}

function accessLogProps(): BucketProps {
  // the Deny of the L2 would lock out AWS's own senders; SecureBucket adds one that spares them
  return { encryption: BucketEncryption.S3_MANAGED, versioned: false, minimumTLSVersion: undefined };
}

function dataProps(props: BucketProps, policy: SecurityPolicy, category: DataCategory): BucketProps {
  return {
    encryption: props.encryption ?? BucketEncryption.KMS,
    bucketKeyEnabled: props.encryption === BucketEncryption.DSSE ? undefined : (props.bucketKeyEnabled ?? true),
    blockedEncryptionTypes: props.blockedEncryptionTypes ?? [BlockedEncryptionType.SSE_C],
    minimumTLSVersion: props.minimumTLSVersion ?? policy.minimumTlsVersion,
    versioned: true,
    ...lockProps(props, category),
  };
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

function refuseExposure(props: BucketProps): void {
  const { blockPublicAccess: block } = props;
  const flags = [
    block?.blockPublicAcls,
    block?.blockPublicPolicy,
    block?.ignorePublicAcls,
    block?.restrictPublicBuckets,
  ];
  if (block !== undefined && flags.some((flag) => flag !== true)) {
    throw refusal('blockPublicAccess', 'must be BLOCK_ALL', 'P2.2.1', 'one public policy publishes every object');
  }
  if (props.publicReadAccess === true) {
    throw refusal('publicReadAccess', 'may not be true', 'P2.2.1', 'everybody could read every object');
  }
  if (props.accessControl !== undefined) {
    throw refusal('accessControl', 'may not be set', 'P2.2.1', 'ACLs are off, access is given by policies');
  }
  if (props.objectOwnership !== undefined && props.objectOwnership !== ObjectOwnership.BUCKET_OWNER_ENFORCED) {
    throw refusal('objectOwnership', 'must be BUCKET_OWNER_ENFORCED', 'P2.2.1', 'otherwise ACLs decide who reads');
  }
}

function refuseWeakEncryption(props: BucketProps, policy: SecurityPolicy, forAccessLogs: boolean): void {
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
    throw refusal('encryption', 'must be KMS or DSSE', 'P2.1.1', 'only a key of your own can be shredded');
  }
  const blocked = props.blockedEncryptionTypes;
  if (blocked !== undefined && !blocked.some(({ name }) => name === BlockedEncryptionType.SSE_C.name)) {
    const why = 'with a key of the client nobody here could read or shred the objects';
    throw refusal('blockedEncryptionTypes', 'must name SSE_C', 'P2.1.1', why);
  }
  if (props.enforceSSL === false) {
    throw refusal('enforceSSL', 'may not be false', 'P2.1.3', 'S3 would serve the bucket over plain HTTP');
  }
  if (version !== undefined && !Token.isUnresolved(version) && version < policy.minimumTlsVersion) {
    throw refusal(
      'minimumTLSVersion',
      `must be ${policy.minimumTlsVersion} or more, got ${version}`,
      'P2.1.3',
      'TLS 1.3 is the only version in use',
    );
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

function refuseUnversioned(props: BucketProps, { name, clause }: DataCategory): void {
  if (props.versioned !== false) return;
  throw refusal('versioned', `may not be false for ${name} data`, clause, 'noncurrent versions are its only way back');
}

function refuseExpiry(rule: LifecycleRule, { name, clause, objectExpiryDays }: DataCategory): void {
  const dropsVersions = rule.noncurrentVersionExpiration !== undefined || rule.noncurrentVersionsToRetain !== undefined;
  if (objectExpiryDays === undefined && dropsVersions) {
    const instead = 'Leave the expiration of noncurrent versions out of the rule';
    throw refusal(
      'lifecycleRules',
      `may not expire ${name} data`,
      clause,
      'noncurrent versions are its only way back',
      instead,
    );
  }
  if (rule.expiration === undefined && rule.expirationDate === undefined) return;
  const instead = 'Leave the expiration out of the rule, or choose the category that has it';
  throw refusal(
    'lifecycleRules',
    `may not expire ${name} data`,
    clause,
    'the data category says when it goes',
    instead,
  );
}
