import type { Json, JsonObject } from '../../lib/template/model/json';
import { setOf } from '../template/document';
import { att, changed, resource, without, type Resources } from './changed';
import { keyUseFaults } from './key-use';

const ACCOUNT = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };
const ROOT = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };
const OWNER: JsonObject = { Effect: 'Allow', Principal: ROOT, Action: 'kms:*', Resource: '*' };
const ENVELOPE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const LOGS = { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*' };
const DELIVERY_CONDITION = { StringEquals: ACCOUNT, ArnLike: { 'aws:SourceArn': LOGS } };

function allow(Principal: Json, Action: Json, Condition?: JsonObject): JsonObject {
  return { Effect: 'Allow', Principal, Action, Resource: '*', ...(Condition === undefined ? {} : { Condition }) };
}
function service(name: string, actions: Json, condition?: JsonObject): JsonObject {
  return allow({ Service: name }, actions, condition);
}
function key(...statements: readonly JsonObject[]): JsonObject {
  return resource('AWS::KMS::Key', { KeyPolicy: { Statement: [OWNER, ...statements] } });
}
function bucket(properties: JsonObject = {}, rule: JsonObject = {}): JsonObject {
  const ServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att('Key', 'Arn') };
  const BucketEncryption = { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault, ...rule }] };
  return resource('AWS::S3::Bucket', { BucketEncryption, ...properties });
}
function policy(...Statement: readonly JsonObject[]): JsonObject {
  return resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement } });
}
function faults(resources: Resources): string[] {
  return keyUseFaults(setOf({ app: { Resources: resources } }));
}
const refused = (who: string, what: string): string => `The policy of Key (app) does not let ${who} call ${what}.`;

describe('AWS CloudTrail', () => {
  const trails = { 'Fn::Sub': 'arn:${AWS::Partition}:cloudtrail:*:${AWS::AccountId}:trail/*' };
  const context = { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails } };
  const source = { ArnLike: { 'aws:SourceArn': trails } };
  const app = (...statements: readonly JsonObject[]): Resources => ({
    Key: key(...statements),
    Bucket: bucket({}, { BucketKeyEnabled: true }),
    Trail: resource('AWS::CloudTrail::Trail', { S3BucketName: { Ref: 'Bucket' }, KMSKeyId: { Ref: 'Key' } }),
  });
  const who = 'CloudTrail for Trail (app)';

  test('makes data keys for its records, describes the key, and reads the key of a bucket', () => {
    const encrypts = service('cloudtrail.amazonaws.com', 'kms:GenerateDataKey*', { ...context, ...source });
    const others = service('cloudtrail.amazonaws.com', ['kms:DescribeKey', 'kms:Decrypt'], source);
    expect(faults(app(encrypts, others))).toEqual([]);
    expect(faults(app(encrypts))).toEqual([refused(who, 'kms:DescribeKey and kms:Decrypt')]);
    expect(faults(app(others))).toEqual([refused(who, 'kms:GenerateDataKey')]);
    expect(faults(changed(app(encrypts, others), 'Trail', { TrailName: 'one' }))).toEqual([]);
  });

  test('describes the key without the encryption context of its records', () => {
    const all = service(
      'cloudtrail.amazonaws.com',
      ['kms:GenerateDataKey*', 'kms:DescribeKey', 'kms:Decrypt'],
      context,
    );
    expect(faults(app(all))).toEqual([refused(who, 'kms:DescribeKey')]);
  });

  test('needs no Decrypt where the bucket has no bucket key', () => {
    const statement = service('cloudtrail.amazonaws.com', ['kms:GenerateDataKey*', 'kms:DescribeKey']);
    expect(faults(app(statement))).toEqual([refused(who, 'kms:Decrypt')]);
    expect(faults({ ...app(statement), Bucket: bucket() })).toEqual([]);
  });

  test('is not let in for the trail of somebody else, nor past a denial', () => {
    const all = ['kms:GenerateDataKey*', 'kms:DescribeKey', 'kms:Decrypt'];
    const other = { ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/other' } };
    const named = (...statements: readonly JsonObject[]): Resources =>
      changed(app(...statements), 'Trail', { TrailName: 'one' });
    const everything = 'kms:GenerateDataKey, kms:DescribeKey and kms:Decrypt';
    expect(faults(named(service('cloudtrail.amazonaws.com', all, other)))).toEqual([refused(who, everything)]);
    const deny = {
      ...allow('*', 'kms:*'),
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'a' } },
    };
    expect(faults(named(service('cloudtrail.amazonaws.com', all), deny))).toEqual([refused(who, everything)]);
  });
});

