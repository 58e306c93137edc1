import { App, CfnDeletionPolicy, NestedStack, RemovalPolicy, Size, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import {
  BucketPurpose,
  CategoryKeys,
  DataCategory,
  EbsEncryptionByDefault,
  EphemeralStage,
  IsolatedNetwork,
  SecureBucket,
  SecureDefaults,
  SecureKey,
  SecureLogGroup,
  SecureVolume,
} from '../../lib';
import { TAGS_BY_TYPE_WITH_DATA } from '../../lib/facts/holds-data';

const KEY = 'CloudNexus::EphemeralStage';
const env = { region: 'eu-central-1' };

/** A stack that holds data of several categories, wherever it is deployed. */
class ShopStack extends Stack {
  public constructor(scope: Construct, id = 'Shop') {
    super(scope, id, { env });
    new IsolatedNetwork(this, 'Network');
    new SecureKey(this, 'Signing', { dataCategory: DataCategory.AUDIT_LOGS });
    new SecureBucket(this, 'Trail', { dataCategory: DataCategory.AUDIT_LOGS });
    new SecureBucket(this, 'Requests', {
      dataCategory: DataCategory.INFRASTRUCTURE_LOGS,
      purpose: BucketPurpose.ACCESS_LOGS,
    });
    new SecureLogGroup(this, 'Audit', { dataCategory: DataCategory.AUDIT_LOGS });
    new SecureVolume(this, 'Files', {
      dataCategory: DataCategory.pii({ purpose: 'Delivery', deleteAfterDays: 30 }),
      availabilityZone: 'eu-central-1a',
      size: Size.gibibytes(1),
    });
  }
}

interface Declared {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties?: { readonly Tags?: { Key: string; Value: string }[] };
}

function resourcesOf(stack: Stack): Declared[] {
  return Object.values(Template.fromStack(stack).toJSON()['Resources'] as Record<string, Declared>);
}

function metadataOf(stack: Stack): unknown {
  return (Template.fromStack(stack).toJSON() as { Metadata?: Record<string, unknown> }).Metadata?.[KEY];
}

function withData(stack: Stack): Declared[] {
  return resourcesOf(stack).filter(({ Type }) => Object.hasOwn(TAGS_BY_TYPE_WITH_DATA, Type));
}

describe('a stack below an ephemeral stage', () => {
  const stack = new ShopStack(new EphemeralStage(new App(), 'Dev', { env }));
  const template = Template.fromStack(stack);

  test('takes everything along that holds data', () => {
    const kept = withData(stack).map(({ Type, DeletionPolicy, UpdateReplacePolicy }) => [
      Type,
      DeletionPolicy,
      UpdateReplacePolicy,
    ]);
    expect(new Set(kept.map(([type]) => type))).toEqual(
      new Set(['AWS::EC2::Volume', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket']),
    );
    expect(kept).toEqual(kept.map(([type]) => [type, 'Delete', 'Delete']));
  });

  test('holds nothing but synthetic test data, whatever it states', () => {
    const categories = withData(stack).map(
      ({ Properties }) => Properties?.Tags?.find(({ Key: name }) => name === 'data-category')?.Value,
    );
    expect(new Set(categories)).toEqual(new Set(['synthetic-test-data']));
  });

  test('empties its buckets, keeps no versions and locks nothing', () => {
    template.resourceCountIs('Custom::S3AutoDeleteObjects', 3);
    template.allResourcesProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: Match.absent(),
      ObjectLockConfiguration: Match.absent(),
      VersioningConfiguration: Match.absent(),
    });
  });

  test('has one key of categories, that waits a week, and logs of a week', () => {
    template.resourceCountIs('AWS::KMS::Key', 2);
    template.allResourcesProperties('AWS::KMS::Key', { PendingWindowInDays: 7 });
    template.allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 7,
      DeletionProtectionEnabled: Match.absent(),
    });
  });

  test('is encrypted, private and reached over TLS 1.3 as everywhere', () => {
    template.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true, RotationPeriodInDays: 90 });
    template.allResourcesProperties('AWS::EC2::Volume', { Encrypted: true, KmsKeyId: Match.anyValue() });
    template.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.anyValue() });
    template.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: Match.anyValue(),
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: Match.objectLike({ NumericLessThan: { 's3:TlsVersion': 1.3 } }),
          }),
        ]),
      },
    });
  });

  test.each<[string, (scope: Stack) => unknown, string]>([
    [
      'another encryption',
      (scope) =>
        new SecureBucket(scope, 'B', {
          dataCategory: DataCategory.SYNTHETIC_TEST_DATA,
          encryption: BucketEncryption.S3_MANAGED,
        }),
      "'encryption' must be KMS or DSSE, got S3_MANAGED (P2.1.1)",
    ],
    [
      'public reading',
      (scope) =>
        new SecureBucket(scope, 'B', { dataCategory: DataCategory.SYNTHETIC_TEST_DATA, publicReadAccess: true }),
      "'publicReadAccess' may not be true (P2.2.1)",
    ],
    [
      'an old version of TLS',
      (scope) =>
        new SecureBucket(scope, 'B', { dataCategory: DataCategory.SYNTHETIC_TEST_DATA, minimumTLSVersion: 1.2 }),
      "'minimumTLSVersion' must be 1.3 or more, got 1.2 (P2.1.3)",
    ],
    [
      'a lock, which would outlive it',
      (scope) =>
        new SecureBucket(scope, 'B', {
          dataCategory: DataCategory.AUDIT_LOGS,
          objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(365)),
        }),
      "'objectLockDefaultRetention' may not be set for synthetic-test-data data (P1.3)",
    ],
    [
      'the default key of the account, which would go with it',
      (scope) => EbsEncryptionByDefault.in(scope),
      "'scope' may not be in an ephemeral stage (P2.1.1): the default key of the account and Region would go with the stage, and all volumes under it. Put it into a stack that stays.",
    ],
  ])('refuses %s', (_, build, sentence) => {
    const scope = new Stack(new EphemeralStage(new App(), 'Dev'), 'Shop', { env });
    expect(() => build(scope)).toThrow(sentence);
  });

  test('keeps what somebody says is kept', () => {
    const scope = new Stack(new EphemeralStage(new App(), 'Dev'), 'Shop', { env });
    new SecureBucket(scope, 'Kept', {
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
      removalPolicy: RemovalPolicy.RETAIN,
      versioned: true,
    });
    Template.fromStack(scope).hasResource('AWS::S3::Bucket', {
      DeletionPolicy: CfnDeletionPolicy.RETAIN,
      Properties: { VersioningConfiguration: { Status: 'Enabled' } },
    });
    Template.fromStack(scope).resourceCountIs('Custom::S3AutoDeleteObjects', 1);
  });
});

