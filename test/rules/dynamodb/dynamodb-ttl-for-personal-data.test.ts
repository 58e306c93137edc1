import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Tags } from 'aws-cdk-lib';
import rule from '../../../lib/rules/dynamodb/dynamodb-ttl-for-personal-data';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'an L2 with an expiry': (stack) => {
      Tags.of(stack).add('data-category', 'pii');
      Tags.of(stack).add('data-delete-after-days', '30');
      Tags.of(stack).add('data-purpose', 'support');
      const partitionKey = { name: 'id', type: AttributeType.STRING };
      new Table(stack, 'Table', { partitionKey, timeToLiveAttribute: 'expiresAt' });
    },
  },
  noncompliant: {
    'no expiry': { Tags: [{ Key: 'data-category', Value: 'support-and-billing-records' }] },
    'an expiry that is off': {
      Tags: [{ Key: 'data-category', Value: 'support-and-billing-records' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: false },
    },
    'a global table': {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: { Replicas: [{ Tags: [{ Key: 'data-category', Value: 'support-and-billing-records' }] }] },
        },
      },
    },
  },
  undetermined: {
    'a category from an import, in a global table': {
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: { Replicas: [{ Tags: [{ Key: 'data-category', Value: { 'Fn::ImportValue': 'Category' } }] }] },
        },
      },
    },
  },
  notApplicable: {
    'data without a day of deletion': { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] },
    'no category': {},
  },
});