describe('log groups', () => {
  const arn = { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*' };
  const context = { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arn } };
  const actions = ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];
  const app = (...statements: readonly JsonObject[]): Resources => ({
    Key: key(...statements),
    Group: resource('AWS::Logs::LogGroup', { KmsKeyId: att('Key', 'Arn') }),
  });
  const regional = { 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' };

  test('are written by CloudWatch Logs of the Region', () => {
    expect(faults(app(allow({ Service: regional }, actions, context)))).toEqual([]);
    expect(faults(app())).toHaveLength(1);
    expect(faults(app(service('logs.amazonaws.com', actions, context)))).toHaveLength(1);
  });

  test('under the encryption context of the group', () => {
    const other = {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-central-1:111122223333:log-group:/other' },
    };
    const named = changed(app(allow({ Service: regional }, actions, other)), 'Group', { LogGroupName: '/one' });
    expect(faults(named)).toHaveLength(1);
  });
});

describe('log delivery', () => {
  const app = (...statements: readonly JsonObject[]): Resources => ({
    Key: key(...statements),
    Bucket: bucket(),
    FlowLog: resource('AWS::EC2::FlowLog', {
      LogDestinationType: 's3',
      LogDestination: { 'Fn::Join': ['', [att('Bucket', 'Arn'), '/flows']] },
    }),
  });
  const who = 'log delivery of FlowLog (app) into Bucket (app)';

  test('reads and writes under the key of the bucket', () => {
    expect(faults(app(service('delivery.logs.amazonaws.com', ENVELOPE, DELIVERY_CONDITION)))).toEqual([]);
    const less = ['kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*'];
    expect(faults(app(service('delivery.logs.amazonaws.com', less, { StringEquals: ACCOUNT })))).toEqual([
      refused(who, 'kms:Decrypt, kms:ReEncryptFrom and kms:ReEncryptTo'),
    ]);
  });

  test('names logs as its source, not the bucket', () => {
    const bySource = { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::bucket' } };
    expect(faults(app(service('delivery.logs.amazonaws.com', ENVELOPE, bySource)))).toHaveLength(1);
  });
});

describe('what the policy of a bucket lets in', () => {
  const app = (writer: JsonObject, ...statements: readonly JsonObject[]): Resources => ({
    Key: key(...statements),
    Bucket: bucket(),
    Policy: policy(writer),
  });

  test.each<[string, string, string, string[]]>([
    ['AWS Config', 'config.amazonaws.com', 's3:PutObject', ['kms:Decrypt', 'kms:GenerateDataKey']],
    ['CloudFront, which reads', 'cloudfront.amazonaws.com', 's3:GetObject', ['kms:Decrypt']],
    ['any service that writes', 'ses.amazonaws.com', 's3:PutObject', ['kms:GenerateDataKey']],
    ['vended logs', 'delivery.logs.amazonaws.com', 's3:PutObject', ENVELOPE],
  ])('is let use the key: %s', (_, name, action, actions) => {
    const writer = service(name, action);
    expect(faults(app(writer, service(name, actions, { StringEquals: ACCOUNT })))).toEqual([]);
    expect(faults(app(writer))).toHaveLength(1);
    expect(faults(app(writer, service('other.amazonaws.com', actions)))).toHaveLength(1);
  });

  test('an origin access identity reads nothing', () => {
    const identity = allow({ CanonicalUser: att('Identity', 'S3CanonicalUserId') }, 's3:GetObject');
    expect(faults(app(identity))).toEqual([
      'An origin access identity does not read Bucket (app): it encrypts under a KMS key.',
    ]);
  });
});

describe('buckets for logs', () => {
  const plain = resource('AWS::S3::Bucket');
  const source = resource('AWS::S3::Bucket', { LoggingConfiguration: { DestinationBucketName: { Ref: 'Bucket' } } });
  const balancer = (Type: string): JsonObject =>
    resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Type,
      LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: { Ref: 'Bucket' } }],
    });

  test.each<[string, Resources, string[]]>([
    ['server access logs into SSE-S3', { Source: source, Bucket: plain }, []],
    [
      'server access logs under a key',
      { Key: key(), Source: source, Bucket: bucket() },
      ['Server access logs of Source (app) do not arrive in Bucket (app): it encrypts under a KMS key.'],
    ],
    [
      'server access logs into a locked bucket',
      { Source: source, Bucket: resource('AWS::S3::Bucket', { ObjectLockEnabled: true }) },
      ['Server access logs of Source (app) do not arrive in Bucket (app): it has Object Lock.'],
    ],
    ['logs of an application load balancer into SSE-S3', { Web: balancer('application'), Bucket: plain }, []],
    [
      'logs of an application load balancer under a key',
      { Key: key(), Web: balancer('application'), Bucket: bucket() },
      ['Logs of Web (app) do not arrive in Bucket (app): it encrypts under a KMS key.'],
    ],
    ['logs of a network load balancer under a key', { Key: key(), Web: balancer('network'), Bucket: bucket() }, []],
    [
      'AWS Config into a default retention',
      {
        Channel: resource('AWS::Config::DeliveryChannel', { S3BucketName: { Ref: 'Bucket' } }),
        Bucket: resource('AWS::S3::Bucket', { ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 1 } } } }),
      },
      ['AWS Config does not deliver Channel (app) into Bucket (app): it has a default retention.'],
    ],
  ])('%s', (_, resources, sentences) => {
    expect(faults(resources)).toEqual(sentences);
  });
});

