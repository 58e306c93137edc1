import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import rule from '../../../lib/rules/dynamodb/dynamodb-in-backup-plan';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'named by an L2': (stack) => {
      const table = new Table(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
      const plan = BackupPlan.daily35DayRetention(stack, 'Plan');
      plan.addSelection('Selection', { resources: [BackupResource.fromDynamoDbTable(table)] });
    },
    'a global table by the tag of a replica': {
      Resources: {
        Subject: {
          Type: 'AWS::DynamoDB::GlobalTable',
          Properties: { Replicas: [{ Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] }] },
        },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: 'plan',
            BackupSelection: {
              ListOfTags: [
                { ConditionType: 'STRINGEQUALS', ConditionKey: 'data-category', ConditionValue: 'customer-workloads' },
              ],
            },
          },
        },
      },
    },
  },
  noncompliant: { 'no selection': {} },
});
