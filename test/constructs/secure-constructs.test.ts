import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key, KeySpec } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  BlockedEncryptionType,
  BlockPublicAccess,
  Bucket,
  BucketAccessControl,
  BucketEncryption,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3';
import {
  BucketPurpose,
  CategoryKeys,
  DataCategory,
  KeyUse,
  SecureBucket,
  SecureKey,
  SecureLogGroup,
  SecurityPolicy,
  type SecureBucketProps,
} from '../../lib';

const { CUSTOMER_WORKLOADS, AUDIT_LOGS, SUPPORT_AND_BILLING_RECORDS, INFRASTRUCTURE_LOGS } = DataCategory;

/** How a refusal ends that an exception can lift. */
function wayOut(rule: string): string {
  return `, or put an exception on record: exceptions: [{ rule: '${rule}', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }].`;
}

function synthesized(build: (stack: Stack) => unknown): Template {
  const stack = new Stack();
  build(stack);
  return Template.fromStack(stack);
}

describe('SecureKey', () => {
  test('minimal', () => {
    expect(synthesized((stack) => new SecureKey(stack, 'Key')).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const template = synthesized((stack) => {
      const key = new SecureKey(stack, 'Key', { dataCategory: AUDIT_LOGS, description: 'Audit' });
      for (const use of [KeyUse.LOG_GROUPS, KeyUse.CLOUDTRAIL, KeyUse.ALARMS, KeyUse.LOG_DELIVERY]) key.allow(use);
    });
    expect(template.toJSON()).toMatchSnapshot();
  });

  test('rotates every 90 days and outlives its stack', () => {
    synthesized((stack) => new SecureKey(stack, 'Key')).hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { EnableKeyRotation: true, RotationPeriodInDays: 90, PendingWindowInDays: 30 },
    });
  });

  test('lets a service in once, however often it is asked', () => {
    const once = synthesized((stack) => {
      new SecureKey(stack, 'Key').allow(KeyUse.CLOUDTRAIL);
    });
    const twice = synthesized((stack) => {
      const key = new SecureKey(stack, 'Key');
      key.allow(KeyUse.CLOUDTRAIL);
      key.allow(KeyUse.CLOUDTRAIL);
    });
    expect(twice.toJSON()).toEqual(once.toJSON());
  });

  test.each([
    [
      { enableKeyRotation: false },
      "'enableKeyRotation' may not be false (P2.1.2): keys rotate every 90 days. Leave it out" +
        wayOut('kms-key-rotation-enabled'),
    ],
    [
      { rotationPeriod: Duration.days(91) },
      "'rotationPeriod' must be 90 days or less, got 91 (P2.1.2): older key material protects more than it should. Leave it out" +
        wayOut('kms-key-rotation-period'),
    ],
    [
      { pendingWindow: Duration.days(29) },
      "'pendingWindow' must be 30 days or more, got 29 (P3.2): what a destroyed key encrypted is gone for good. Leave it out" +
        wayOut('kms-key-deletion-guard'),
    ],
    [
      { removalPolicy: RemovalPolicy.DESTROY },
      "'removalPolicy' must be RETAIN_ON_UPDATE_OR_DELETE or RETAIN, got DESTROY (P3.2): a key that goes with its stack takes all data with it. Leave it out" +
        wayOut('kms-key-deletion-guard'),
    ],
    [
      { multiRegion: true },
      "'multiRegion' may not be true (P4.3): a replica decrypts in another Region what was kept in this one. Leave it out" +
        wayOut('kms-key-single-region'),
    ],
    [
      { keySpec: KeySpec.RSA_2048 },
      "'keySpec' must be SYMMETRIC_DEFAULT, got RSA_2048 (P2.1.2): KMS rotates no other key by itself. Leave it out, and use kms.Key for signatures and message authentication.",
    ],
  ])('fails when a prop is weaker than the policy: %j', (props, sentence) => {
    expect(() => new SecureKey(new Stack(), 'Key', props)).toThrow(new Error(sentence));
  });
});

