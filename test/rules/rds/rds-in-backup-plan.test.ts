import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-in-backup-plan';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'named by an L2': (stack) => {
      const database = new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
      });
      const plan = BackupPlan.daily35DayRetention(stack, 'Plan');
      plan.addSelection('Selection', { resources: [BackupResource.fromRdsDatabaseInstance(database)] });
    },
    'by its tag': {
      Resources: {
        Subject: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] },
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
    everything: {
      Resources: {
        Subject: { Type: 'AWS::RDS::DBInstance', Properties: {} },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: { BackupPlanId: 'plan', BackupSelection: { Resources: ['*'] } },
        },
      },
    },
    'all instances': {
      Resources: {
        Subject: { Type: 'AWS::RDS::DBInstance', Properties: {} },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: { BackupPlanId: 'plan', BackupSelection: { Resources: ['arn:aws:rds:*:*:db:*'] } },
        },
      },
    },
    'everything with a tag': {
      Resources: {
        Subject: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] },
        },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: 'plan',
            BackupSelection: {
              Resources: ['*'],
              Conditions: {
                StringEquals: [{ ConditionKey: 'aws:ResourceTag/data-category', ConditionValue: 'customer-workloads' }],
              },
            },
          },
        },
      },
    },
  },
  noncompliant: {
    'no selection': { Engine: 'postgres', EngineVersion: '17.4' },
    'all clusters': {
      Resources: {
        Subject: { Type: 'AWS::RDS::DBInstance', Properties: {} },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: { BackupPlanId: 'plan', BackupSelection: { Resources: ['arn:aws:rds:*:*:cluster:*'] } },
        },
      },
    },
    'by a tag that it does not have': {
      Resources: {
        Subject: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] },
        },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: 'plan',
            BackupSelection: {
              ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'yes' }],
            },
          },
        },
      },
    },
    'everything with another tag': {
      Resources: {
        Subject: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] },
        },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: 'plan',
            BackupSelection: {
              Resources: ['*'],
              Conditions: { StringEquals: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'yes' }] },
            },
          },
        },
      },
    },
    'everything but it': {
      Resources: {
        Subject: { Type: 'AWS::RDS::DBInstance', Properties: {} },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: 'plan',
            BackupSelection: { Resources: ['*'], NotResources: [{ 'Fn::GetAtt': ['Subject', 'DBInstanceArn'] }] },
          },
        },
      },
    },
  },
  undetermined: {
    'a selection that only deployment knows': {
      Resources: {
        Subject: { Type: 'AWS::RDS::DBInstance', Properties: {} },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: 'plan',
            BackupSelection: {
              Resources: [{ 'Fn::ImportValue': 'Databases' }],
              ListOfTags: [
                { ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: { 'Fn::ImportValue': 'Tag' } },
              ],
            },
          },
        },
      },
    },
    'another kind of condition': {
      Resources: {
        Subject: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] },
        },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: 'plan',
            BackupSelection: {
              Resources: ['*'],
              Conditions: { StringLike: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'y*' }] },
            },
          },
        },
      },
    },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
