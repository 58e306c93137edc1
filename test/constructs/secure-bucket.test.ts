import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { BucketEncryption, StorageClass, TargetObjectKeyFormat } from 'aws-cdk-lib/aws-s3';
import { context } from '../../cdk.json';
import {
  BucketPurpose,
  DataCategory,
  DeletionStandard,
  Immutability,
  SecureBucket,
  SecureLogGroup,
  SecurityPolicy,
  type SecureBucketProps,
} from '../../lib';

const { CUSTOMER_WORKLOADS, INFRASTRUCTURE_LOGS } = DataCategory;

function newStack(region?: string): Stack {
  return new Stack(new App({ context }), 'Stack', { env: { region } });
}

function bucketWith(props: Partial<SecureBucketProps>): Template {
  const stack = newStack();
  new SecureBucket(stack, 'Orders', { dataCategory: CUSTOMER_WORKLOADS, ...props });
  return Template.fromStack(stack);
}

describe('requests over old TLS', () => {
  const sparing = { 'aws:PrincipalIsAWSService': 'false' };

  test.each(['Orders', 'AccessLogs'])('are refused in one shape for all buckets: %s', (id) => {
    bucketWith({}).hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: Match.stringLikeRegexp(`^${id}`) },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false', ...sparing } } }),
          Match.objectLike({
            Effect: 'Deny',
            Condition: { NumericLessThan: { 's3:TlsVersion': 1.3 }, Bool: sparing },
          }),
        ]),
      },
    });
  });

  test('may be refused below a newer version than the policy asks for', () => {
    bucketWith({ minimumTLSVersion: 1.4 }).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Condition: { NumericLessThan: { 's3:TlsVersion': 1.4 }, Bool: sparing } }),
        ]),
      },
    });
  });
});

test('the key format of access logs reaches the template', () => {
  bucketWith({ targetObjectKeyFormat: TargetObjectKeyFormat.simplePrefix() }).hasResourceProperties('AWS::S3::Bucket', {
    LoggingConfiguration: { LogFilePrefix: 'Stack/Orders/', TargetObjectKeyFormat: { SimplePrefix: {} } },
  });
});

test('DSSE takes no bucket key', () => {
  bucketWith({ encryption: BucketEncryption.DSSE }).hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [Match.objectLike({ BucketKeyEnabled: Match.absent() })],
    },
  });
});

test('fails when objects move to infrequent access before S3 takes them: day 29, not 30', () => {
  const after = (days: number): Partial<SecureBucketProps> => ({
    lifecycleRules: [
      { transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(days) }] },
    ],
  });
  expect(() => bucketWith(after(29))).toThrow(
    new Error(
      "'lifecycleRules[0]' must move to infrequent access after 30 days or more, got 29 (P3.2): S3 moves nothing to infrequent access sooner. Choose a later day, or intelligent tiering.",
    ),
  );
  expect(() => bucketWith(after(30))).not.toThrow();
});

test.each([
  [DataCategory.CUSTOMER_WORKLOADS, 'customer-workloads', 'P3.2'],
  [DataCategory.pii({ purpose: 'Delivery', deleteAfterDays: 30 }), 'pii', 'P3.5'],
])('fails when a bucket for access logs is to hold other data: %#', (dataCategory, name, clause) => {
  expect(() => bucketWith({ dataCategory, purpose: BucketPurpose.ACCESS_LOGS })).toThrow(
    new Error(
      `'dataCategory' may not be ${name} for access logs (${clause}): access logs are infrastructure logs, and such buckets have no key. Use INFRASTRUCTURE_LOGS.`,
    ),
  );
});

test('says all that is refused at once', () => {
  const refused = (): Template => bucketWith({ versioned: false, publicReadAccess: true, autoDeleteObjects: true });
  expect(refused).toThrow(/^'versioned' .*\n'autoDeleteObjects' .*\n'publicReadAccess' .*$/);
});

test('hands on a prop of a newer CDK, and warns that nobody has examined it', () => {
  const stack = newStack();
  const props = { dataCategory: CUSTOMER_WORKLOADS, annotationTable: { enabled: true } };
  new SecureBucket(stack, 'Orders', props);
  Annotations.fromStack(stack).hasWarning(
    '/Stack/Orders',
    Match.stringLikeRegexp(
      "^'annotationTable' came with a version of the CDK that this version of @cloudnexus/cdk has not examined",
    ),
  );
});

describe('the Region of the stack', () => {
  function inRegion(region?: string): () => SecureBucket {
    return () => {
      const stack = newStack(region);
      new SecurityPolicy({ residencyRegions: SecurityPolicy.EU_REGIONS }).applyTo(stack);
      return new SecureBucket(stack, 'Orders', { dataCategory: CUSTOMER_WORKLOADS });
    };
  }

  test('fails when it is outside the residency Regions', () => {
    expect(inRegion('us-east-1')).toThrow(
      new Error(
        `'env' may only name ${SecurityPolicy.EU_REGIONS.join(', ')}, got us-east-1 (P4.3): data would leave the Regions where it may be stored. Leave it out.`,
      ),
    );
  });

  test.each(['eu-central-1', undefined])('is taken where data may be stored, or not known yet: %s', (region) => {
    expect(inRegion(region)).not.toThrow();
  });
});

describe('a log group keeps data for as long as CloudWatch Logs can', () => {
  const logGroup = (keepForDays: number) => (): SecureLogGroup => {
    const dataCategory = DataCategory.custom({
      name: 'ledger-logs',
      keepForDays,
      deleteAfterDays: keepForDays,
      immutability: Immutability.NONE,
      deletionStandard: DeletionStandard.EXPIRY,
    });
    return new SecureLogGroup(newStack(), 'Log', { dataCategory });
  };

  test('3653 days', () => {
    expect(logGroup(3653)).not.toThrow();
  });

  test('fails for 3654 days', () => {
    expect(logGroup(3654)).toThrow(
      new Error(
        "'dataCategory' must keep data for at most 3653 days in a log group, got ledger-logs (P1.3): CloudWatch Logs keeps events no longer, or for ever. Export them to a SecureBucket of the category, and keep them here for less.",
      ),
    );
  });
});

test('a bucket for access logs is made of infrastructure logs, unversioned and without a key', () => {
  bucketWith({ dataCategory: INFRASTRUCTURE_LOGS, purpose: BucketPurpose.ACCESS_LOGS }).hasResourceProperties(
    'AWS::S3::Bucket',
    {
      VersioningConfiguration: Match.absent(),
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    },
  );
});