describe('CategoryKeys', () => {
  test('makes one key for each category and stack', () => {
    const stack = new Stack();
    const keys = CategoryKeys.of(stack);
    expect(keys.keyFor(AUDIT_LOGS)).toBe(CategoryKeys.of(stack).keyFor(AUDIT_LOGS));
    expect(keys.keyFor(AUDIT_LOGS)).not.toBe(keys.keyFor(CUSTOMER_WORKLOADS));
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 2);
  });
});

describe('SecureBucket', () => {
  test('minimal', () => {
    const template = synthesized((stack) => new SecureBucket(stack, 'Bucket', { dataCategory: CUSTOMER_WORKLOADS }));
    expect(template.toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const template = synthesized((stack) => {
      new SecureBucket(stack, 'Bucket', {
        dataCategory: SUPPORT_AND_BILLING_RECORDS,
        encryption: BucketEncryption.DSSE,
        encryptionKey: new SecureKey(stack, 'Key').key,
        serverAccessLogsBucket: Bucket.fromBucketName(stack, 'Logs', 'central-logs'),
        serverAccessLogsPrefix: 'invoices/',
        objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(2557)),
        lifecycleRules: [{ prefix: 'drafts/', noncurrentVersionExpiration: Duration.days(7) }],
      });
    });
    expect(template.toJSON()).toMatchSnapshot();
  });

  test('is encrypted under the key of its category', () => {
    synthesized(
      (stack) => new SecureBucket(stack, 'Bucket', { dataCategory: CUSTOMER_WORKLOADS }),
    ).hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: { 'Fn::GetAtt': [Match.stringLikeRegexp('CategoryKeysCustomerWorkloads'), 'Arn'] },
            },
            BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          },
        ],
      },
    });
  });

  test('audit logs are locked for 365 days and gone a day later', () => {
    synthesized((stack) => new SecureBucket(stack, 'Bucket', { dataCategory: AUDIT_LOGS })).hasResourceProperties(
      'AWS::S3::Bucket',
      {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } } },
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 366 })] },
      },
    );
  });

  test('records are locked for seven years in governance mode', () => {
    const template = synthesized(
      (stack) => new SecureBucket(stack, 'Bucket', { dataCategory: SUPPORT_AND_BILLING_RECORDS }),
    );
    template.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 2557 } } },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 2558 })] },
    });
  });

  test('a bucket for access logs takes SSE-S3 and no lock (traps 18 and 19)', () => {
    const template = synthesized(
      (stack) =>
        new SecureBucket(stack, 'Logs', { dataCategory: INFRASTRUCTURE_LOGS, purpose: BucketPurpose.ACCESS_LOGS }),
    );
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      ObjectLockEnabled: Match.absent(),
      LoggingConfiguration: Match.absent(),
    });
  });

  test('buckets of a stack share one bucket for access logs', () => {
    const template = synthesized((stack) => {
      for (const id of ['One', 'Two']) new SecureBucket(stack, id, { dataCategory: CUSTOMER_WORKLOADS });
    });
    template.resourceCountIs('AWS::S3::Bucket', 3);
  });

  test('a stricter policy is kept', () => {
    const stack = new Stack();
    new SecurityPolicy({ keepForDays: { 'audit-logs': 730 } }).applyTo(stack);
    new SecureBucket(stack, 'Bucket', { dataCategory: AUDIT_LOGS });
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 730 } } },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 731 })] },
    });
  });

  test.each<[Partial<SecureBucketProps>, string]>([
    [
      { versioned: false },
      "'versioned' may not be false for customer-workloads data (P3.2): noncurrent versions are its only way back. Leave it out" +
        wayOut('s3-bucket-versioning'),
    ],
    [
      { encryption: BucketEncryption.S3_MANAGED },
      "'encryption' must be KMS or DSSE, got S3_MANAGED (P2.1.1): only a key of your own can be shredded. Leave it out" +
        wayOut('s3-bucket-encryption-kms'),
    ],
    [
      { enforceSSL: false },
      "'enforceSSL' may not be false (P2.1.3): S3 would serve the bucket over plain HTTP. Leave it out" +
        wayOut('s3-bucket-tls-only') +
        "\n'enforceSSL' may not be false (P2.1.3): S3 would serve the bucket over plain HTTP. Leave it out" +
        wayOut('s3-bucket-min-tls-version'),
    ],
    [
      { minimumTLSVersion: 1.2 },
      "'minimumTLSVersion' must be 1.3 or more, got 1.2 (P2.1.3): TLS 1.3 is the only version in use. Leave it out" +
        wayOut('s3-bucket-min-tls-version'),
    ],
    [
      { blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY },
      "'blockPublicAccess' must be BLOCK_ALL (P2.3): one public policy publishes every object. Leave it out" +
        wayOut('s3-bucket-public-access-block'),
    ],
    [
      { publicReadAccess: true },
      "'publicReadAccess' may not be true (P2.2.1): everybody could read every object. Leave it out" +
        wayOut('s3-bucket-no-public-read'),
    ],
    [
      { accessControl: BucketAccessControl.PRIVATE },
      "'accessControl' may not be set (P2.2.1): ACLs would decide who reads. Leave it out" +
        wayOut('s3-bucket-acls-disabled'),
    ],
    [
      { autoDeleteObjects: true },
      "'autoDeleteObjects' may not be true for customer-workloads data (P3.2): a stack that goes would delete every object. Leave it out.",
    ],
    [
      { removalPolicy: RemovalPolicy.DESTROY },
      "'removalPolicy' must be RETAIN_ON_UPDATE_OR_DELETE or RETAIN, got DESTROY (P3.2): customer-workloads data outlives the stack. Leave it out.",
    ],
    [
      { objectLockEnabled: true },
      "'objectLockEnabled' may not be true for customer-workloads data (P3.2): it must be possible to delete it. Leave it out, or choose a category that is locked.",
    ],
    [
      { lifecycleRules: [{ expiration: Duration.days(9) }] },
      "'lifecycleRules[0]' may not expire customer-workloads data (P1.3): the data category says when it goes. Leave the expiration out of the rule, or choose the category that has it" +
        wayOut('s3-retention-matches-data-category'),
    ],
    [
      { dataCategory: AUDIT_LOGS, objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(365)) },
      "'objectLockDefaultRetention' must be COMPLIANCE for 365 days, got GOVERNANCE for 365 days (P2.2.3): that is how long audit-logs data is kept unchanged. Leave it out.",
    ],
    [
      { dataCategory: AUDIT_LOGS, objectLockEnabled: false },
      "'objectLockEnabled' may not be false for audit-logs data (P2.2.3): it is immutable. Leave it out.",
    ],
  ])('fails when a prop is weaker than the policy: %#', (props, sentence) => {
    expect(() => new SecureBucket(new Stack(), 'Bucket', { dataCategory: CUSTOMER_WORKLOADS, ...props })).toThrow(
      new Error(sentence),
    );
  });

  test.each<[Partial<SecureBucketProps>, string]>([
    [
      { dataCategory: AUDIT_LOGS },
      "'dataCategory' may not be audit-logs for access logs (P2.2.3): S3 delivers them into no bucket that is locked. Use INFRASTRUCTURE_LOGS.",
    ],
    [
      { objectLockEnabled: true },
      "'objectLockEnabled' may not be true (P2.2.3): S3 delivers them into no bucket that is locked. Leave it out.",
    ],
    [
      { versioned: true },
      "'versioned' may not be true (P3.1): old versions would outlive the retention. Leave it out.",
    ],
  ])('fails when a bucket for access logs could not take them (trap 18): %#', (props, sentence) => {
    const base = { dataCategory: INFRASTRUCTURE_LOGS, purpose: BucketPurpose.ACCESS_LOGS };
    expect(() => new SecureBucket(new Stack(), 'Logs', { ...base, ...props })).toThrow(new Error(sentence));
  });

  test('fails when SSE-C is not blocked', () => {
    const props = { dataCategory: CUSTOMER_WORKLOADS, blockedEncryptionTypes: [BlockedEncryptionType.NONE] };
    expect(() => new SecureBucket(new Stack(), 'Bucket', props)).toThrow(
      new Error(
        "'blockedEncryptionTypes' must name SSE_C (P2.1.1): with a key of the client nobody here could read or shred the objects. Leave it out.",
      ),
    );
  });

  test('lets S3 deliver into a plain bucket that is given for access logs', () => {
    const template = synthesized((stack) => {
      const serverAccessLogsBucket = new Bucket(stack, 'Logs');
      new SecureBucket(stack, 'Bucket', { dataCategory: CUSTOMER_WORKLOADS, serverAccessLogsBucket });
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: Match.stringLikeRegexp('^Logs') },
      PolicyDocument: {
        Statement: [Match.objectLike({ Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' })],
      },
    });
  });

  test('fails when access logs get a key', () => {
    const stack = new Stack();
    const props = {
      dataCategory: INFRASTRUCTURE_LOGS,
      purpose: BucketPurpose.ACCESS_LOGS,
      encryptionKey: new Key(stack, 'Key'),
    };
    expect(() => new SecureBucket(stack, 'Logs', props)).toThrow(
      new Error("'encryptionKey' may not be set (P2.2.3): S3 delivers access logs to no other bucket. Leave it out."),
    );
  });
});