describe('the same stack elsewhere', () => {
  test('keeps everything that holds data', () => {
    const stack = new ShopStack(new Stage(new App(), 'Prod', { env }));
    for (const { Type, DeletionPolicy } of withData(stack)) {
      expect([Type, DeletionPolicy]).toEqual([Type, 'RetainExceptOnCreate']);
    }
    expect(metadataOf(stack)).toBeUndefined();
  });

  test('has keys and buckets of the same kind for synthetic test data as for customer workloads', () => {
    const stack = new Stack(new App(), 'Shop', { env });
    new SecureBucket(stack, 'Samples', { dataCategory: DataCategory.SYNTHETIC_TEST_DATA });
    Template.fromStack(stack).hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { VersioningConfiguration: { Status: 'Enabled' } },
    });
    expect(() => new SecureLogGroup(stack, 'Log', { dataCategory: DataCategory.SYNTHETIC_TEST_DATA })).toThrow(
      "'dataCategory' must keep data for at least 90 days, got synthetic-test-data (P3.1)",
    );
  });
});

describe('plain constructs under the secure defaults of an app', () => {
  const app = new App();
  SecureDefaults.apply(app);
  const build = (stage: Stage): Stack => {
    const stack = new Stack(stage, 'Shop', { env });
    new Key(stack, 'Key');
    new LogGroup(stack, 'Log');
    new Bucket(stack, 'Bucket');
    new Bucket(stack, 'Kept', { removalPolicy: RemovalPolicy.RETAIN });
    new Queue(stack, 'Queue');
    return stack;
  };
  const dev = build(new EphemeralStage(app, 'Dev', { env }));
  const prod = build(new Stage(app, 'Prod', { env }));

  test('go with an ephemeral stage unless somebody says that they are kept', () => {
    const kept = withData(dev).filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain');
    expect(kept.map(({ Type }) => Type)).toEqual(['AWS::S3::Bucket']);
    Template.fromStack(dev).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
    Template.fromStack(dev).resourceCountIs('Custom::S3AutoDeleteObjects', 2);
  });

  test('say that they hold synthetic test data, queues as well', () => {
    for (const { Type, Properties } of withData(dev)) {
      expect([Type, Properties?.Tags]).toEqual([
        Type,
        expect.arrayContaining([{ Key: 'data-category', Value: 'synthetic-test-data' }]),
      ]);
    }
    Template.fromStack(dev).resourceCountIs('AWS::SQS::Queue', 1);
  });

  test('are completed in every stage: aspects of an app end there', () => {
    for (const stack of [dev, prod]) {
      Template.fromStack(stack).allResourcesProperties('AWS::S3::Bucket', {
        PublicAccessBlockConfiguration: Match.anyValue(),
        Tags: Match.arrayWith([Match.objectLike({ Key: 'data-category' })]),
      });
      Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            Match.objectLike({ ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) }),
          ],
        },
      });
    }
  });
});

