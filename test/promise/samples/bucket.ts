import { Duration } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import {
  BlockedEncryptionType,
  BlockPublicAccess,
  Bucket,
  BucketAccessControl,
  BucketEncryption,
  BucketNamespace,
  HttpMethods,
  InventoryFormat,
  ObjectLockRetention,
  RedirectProtocol,
  StorageClass,
  TargetObjectKeyFormat,
  TransitionDefaultMinimumObjectSize,
  type BucketProps,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib';
import { BucketPurpose, DataCategory, SecureBucket } from '../../../lib';
import { ACCESS_LOGS_BUCKET, BUCKET } from '../../../lib/hardening/storage/bucket';
import { made, subject, value, type SamplesOf } from '../subject';
import { keySamples, rotating } from './keys';

const keys = keySamples<BucketProps>();

const someBucket = (stack: Stack): IBucket => Bucket.fromBucketName(stack, 'Other', 'other');
const role = (stack: Stack): ReturnType<typeof Role.fromRoleArn> =>
  Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/one');

const anything: SamplesOf<BucketProps> = {
  bucketName: { taken: [value('orders-of-all')] },
  bucketNamePrefix: { taken: [value('orders', { bucketNamespace: BucketNamespace.ACCOUNT_REGIONAL })] },
  bucketNamespace: { taken: [value(BucketNamespace.GLOBAL)] },
  abacStatus: { taken: [value(true), value(false)] },
  eventBridgeEnabled: { taken: [value(true), value(false)] },
  transitionDefaultMinimumObjectSize: {
    taken: Object.values(TransitionDefaultMinimumObjectSize).map((size) => value<BucketProps, typeof size>(size)),
  },
  metrics: { taken: [value([{ id: 'all' }])] },
  cors: { taken: [value([{ allowedMethods: [HttpMethods.GET], allowedOrigins: ['https://shop.example.com'] }])] },
  targetObjectKeyFormat: { taken: [value(TargetObjectKeyFormat.simplePrefix())] },
  inventories: {
    taken: [made((stack) => [{ destination: { bucket: someBucket(stack) }, format: InventoryFormat.PARQUET }])],
  },
  transferAcceleration: { taken: [value(true), value(false)] },
  notificationsHandlerRole: { taken: [made(role)] },
  notificationsSkipDestinationValidation: { taken: [value(true), value(false)] },
  intelligentTieringConfigurations: {
    taken: [value([{ name: 'cold', archiveAccessTierTime: Duration.days(90) }])],
  },
  accessControl: {
    refused: [value(BucketAccessControl.PUBLIC_READ), value(BucketAccessControl.LOG_DELIVERY_WRITE)],
  },
  websiteIndexDocument: { refused: [value('index.html')] },
  websiteErrorDocument: { refused: [value('error.html', { websiteIndexDocument: 'index.html' })] },
  websiteRedirect: { refused: [value({ hostName: 'shop.example.com', protocol: RedirectProtocol.HTTPS })] },
  websiteRoutingRules: { refused: [value([{ hostName: 'shop.example.com' }], { websiteIndexDocument: 'index.html' })] },
  // the L2 wants public access allowed beside it
  publicReadAccess: {
    refused: [value(true, { blockPublicAccess: new BlockPublicAccess({ blockPublicPolicy: false }) })],
  },
};

export const bucket = subject<BucketProps>({
  name: 'SecureBucket',
  table: BUCKET,
  required: () => ({}),
  ours: (stack, props, dataCategory) => {
    new SecureBucket(stack, 'Bucket', { ...props, dataCategory });
  },
  plain: (stack, props) => {
    new Bucket(stack, 'Bucket', props);
  },
  samples: {
    ...anything,
    encryptionKey: {
      taken: [...keys.taken, made(rotating, () => ({ encryption: BucketEncryption.KMS }))],
      refused: keys.refused,
    },
    blockedEncryptionTypes: {
      taken: [value([BlockedEncryptionType.SSE_C])],
      refused: [value([BlockedEncryptionType.NONE])],
    },
    bucketKeyEnabled: { taken: [value(true), value(false)] },
    objectLockDefaultRetention: {
      refused: [
        value(ObjectLockRetention.governance(Duration.days(30))),
        value(ObjectLockRetention.compliance(Duration.days(364)), { objectLockEnabled: true }),
      ],
    },
    lifecycleRules: {
      taken: [
        value([]),
        value([
          { prefix: 'cold/', transitions: [{ storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(1) }] },
        ]),
        value([
          { transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }] },
        ]),
        value([{ abortIncompleteMultipartUploadAfter: Duration.days(1) }]),
      ],
      refused: [
        value([{ expiration: Duration.days(30) }]),
        value([{ expirationDate: new Date('2030-01-01') }]),
        value([{ noncurrentVersionExpiration: Duration.days(30) }]),
        value([{ noncurrentVersionsToRetain: 3, noncurrentVersionExpiration: Duration.days(1) }]),
        value([
          { transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(29) }] },
        ]),
        value([
          {
            transitions: [{ storageClass: StorageClass.ONE_ZONE_INFREQUENT_ACCESS, transitionAfter: Duration.days(1) }],
          },
        ]),
      ],
    },
    serverAccessLogsBucket: {
      taken: [made(someBucket)],
      refused: [
        made((stack) => new Bucket(stack, 'Logs', { encryptionKey: rotating(stack) })),
        made((stack) => new Bucket(stack, 'Logs', { objectLockEnabled: true })),
      ],
    },
    serverAccessLogsPrefix: { taken: [value('requests/')] },
    replicationRules: {
      taken: [
        made(
          (stack) => [{ destination: new Bucket(stack, 'Copies') }],
          () => ({ versioned: true }),
        ),
      ],
      refused: [
        made(
          (stack) => [
            { destination: Bucket.fromBucketAttributes(stack, 'Far', { bucketName: 'far', region: 'us-east-1' }) },
          ],
          () => ({ versioned: true }),
        ),
      ],
    },
    replicationRole: {
      taken: [
        made(role, (stack) => ({
          versioned: true,
          replicationRules: [{ destination: new Bucket(stack, 'RoleCopies') }],
        })),
      ],
    },
  },
});

export const accessLogs = subject<BucketProps>({
  name: 'SecureBucket for access logs',
  table: ACCESS_LOGS_BUCKET,
  required: () => ({}),
  ours: (stack, props) => {
    new SecureBucket(stack, 'Bucket', {
      ...props,
      dataCategory: DataCategory.INFRASTRUCTURE_LOGS,
      purpose: BucketPurpose.ACCESS_LOGS,
    });
  },
  samples: {
    ...anything,
    encryptionKey: { refused: [made(rotating)] },
    blockedEncryptionTypes: { taken: [value([BlockedEncryptionType.SSE_C])] },
    objectLockDefaultRetention: {
      refused: [value(ObjectLockRetention.governance(Duration.days(30)), { objectLockEnabled: true })],
    },
    lifecycleRules: {
      taken: [value([{ abortIncompleteMultipartUploadAfter: Duration.days(1) }])],
      refused: [value([{ expiration: Duration.days(30) }])],
    },
    serverAccessLogsBucket: { refused: [made(someBucket)] },
    serverAccessLogsPrefix: { refused: [value('requests/')] },
    replicationRules: {
      refused: [
        made(
          (stack) => [{ destination: someBucket(stack) }],
          () => ({ versioned: true }),
        ),
      ],
    },
    replicationRole: { refused: [made(role)] },
  },
});
