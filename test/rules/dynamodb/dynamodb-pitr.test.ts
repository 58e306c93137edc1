import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import rule from '../../../lib/rules/dynamodb/dynamodb-pitr';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 with recovery': (stack) =>
      new Table(stack, 'Table', {
        partitionKey: { name: 'id', type: AttributeType.STRING },
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      }),
    'a global table': {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: { Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }] },
        },
      },
    },
  },
  noncompliant: {
    'as it comes': (stack) => new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
    'one replica of two': {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: {
            Replicas: [
              { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
              { Region: 'eu-west-1' },
            ],
          },
        },
      },
    },
  },
  undetermined: { 'only deployment knows': { PointInTimeRecoverySpecification: { 'Fn::ImportValue': 'Recovery' } } },
});
