import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import rule from '../../../lib/rules/dynamodb/dynamodb-no-public-policy';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function allowing(changes: JsonObject): JsonObject {
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: 'dynamodb:GetItem', Resource: '*', ...changes }];
  return { ResourcePolicy: { PolicyDocument: { Statement } } };
}

function global(...Replicas: JsonObject[]): JsonObject {
  return { Resources: { Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas } } } };
}

const partitionKey = { name: 'id', type: AttributeType.STRING };
const OPEN = new PolicyDocument({
  statements: [
    new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['dynamodb:GetItem'], resources: ['*'] }),
  ],
});

testRule(
  rule,
  {
    compliant: {
      'no policy, by the L2': (stack) => new Table(stack, 'Table', { partitionKey }),
      'a role': allowing({ Principal: { AWS: 'arn:aws:iam::444455556666:role/Reader' } }),
      'the own account': allowing({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      'everybody through one endpoint': allowing({ Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
      'a replica for a role': global({
        Region: 'eu-west-1',
        ...allowing({ Principal: { AWS: 'arn:aws:iam::111122223333:role/Reader' } }),
      }),
    },
    noncompliant: {
      'everybody, by the L2': (stack) => new Table(stack, 'Table', { partitionKey, resourcePolicy: OPEN }),
      'everybody, by the L2 of global tables': (stack) =>
        new TableV2(stack, 'Table', { partitionKey, resourcePolicy: OPEN }),
      'everybody, in a list': allowing({ Principal: { AWS: ['*'] } }),
      'everybody, for the stream': { StreamSpecification: { StreamViewType: 'NEW_IMAGE', ...allowing({}) } },
      'everybody, for the second replica': global({ Region: 'eu-west-1' }, { Region: 'eu-central-1', ...allowing({}) }),
      'everybody, for the stream of a replica': global({
        Region: 'eu-west-1',
        ReplicaStreamSpecification: allowing({}),
      }),
      'the whole of another account': allowing({ Principal: { AWS: '444455556666' } }),
      'all actions but one': allowing({ Action: [], NotAction: 'dynamodb:DeleteTable' }),
      'a condition on what everybody has': allowing({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    },
    undetermined: {
      'a principal from a dynamic reference': allowing({ Principal: { AWS: '{{resolve:ssm:reader}}' } }),
      'a policy from an import': { ResourcePolicy: { PolicyDocument: { 'Fn::ImportValue': 'Policy' } } },
      'replicas from an import': {
        Resources: {
          Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: { 'Fn::ImportValue': 'Replicas' } } },
        },
      },
    },
  },
  { account: '111122223333' },
);