describe('EphemeralStage.mark', () => {
  function build(scope: Construct): Stack {
    const stack = Stack.isStack(scope) ? scope : new Stack(scope, 'Shop', { env });
    new SecureKey(stack, 'Key', { dataCategory: DataCategory.AUDIT_LOGS });
    return stack;
  }

  test.each<[string, () => Construct]>([
    ['an app', () => new App()],
    ['a stage', () => new Stage(new App(), 'Dev')],
    ['a stack', () => new Stack(new App(), 'Dev')],
    ['a construct around stacks', () => new Construct(new App(), 'Dev')],
    ['a stage in a marked app', () => new Stage(marked(new App()), 'Dev')],
  ])('makes %s ephemeral, and its template says so', (_, scope) => {
    const stack = build(marked(scope()));
    expect(EphemeralStage.isEphemeral(stack)).toBe(true);
    expect(metadataOf(stack)).toBe(true);
    Template.fromStack(stack).hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });

  function marked<T extends IConstruct>(scope: T): T {
    EphemeralStage.mark(scope);
    return scope;
  }

  test('reaches stacks that are made later, plain ones and nested ones included', () => {
    const dev = new EphemeralStage(new App(), 'Dev');
    const stack = new Stack(dev, 'Plain');
    const nested = new NestedStack(stack, 'Nested');
    new Queue(nested, 'Queue');
    expect([metadataOf(stack), metadataOf(nested)]).toEqual([true, true]);
  });

  test('keeps what else the template says of itself', () => {
    const stack = new Stack(new App(), 'Shop');
    stack.templateOptions.metadata = { Team: 'shop' };
    EphemeralStage.mark(stack);
    build(stack);
    expect(Template.fromStack(stack).toJSON()).toMatchObject({ Metadata: { Team: 'shop', [KEY]: true } });
  });

  test('leaves what stands beside it alone', () => {
    const app = new App();
    EphemeralStage.mark(new Stack(app, 'Dev'));
    const other = build(new Stack(app, 'Other'));
    expect([EphemeralStage.isEphemeral(other), metadataOf(other)]).toEqual([false, undefined]);
  });

  test('may be called twice', () => {
    const stack = build(marked(new Stack(new App(), 'Dev')));
    EphemeralStage.mark(stack);
    expect(metadataOf(stack)).toBe(true);
  });

  test.each<[string, () => IConstruct, string]>([
    [
      'a construct in a stack',
      () => new Construct(new Stack(new App(), 'Shop'), 'Part'),
      `'scope' must be an app, a stage or a stack (P1.3), got "Shop/Part": a stack is ephemeral as a whole or not at all. Mark Shop.`,
    ],
    [
      'a nested stack',
      () => new NestedStack(new Stack(new App(), 'Shop'), 'Nested'),
      `'scope' must be an app, a stage or a stack (P1.3), got "Shop/Nested": a stack is ephemeral as a whole or not at all. Mark Shop.`,
    ],
    [
      'a stack with resources',
      () => build(new App()),
      `'scope' must be marked before anything is built in it (P1.3), got "Shop": what stands there already is protected against loss. Mark it first.`,
    ],
    [
      'an app with resources',
      () => build(new App()).node.root,
      `'scope' must be marked before anything is built in it (P1.3), got "": what stands there already is protected against loss. Mark it first.`,
    ],
  ])('fails for %s', (_, scope, sentence) => {
    expect(() => {
      EphemeralStage.mark(scope());
    }).toThrow(new Error(sentence));
  });

  test('gives all categories one key', () => {
    const stack = new Stack(new EphemeralStage(new App(), 'Dev'), 'Shop');
    const keys = CategoryKeys.of(stack);
    expect(keys.keyFor(DataCategory.AUDIT_LOGS)).toBe(keys.keyFor(DataCategory.backupCopies(30)));
  });
});