describe('SecureLogGroup', () => {
  test('minimal', () => {
    expect(synthesized((stack) => new SecureLogGroup(stack, 'Log')).toJSON()).toMatchSnapshot();
  });

  test.each([
    [INFRASTRUCTURE_LOGS, 90],
    [DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE, 365],
    [AUDIT_LOGS, 365],
    [SUPPORT_AND_BILLING_RECORDS, 2557],
  ])('keeps $name for %#', (dataCategory, days) => {
    synthesized((stack) => new SecureLogGroup(stack, 'Log', { dataCategory })).hasResourceProperties(
      'AWS::Logs::LogGroup',
      {
        RetentionInDays: days,
        ...(dataCategory.immutable ? { DeletionProtectionEnabled: true } : {}),
      },
    );
  });

  test('the key lets CloudWatch Logs in', () => {
    synthesized((stack) => new SecureLogGroup(stack, 'Log')).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
          }),
        ]),
      },
    });
  });

  test.each([
    [
      { retention: RetentionDays.ONE_WEEK },
      "'retention' must be 90 days for infrastructure-logs data, got 7 (P1.3): the data category says how long logs are kept. Leave it out" +
        wayOut('loggroup-retention-matches-category') +
        "\n'retention' must be 90 days for infrastructure-logs data, got 7 (P3.1): the data category says how long logs are kept. Leave it out" +
        wayOut('loggroup-retention-min'),
    ],
    [
      { dataCategory: AUDIT_LOGS, deletionProtectionEnabled: false },
      "'deletionProtectionEnabled' may not be false for audit-logs data (P2.2.3): such logs are immutable. Leave it out" +
        wayOut('loggroup-deletion-protection'),
    ],
    [
      { removalPolicy: RemovalPolicy.DESTROY },
      "'removalPolicy' must be RETAIN_ON_UPDATE_OR_DELETE or RETAIN, got DESTROY (P3.1): logs outlive the stack that wrote them. Leave it out.",
    ],
    [
      { dataCategory: CUSTOMER_WORKLOADS },
      "'dataCategory' must keep data for at least 90 days, got customer-workloads (P3.1): logs are needed after an incident. Use a category for logs.",
    ],
  ])('fails when a prop is weaker than the policy: %#', (props, sentence) => {
    expect(() => new SecureLogGroup(new Stack(), 'Log', props)).toThrow(new Error(sentence));
  });
});