describe('messages', () => {
  const MESSAGE = ['kms:GenerateDataKey*', 'kms:Decrypt'];
  const topic = resource('AWS::SNS::Topic', { KmsMasterKeyId: { Ref: 'Key' } });
  const queue = resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key', 'Arn') });
  const rule = (target: Json): JsonObject => resource('AWS::Events::Rule', { Targets: [{ Id: 'one', Arn: target }] });
  const notified = (kind: string, name: string, target: Json): JsonObject =>
    resource('AWS::S3::Bucket', {
      NotificationConfiguration: { [kind]: [{ Event: 's3:ObjectCreated:*', [name]: target }] },
    });

  test.each<[string, string, Resources]>([
    [
      'an alarm',
      'cloudwatch.amazonaws.com',
      { Alarm: resource('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: 'Topic' }] }), Topic: topic },
    ],
    ['a rule to a topic', 'events.amazonaws.com', { Rule: rule({ Ref: 'Topic' }), Topic: topic }],
    ['a rule to a queue', 'events.amazonaws.com', { Rule: rule(att('Queue', 'Arn')), Queue: queue }],
    [
      'a bucket to a topic',
      's3.amazonaws.com',
      { Source: notified('TopicConfigurations', 'Topic', { Ref: 'Topic' }), Topic: topic },
    ],
    [
      'a bucket to a queue',
      's3.amazonaws.com',
      { Source: notified('QueueConfigurations', 'Queue', att('Queue', 'Arn')), Queue: queue },
    ],
    [
      'a topic to a queue',
      'sns.amazonaws.com',
      {
        Queue: queue,
        Subscription: resource('AWS::SNS::Subscription', { Protocol: 'sqs', Endpoint: att('Queue', 'Arn') }),
      },
    ],
  ])('from %s', (_, name, resources) => {
    expect(faults({ ...resources, Key: key(service(name, MESSAGE)) })).toEqual([]);
    expect(faults({ ...resources, Key: key() })).toHaveLength(1);
    expect(faults({ ...resources, Key: key(service(name, 'kms:Decrypt')) })).toHaveLength(1);
  });

  test('EventBridge names no source at a topic, and one at a queue', () => {
    const Key = key(service('events.amazonaws.com', MESSAGE, { StringEquals: ACCOUNT }));
    expect(faults({ Key, Rule: rule(att('Queue', 'Arn')), Queue: queue })).toEqual([]);
    expect(faults({ Key, Rule: rule({ Ref: 'Topic' }), Topic: topic })).toEqual([
      refused('events.amazonaws.com for Rule (app), which sends to Topic (app)', 'kms:GenerateDataKey and kms:Decrypt'),
    ]);
  });
});

describe('Auto Scaling', () => {
  const role =
    'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
  const linked = { ArnLike: { 'aws:PrincipalArn': { 'Fn::Sub': role } } };
  const forAws = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
  const launch = resource('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { BlockDeviceMappings: [{ Ebs: { Encrypted: true, KmsKeyId: att('Key', 'Arn') } }] },
  });
  const app = (...statements: readonly JsonObject[]): Resources => ({ Key: key(...statements), Launch: launch });
  const who = 'Auto Scaling for Launch (app)';

  test('uses the key of volumes, and grants it to EC2', () => {
    expect(faults(app(allow('*', ENVELOPE, linked), allow('*', 'kms:CreateGrant', { ...linked, ...forAws })))).toEqual(
      [],
    );
    expect(faults(app(allow('*', ENVELOPE, linked)))).toEqual([refused(who, 'kms:CreateGrant')]);
    expect(faults(app())).toHaveLength(1);
    const named = { AWS: { 'Fn::Sub': role } };
    expect(faults(app(allow(named, ENVELOPE), allow(named, 'kms:CreateGrant', forAws)))).toEqual([]);
  });

  test('is not let in by an account that only lets IAM policies decide: its role has none for keys', () => {
    expect(faults(app(allow(ROOT, [...ENVELOPE, 'kms:CreateGrant'], linked)))).toHaveLength(1);
  });

  test('uses the default key of the Region', () => {
    const Create = {
      'Fn::Join': ['', ['{"action":"modifyEbsDefaultKmsKeyId","parameters":{"KmsKeyId":"', att('Key', 'Arn'), '"}}']],
    };
    const byDefault = (...statements: readonly JsonObject[]): Resources => ({
      Key: key(...statements),
      Default: resource('Custom::EbsEncryptionByDefault', { Create }),
    });
    expect(faults(byDefault(allow('*', [...ENVELOPE, 'kms:CreateGrant'], linked)))).toEqual([]);
    expect(faults(byDefault())).toHaveLength(1);
  });
});

describe('roles', () => {
  const grant = (...Statement: readonly JsonObject[]): JsonObject =>
    resource('AWS::IAM::Policy', { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement } });
  const may = (Action: Json, Resource: Json): JsonObject => ({ Effect: 'Allow', Action, Resource });
  const objects = { 'Fn::Join': ['', [att('Bucket', 'Arn'), '/*']] };
  const app = (...statements: readonly JsonObject[]): Resources => ({
    Key: key(),
    Bucket: bucket(),
    Role: resource('AWS::IAM::Role'),
    Policy: grant(may('s3:GetObject*', objects), ...statements),
  });
  const sentence =
    'Role (app) may call s3:GetObject on Bucket (app) and not use its key: neither its policies nor the policy of Key (app) allow kms:Decrypt.';

  test('that read what a key encrypts use the key', () => {
    expect(faults(app(may('kms:Decrypt', att('Key', 'Arn'))))).toEqual([]);
    expect(faults(app())).toEqual([sentence]);
    expect(faults(app(may('kms:Encrypt', att('Key', 'Arn'))))).toEqual([sentence]);
  });

  test('are named by the policy of the key, or it lets IAM policies decide', () => {
    const byName = allow({ AWS: att('Role', 'Arn') }, 'kms:Decrypt', {
      StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' },
    });
    expect(faults({ ...app(), Key: key(byName) })).toEqual([]);
    const closed = resource('AWS::KMS::Key', { KeyPolicy: { Statement: [] } });
    expect(faults({ ...app(may('kms:Decrypt', att('Key', 'Arn'))), Key: closed })).toEqual([sentence]);
  });

  test.each<[string, JsonObject, string, string[]]>([
    [
      'a queue',
      resource('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'Key' } }),
      'sqs:SendMessage',
      ['kms:GenerateDataKey', 'kms:Decrypt'],
    ],
    [
      'a table',
      resource('AWS::DynamoDB::Table', { SSESpecification: { KMSMasterKeyId: att('Key', 'Arn') } }),
      'dynamodb:Query',
      ['kms:Decrypt'],
    ],
  ])('that call %s use its key', (_, Store, action, needs) => {
    const resources = without(app(), 'Bucket', 'Policy');
    const first = may(action, att('Store', 'Arn'));
    expect(faults({ ...resources, Store, Policy: grant(first) })).toHaveLength(1);
    expect(faults({ ...resources, Store, Policy: grant(first, may(needs, att('Key', 'Arn'))) })).toEqual([]);
  });
});

test('whoever deploys a database is let grant its key', () => {
  const database = resource('AWS::RDS::DBInstance', { KmsKeyId: att('Key', 'Arn') });
  expect(faults({ Key: key(), Database: database })).toEqual([]);
  const withoutOwner = resource('AWS::KMS::Key', { KeyPolicy: { Statement: [service('rds.amazonaws.com', 'kms:*')] } });
  expect(faults({ Key: withoutOwner, Database: database })).toEqual([
    refused('whoever uses Database (app)', 'kms:CreateGrant and kms:DescribeKey'),
  ]);
  const viaRds = allow(ROOT, ['kms:CreateGrant', 'kms:DescribeKey'], {
    StringLike: { 'kms:ViaService': 'rds.*.amazonaws.com' },
  });
  const viaEc2 = allow(ROOT, ['kms:CreateGrant', 'kms:DescribeKey'], {
    StringLike: { 'kms:ViaService': 'ec2.*.amazonaws.com' },
  });
  const only = (statement: JsonObject): JsonObject =>
    resource('AWS::KMS::Key', { KeyPolicy: { Statement: [statement] } });
  expect(faults({ Key: only(viaRds), Database: database })).toEqual([]);
  expect(faults({ Key: only(viaEc2), Database: database })).toHaveLength(1);
});
