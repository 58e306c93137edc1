import { AttributeType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/dynamodb/dynamodb-cmk';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a key of the stack': (stack) =>
      new Table(stack, 'Table', {
        partitionKey: { name: 'id', type: AttributeType.STRING },
        encryption: TableEncryption.CUSTOMER_MANAGED,
        encryptionKey: new Key(stack, 'Key'),
      }),
    'a global table with a key for its replica': {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: {
            SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
            Replicas: [{ Region: 'eu-west-1', SSESpecification: { KMSMasterKeyId: 'alias/orders' } }],
          },
        },
      },
    },
  },
  noncompliant: {
    'as it comes': (stack) => new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
    'the key that AWS manages': (stack) =>
      new Table(stack, 'Table', {
        partitionKey: { name: 'id', type: AttributeType.STRING },
        encryption: TableEncryption.AWS_MANAGED,
      }),
    'a key that is switched off': { SSESpecification: { SSEEnabled: false, KMSMasterKeyId: 'alias/orders' } },
    'a replica without a key': {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: {
            SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
            Replicas: [
              { Region: 'eu-west-1', SSESpecification: { KMSMasterKeyId: 'alias/orders' } },
              { Region: 'eu-central-1' },
            ],
          },
        },
      },
    },
  },
  undetermined: {
    'a key from an import': { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { 'Fn::ImportValue': 'Key' } } },
    'only deployment knows': { SSESpecification: { SSEEnabled: { 'Fn::ImportValue': 'On' } } },
  },
});
