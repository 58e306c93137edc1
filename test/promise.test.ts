import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroupClass, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockedEncryptionType, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import fc from 'fast-check';
import {
  BucketPurpose,
  DataCategory,
  DeletionStandard,
  Immutability,
  SecureBucket,
  SecureKey,
  SecureLogGroup,
} from '../lib';
import { findings, judged } from './judged';

/** How many random sets of props each construct is built with. */
const RUNS = 200;

const policyCategory = fc.constantFrom(
  DataCategory.AUDIT_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
  DataCategory.CUSTOMER_WORKLOADS,
  DataCategory.SUPPORT_AND_BILLING_RECORDS,
);
const pii = fc
  .record({
    purpose: fc.constantFrom('Delivery', 'Age check (once)'),
    deleteAfterDays: fc.integer({ min: 1, max: 3650 }),
  })
  .map((props) => DataCategory.pii(props));
const custom = fc
  .record({
    keepForDays: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined }),
    extra: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    immutability: fc.constantFrom(Immutability.NONE, Immutability.GOVERNANCE, Immutability.COMPLIANCE),
  })
  .map(({ keepForDays, extra, immutability }) =>
    DataCategory.custom({
      name: 'own-records',
      keepForDays,
      deleteAfterDays: extra === undefined ? undefined : Math.max(1, (keepForDays ?? 0) + extra),
      immutability: keepForDays === undefined ? Immutability.NONE : immutability,
      deletionStandard: DeletionStandard.EXPIRY,
    }),
  );
const category = fc.oneof(policyCategory, pii, custom);

/** Left out or one of the values that are taken, and now and then one that is refused. */
function mostly<T>(taken: readonly T[], refused: readonly T[] = []): fc.Arbitrary<T | undefined> {
  const good = fc.constantFrom(undefined, ...taken);
  return refused.length === 0
    ? good
    : fc.oneof({ weight: 19, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...refused) });
}

/** Builds a construct with random props: it either refuses in one sentence, or every rule passes. */
function keepsItsPromise<T>(
  props: fc.Arbitrary<T>,
  build: (stack: Parameters<Parameters<typeof judged>[0]>[0], props: T) => void,
): void {
  let built = 0;
  fc.assert(
    fc.property(props, (one) => {
      let results: ReturnType<typeof judged>;
      try {
        results = judged((stack) => {
          build(stack, one);
        });
      } catch (error) {
        expect((error as Error).message).toMatch(/^'\w+' .* \(P\d(\.\d){1,2}\): .*\.$/);
        return;
      }
      built += 1;
      expect(findings(results)).toEqual([]);
    }),
    { numRuns: RUNS, seed: 20261124 },
  );
  expect(built).toBeGreaterThan(RUNS / 4);
}

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
    key.allowLogGroups();
    key.allowTrails();
    key.allowAlarms();
    key.allowLogDelivery();
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
