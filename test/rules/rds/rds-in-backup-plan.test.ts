import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-in-backup-plan';
import { judge } from '../../../lib/compliance/evaluate';
import { SecurityPolicy } from '../../../lib/policy/security-policy';
import type { JsonObject } from '../../../lib/template/model/json';
import { relationsIn } from '../../../lib/template/read/relations';
import { templateSet } from '../../../lib/template/source/load';
import { judgeCase, testRule } from '../test-rule';

function selected(BackupSelection: JsonObject, properties: JsonObject = {}): JsonObject {
  return {
    Resources: {
      Subject: { Type: 'AWS::RDS::DBInstance', Properties: properties },
      Selection: { Type: 'AWS::Backup::BackupSelection', Properties: { BackupPlanId: 'plan', BackupSelection } },
    },
  };
}

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
    'all of its account and Region': selected({
      Resources: [{ 'Fn::Sub': 'arn:aws:rds:${AWS::Region}:${AWS::AccountId}:db:*' }],
    }),
    'those whose names begin like its own': selected(
      { Resources: ['arn:aws:rds:*:*:db:ord*'] },
      { DBInstanceIdentifier: 'orders' },
    ),
    'everything with a tag like its own': selected(
      {
        Resources: ['*'],
        Conditions: { StringLike: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'd*' }] },
      },
      { Tags: [{ Key: 'backup', Value: 'daily' }] },
    ),
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
    'those whose names begin otherwise': selected(
      { Resources: ['arn:aws:rds:*:*:db:users*'] },
      { DBInstanceIdentifier: 'orders' },
    ),
    'everything without a tag that it has': selected(
      {
        Resources: ['*'],
        Conditions: { StringNotEquals: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'no' }] },
      },
      { Tags: [{ Key: 'backup', Value: 'no' }] },
    ),
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
    'another account, where only deployment knows the own one': selected({
      Resources: ['arn:aws:rds:*:222222222222:db:*'],
    }),
    'a tag from a parameter': {
      Parameters: { Tag: { Type: 'String', Default: 'daily' } },
      ...selected(
        { ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }] },
        { Tags: [{ Key: 'backup', Value: { Ref: 'Tag' } }] },
      ),
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
              Conditions: { NumericEquals: [{ ConditionKey: 'aws:ResourceTag/backup', ConditionValue: 'y*' }] },
            },
          },
        },
      },
    },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});

test.each([
  ['of the same account', '111122223333', 'eu-central-1', 'pass'],
  ['of another account', '222222222222', 'eu-central-1', 'fail'],
  ['of another Region', '111122223333', 'eu-west-1', 'fail'],
])('a selection %s', (_, account, region, outcome) => {
  const Subject = { Type: 'AWS::RDS::DBInstance', Properties: {} };
  const Properties = { BackupPlanId: 'plan', BackupSelection: { Resources: ['*'] } };
  const Selection = { Type: 'AWS::Backup::BackupSelection', Properties };
  const set = templateSet([
    { path: 'database.json', document: { Resources: { Subject } }, account: '111122223333', region: 'eu-central-1' },
    { path: 'plan.json', document: { Resources: { Selection } }, account, region },
  ]);
  const [definition] = set.templates.flatMap((template) => template.resourcesOfType('AWS::RDS::DBInstance'));
  const context = { policy: SecurityPolicy.CLOUDNEXUS, relations: relationsIn(set) };
  const results = definition === undefined ? [] : judge(rule, definition, context);
  expect(results.map((result) => result.outcome)).toEqual([outcome]);
});

test.each<[string, (at: number) => JsonObject, string]>([
  ['that each name one', (at) => ({ Resources: [{ 'Fn::GetAtt': [`Database${at}`, 'DBInstanceArn'] }] }), 'pass'],
  ['that each have a pattern', (at) => ({ Resources: [`arn:aws:rds:*:*:db:x${at}*`] }), 'undetermined'],
])('5,000 selections %s take no more than a moment', (_, selection, outcome) => {
  const resources = Array.from({ length: 5_000 }, (__, at): [string, JsonObject][] => [
    [`Database${at}`, { Type: 'AWS::RDS::DBInstance', Properties: {} }],
    [
      `Selection${at}`,
      { Type: 'AWS::Backup::BackupSelection', Properties: { BackupPlanId: 'plan', BackupSelection: selection(at) } },
    ],
  ]);
  const start = performance.now();
  const results = judgeCase(rule, { Resources: Object.fromEntries(resources.flat()) });
  expect(performance.now() - start).toBeLessThan(30_000);
  expect(new Set(results.map((result) => result.outcome))).toEqual(new Set([outcome]));
});
