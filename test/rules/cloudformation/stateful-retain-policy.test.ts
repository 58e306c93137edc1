import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AttachmentTargetType, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { factsOf, KNOWN_TYPES } from '../../../lib/facts/resource-types';
import rule from '../../../lib/rules/cloudformation/stateful-retain-policy';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const partitionKey = { name: 'id', type: AttributeType.STRING };

/** A template with one resource of a type, and what becomes of it when it goes and when it is replaced. */
function going(Type: string, deletion?: Json, replacement = deletion, Properties: JsonObject = {}): JsonObject {
  const policies: Record<string, Json> = {};
  if (deletion !== undefined) policies['DeletionPolicy'] = deletion;
  if (replacement !== undefined) policies['UpdateReplacePolicy'] = replacement;
  return {
    Transform: 'AWS::LanguageExtensions',
    Parameters: {
      Policy: { Type: 'String' },
      Kept: { Type: 'String', AllowedValues: ['Retain'] },
      Either: { Type: 'String', AllowedValues: ['Retain', 'Delete'] },
    },
    Resources: { Subject: { Type, Properties, ...policies } },
  };
}

testRule(rule, {
  compliant: {
    'retained by the L2': (stack) => new Table(stack, 'Table', { partitionKey, removalPolicy: RemovalPolicy.RETAIN }),
    'retained unless its creation fails, by the L2': (stack) =>
      new Table(stack, 'Table', { partitionKey, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }),
    'a snapshot of a volume': going('AWS::EC2::Volume', 'Snapshot'),
    'a database that leaves a snapshot by default': going('AWS::RDS::DBInstance', undefined, 'Snapshot'),
    'a cluster that leaves a snapshot by default': going('AWS::RDS::DBCluster', undefined, 'Snapshot'),
    'a parameter that can only be Retain': going('AWS::S3::Bucket', { Ref: 'Kept' }),
  },
  noncompliant: {
    'destroyed by the L2': (stack) => new Table(stack, 'Table', { partitionKey, removalPolicy: RemovalPolicy.DESTROY }),
    'a secret, as it comes from the L2': (stack) => new Secret(stack, 'Secret'),
    'a bucket without either': going('AWS::S3::Bucket'),
    'a queue that is deleted': going('AWS::SQS::Queue', 'Delete'),
    'kept when its stack goes, lost when it is replaced': going('AWS::Logs::LogGroup', 'Retain', 'Delete'),
    'kept when it is replaced, lost with its stack': going('AWS::EFS::FileSystem', 'Delete', 'Retain'),
    'a snapshot of what has none': going('AWS::S3::Bucket', 'Snapshot'),
    'a policy for creation where the resource is replaced': going('AWS::S3::Bucket', 'RetainExceptOnCreate'),
    'a database that is replaced': going('AWS::RDS::DBInstance'),
    'an empty policy': going('AWS::Kinesis::Stream', ''),
    'a parameter that may be Delete': going('AWS::S3::Bucket', { Ref: 'Either' }),
  },
  undetermined: {
    'a parameter': going('AWS::S3::Bucket', { Ref: 'Policy' }),
    'an entry of a map by a parameter': going('AWS::S3::Bucket', {
      'Fn::FindInMap': ['Stages', { Ref: 'Policy' }, 'keep'],
    }),
    'a macro that may add both': {
      Resources: { Subject: { Type: 'AWS::S3::Bucket', 'Fn::Transform': { Name: 'Macro' } } },
    },
  },
  notApplicable: {
    'the password of a database, by the L2': (stack) =>
      new Secret(stack, 'Secret').attach({
        asSecretAttachmentTarget: () => ({ targetId: 'orders', targetType: AttachmentTargetType.RDS_DB_INSTANCE }),
      }),
    'an instance of a cluster': going('AWS::RDS::DBInstance', 'Delete', 'Delete', { DBClusterIdentifier: 'orders' }),
  },
});

test('judges every type that holds something, but keys, which have a rule of their own', () => {
  const holding = KNOWN_TYPES.filter((type) => factsOf(type).holds !== undefined);
  expect(holding.filter((type) => !rule.resourceTypes.includes(type))).toEqual(
    KNOWN_TYPES.filter((type) => factsOf(type).holds === 'keys'),
  );
  expect(rule.resourceTypes.filter((type) => !holding.includes(type))).toEqual([]);
});
