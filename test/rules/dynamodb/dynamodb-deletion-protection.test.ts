import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import rule from '../../../lib/rules/dynamodb/dynamodb-deletion-protection';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 that is protected': (stack) =>
      new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING }, deletionProtection: true }),
    'a global table': {
      Resources: {
        Table: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { Replicas: [{ DeletionProtectionEnabled: true }] } },
      },
    },
  },
  noncompliant: {
    'as it comes': (stack) => new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
    'one replica of two': {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: { Replicas: [{ DeletionProtectionEnabled: true }, { DeletionProtectionEnabled: false }] },
        },
      },
    },
  },
});
