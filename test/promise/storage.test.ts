import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { LogGroupClass, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockedEncryptionType, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import fc from 'fast-check';
import { BucketPurpose, KeyUse, SecureBucket, SecureKey, SecureLogGroup, SecureVolume } from '../../lib';
import { backUp, category, keepsItsPromise, mostly } from './promise';

test('SecureKey passes every rule with any props that it takes', () => {
  const props = fc.record({
    enableKeyRotation: mostly([true], [false]),
    rotationPeriod: mostly([Duration.days(90)], [Duration.days(91), Duration.days(365)]),
    pendingWindow: mostly([Duration.days(30)], [Duration.days(7), Duration.days(29)]),
    removalPolicy: mostly([RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE], [RemovalPolicy.DESTROY]),
    multiRegion: mostly([false], [true]),
    enabled: mostly([true, false]),
    description: mostly(['A key.']),
    dataCategory: fc.option(category, { nil: undefined }),
  });
  keepsItsPromise(props, (stack, one) => {
    const key = new SecureKey(stack, 'Key', one);
    for (const use of Object.values(KeyUse)) key.allow(use);
  });
});

test('SecureBucket passes every rule with any props that it takes', () => {
  const props = fc.record({
    dataCategory: category,
    purpose: mostly([BucketPurpose.DATA], [BucketPurpose.ACCESS_LOGS]),
    encryption: mostly([BucketEncryption.KMS, BucketEncryption.DSSE], [BucketEncryption.S3_MANAGED]),
    versioned: mostly([true], [false]),
    enforceSSL: mostly([true], [false]),
    minimumTLSVersion: mostly([1.3], [1.2]),
    objectOwnership: mostly([ObjectOwnership.BUCKET_OWNER_ENFORCED], [ObjectOwnership.OBJECT_WRITER]),
    removalPolicy: mostly([RemovalPolicy.RETAIN], [RemovalPolicy.DESTROY]),
    eventBridgeEnabled: mostly([true, false]),
    blockedEncryptionTypes: mostly([[BlockedEncryptionType.SSE_C]], [[BlockedEncryptionType.NONE]]),
    transferAcceleration: mostly([true]),
    lifecycleRules: mostly(
      [[{ abortIncompleteMultipartUploadAfter: Duration.days(1) }]],
      [[{ prefix: 'tmp/', expiration: Duration.days(3) }]],
    ),
  });
  keepsItsPromise(props, (stack, one) => {
    new SecureBucket(stack, 'Bucket', one);
  });
});

test('SecureLogGroup passes every rule with any props that it takes', () => {
  const props = fc.record({
    dataCategory: fc.option(category, { nil: undefined }),
    retention: mostly([], [RetentionDays.ONE_WEEK, RetentionDays.THREE_MONTHS, RetentionDays.ONE_YEAR]),
    deletionProtectionEnabled: mostly([true], [false]),
    removalPolicy: mostly([RemovalPolicy.RETAIN], [RemovalPolicy.DESTROY]),
    logGroupClass: mostly([LogGroupClass.STANDARD, LogGroupClass.INFREQUENT_ACCESS], [LogGroupClass.DELIVERY]),
  });
  keepsItsPromise(props, (stack, one) => {
    new SecureLogGroup(stack, 'Log', one);
  });
});

test('SecureVolume passes every rule with any props that it takes', () => {
  const props = fc.record({
    dataCategory: category,
    encrypted: mostly([true], [false]),
    removalPolicy: mostly([RemovalPolicy.RETAIN, RemovalPolicy.SNAPSHOT], [RemovalPolicy.DESTROY]),
    enableMultiAttach: mostly([false]),
    autoEnableIo: mostly([true, false]),
  });
  keepsItsPromise(props, (stack, one) => {
    backUp(stack);
    new SecureVolume(stack, 'Volume', { ...one, availabilityZone: 'eu-west-1a', size: Size.gibibytes(8) });
  });
});
