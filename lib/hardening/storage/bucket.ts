import { RemovalPolicy, Token } from 'aws-cdk-lib';
import {
  BlockedEncryptionType,
  BlockPublicAccess,
  BucketEncryption,
  CfnBucket,
  ObjectOwnership,
  type BucketProps,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { filled, flaw, free, judged, mayNotBe, mayNotBeSet, must, oneOf, type Because } from '../decisions';
import { DataCategory } from '../../policy/data-category';
import type { PropFlaw } from '../harden';
import { ownKey } from '../keys/own-key';
import { outlivesStack } from '../removal-policy';
import type { Flaw, KeyedAt, Table } from '../prop-rule';
import { lifecycleRules } from './lifecycle';
import { OBJECT_LOCK } from './object-lock';
import { REPLICATION } from './replication';

/** Where the props of a bucket are decided on. */
export type BucketAt = KeyedAt<BucketProps>;

const WEBSITE: Because<BucketAt> = {
  clause: 'P2.1.3',
  why: 'the website endpoint of S3 speaks no TLS',
  instead: 'Serve the bucket through Amazon CloudFront with origin access control',
};
const ACLS: Because<BucketAt> = { rule: 's3-bucket-acls-disabled', why: 'ACLs would decide who reads' };

/** What becomes of every prop of a bucket that holds data. */
export const BUCKET: Table<BucketProps, BucketAt> = {
  encryption: {
    ...oneOf<typeof BucketEncryption, BucketAt>(BucketEncryption, ['KMS', 'DSSE'], {
      rule: 's3-bucket-encryption-kms',
      why: 'only a key of your own can be shredded',
    }),
    // what a plain bucket is used for decides: see plain-bucket.ts
    fill: ({ mode }) => (mode === 'refuse' ? BucketEncryption.KMS : undefined),
  },
  encryptionKey: ownKey('s3-bucket-encryption-kms', ({ mode, props, key }) =>
    mode === 'refuse' && isKeyed(props) ? key() : undefined,
  ),
  blockedEncryptionTypes: {
    says: 'must name `SSE_C`',
    clause: 'P2.1.1',
    flaws: (types, at) =>
      types.some(({ name }) => name === BlockedEncryptionType.SSE_C.name) ? [] : [flaw(SSE_C, at, 'must name SSE_C')],
    fill: ({ mode }) => (mode === 'refuse' ? [BlockedEncryptionType.SSE_C] : undefined),
  },
  bucketKeyEnabled: filled<boolean, BucketAt>('on where the encryption takes a bucket key', ({ mode, props }) =>
    mode === 'refuse' && isKeyed(props) && props.encryption !== BucketEncryption.DSSE ? true : undefined,
  ),
  enforceSSL: {
    says: 'must be true; the statement spares the calls that AWS services make among themselves',
    rule: 's3-bucket-tls-only',
    flaws: (stated, at) =>
      stated
        ? []
        : (['s3-bucket-tls-only', 's3-bucket-min-tls-version'] as const).map((rule) =>
            flaw({ rule, why: 'S3 would serve the bucket over plain HTTP' }, at, 'may not be false'),
          ),
    samples: () => ({ taken: [true], refused: [false] }),
  },
  minimumTLSVersion: {
    says: 'must be 1.3 or more; the statement spares the calls that AWS services make among themselves',
    rule: 's3-bucket-min-tls-version',
    flaws: (version, at) => {
      const least = at.limits.policy.minimumTlsVersion;
      if (Token.isUnresolved(version) || version >= least) return [];
      const why = 'TLS 1.3 is the only version in use';
      return [flaw({ rule: 's3-bucket-min-tls-version', why }, at, `must be ${least} or more, got ${version}`)];
    },
    samples: ({ limits }) => ({ taken: [limits.policy.minimumTlsVersion], refused: [1.2, 1] }),
  },
  versioned: must<boolean, BucketAt>(true, {
    rule: 's3-bucket-versioning',
    why: 'noncurrent versions are its only way back',
    aboutData: true,
    guardsLoss: true,
  }),
  removalPolicy: outlivesStack(),
  autoDeleteObjects: {
    ...mayNotBe<boolean, BucketAt>(true, {
      why: 'a stack that goes would delete every object',
      aboutData: true,
      guardsLoss: true,
    }),
    // what is kept cannot be emptied: the CDK throws
    fill: ({ limits, props: { removalPolicy = RemovalPolicy.DESTROY } }) =>
      limits.ephemeral && removalPolicy === RemovalPolicy.DESTROY ? true : undefined,
  },
  ...OBJECT_LOCK,
  lifecycleRules: lifecycleRules(),
  blockPublicAccess: {
    says: 'must be `BLOCK_ALL`',
    rule: 's3-bucket-public-access-block',
    flaws: ({ blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets }, at) => {
      const all = [blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets];
      const because = {
        rule: 's3-bucket-public-access-block',
        why: 'one public policy publishes every object',
      } as const;
      return all.every((flag) => flag === true) ? [] : [flaw(because, at, 'must be BLOCK_ALL')];
    },
    // among plain constructs whoever opens the bucket later must not meet an exception
    fill: ({ mode }) => (mode === 'refuse' ? BlockPublicAccess.BLOCK_ALL : undefined),
    samples: () => ({
      taken: [BlockPublicAccess.BLOCK_ALL],
      refused: [BlockPublicAccess.BLOCK_ACLS_ONLY, new BlockPublicAccess({ blockPublicPolicy: false })],
    }),
  },
  publicReadAccess: mayNotBe<boolean, BucketAt>(true, {
    rule: 's3-bucket-no-public-read',
    why: 'everybody could read every object',
  }),
  accessControl: mayNotBeSet(ACLS),
  objectOwnership: {
    ...oneOf<typeof ObjectOwnership, BucketAt>(ObjectOwnership, ['BUCKET_OWNER_ENFORCED'], ACLS),
    fill: ({ mode }) => (mode === 'refuse' ? ObjectOwnership.BUCKET_OWNER_ENFORCED : undefined),
  },
  websiteIndexDocument: mayNotBeSet(WEBSITE),
  websiteErrorDocument: mayNotBeSet(WEBSITE),
  websiteRedirect: mayNotBeSet(WEBSITE),
  websiteRoutingRules: mayNotBeSet(WEBSITE),
  serverAccessLogsBucket: {
    says: 'the bucket for access logs of the stack',
    clause: 'P2.2.3',
    flaws: flawsOfTarget,
  },
  serverAccessLogsPrefix: free('the path of the construct'),
  ...REPLICATION,
  bucketName: free('free; a bucket of a name of its own cannot be replaced'),
  bucketNamePrefix: free(),
  bucketNamespace: free(),
  abacStatus: free(),
  eventBridgeEnabled: free(),
  transitionDefaultMinimumObjectSize: free(),
  metrics: free(),
  cors: free('free; it lets browsers read, nobody else'),
  targetObjectKeyFormat: free(),
  inventories: judged('s3-bucket-policy-no-broad-grant'),
  transferAcceleration: free('free; S3 takes the data at an edge location, over TLS'),
  notificationsHandlerRole: free(),
  notificationsSkipDestinationValidation: free(),
  intelligentTieringConfigurations: free(),
};

const LOG_TARGET: Because<BucketAt> = {
  clause: 'P2.2.3',
  why: 'S3 delivers access logs to no other bucket',
};
const ONLY_LOGS = { ...LOG_TARGET, why: 'S3 delivers them into no bucket that is locked' };

/** What becomes of every prop of a bucket for access logs: S3 delivers them to SSE-S3 and into no locked bucket. */
export const ACCESS_LOGS_BUCKET: Table<BucketProps, BucketAt> = {
  ...BUCKET,
  encryption: oneOf(BucketEncryption, ['S3_MANAGED'], LOG_TARGET),
  encryptionKey: mayNotBeSet(LOG_TARGET),
  blockedEncryptionTypes: free(),
  bucketKeyEnabled: mayNotBe<boolean, BucketAt>(true, { ...LOG_TARGET, why: 'there is no key' }),
  lifecycleRules: lifecycleRules(() => false),
  versioned: must<boolean, BucketAt>(false, { why: 'old versions would outlive the retention' }),
  objectLockEnabled: mayNotBe<boolean, BucketAt>(true, ONLY_LOGS),
  objectLockDefaultRetention: mayNotBeSet(ONLY_LOGS),
  serverAccessLogsBucket: mayNotBeSet({ ...LOG_TARGET, why: 'each log of a log would be logged again' }),
  serverAccessLogsPrefix: mayNotBeSet({ ...LOG_TARGET, why: 'each log of a log would be logged again' }),
  replicationRules: mayNotBeSet({ ...LOG_TARGET, why: 'only versioned buckets are replicated' }),
  replicationRole: mayNotBeSet({ ...LOG_TARGET, why: 'only versioned buckets are replicated' }),
};

const SSE_C: Because<BucketAt> = {
  clause: 'P2.1.1',
  why: 'with a key of the client nobody here could read or shred the objects',
};

/** What keeps a bucket for access logs from holding data of a category. */
export function flawsOfAccessLogCategory(at: BucketAt): PropFlaw[] {
  const { name } = at.category;
  if (at.limits.ephemeral || name === DataCategory.INFRASTRUCTURE_LOGS.name) return [];
  const why = at.category.immutable
    ? ONLY_LOGS.why
    : 'access logs are infrastructure logs, and such buckets have no key';
  return [
    {
      ...flaw({ why, instead: 'Use INFRASTRUCTURE_LOGS' }, at, `may not be ${name} for access logs`),
      prop: 'dataCategory',
    },
  ];
}

/** Whether objects are encrypted under a key of one's own. */
export function isKeyed({ encryption }: BucketProps): boolean {
  return encryption === undefined || encryption === BucketEncryption.KMS || encryption === BucketEncryption.DSSE;
}

/** What keeps S3 from delivering access logs into a bucket, as far as it can be seen. */
function flawsOfTarget(target: IBucket, at: BucketAt): Flaw[] {
  const resource = target.node.defaultChild;
  if (!(resource instanceof CfnBucket)) return [];
  const instead = 'Leave it out, or name a SecureBucket for access logs';
  const found: Flaw[] = [];
  if (target.encryptionKey !== undefined) {
    found.push(flaw({ ...LOG_TARGET, instead }, at, 'must be encrypted with SSE-S3, got a key'));
  }
  if (resource.objectLockEnabled === true) {
    found.push(flaw({ ...ONLY_LOGS, instead }, at, 'may not have Object Lock'));
  }
  return found;
}
