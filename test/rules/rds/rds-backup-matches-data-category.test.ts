import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Duration, Tags } from 'aws-cdk-lib';
import rule from '../../../lib/rules/rds/rds-backup-matches-data-category';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    '35 days of data that is kept': {
      BackupRetentionPeriod: 35,
      Tags: [{ Key: 'data-category', Value: 'customer-workloads' }],
    },
    '30 days of data that goes after 30': {
      BackupRetentionPeriod: 30,
      Tags: [
        { Key: 'data-category', Value: 'pii' },
        { Key: 'data-delete-after-days', Value: '30' },
        { Key: 'data-purpose', Value: 'support' },
      ],
    },
    'an L2 with a tag': (stack) => {
      Tags.of(stack).add('data-category', 'customer-workloads');
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        backupRetention: Duration.days(35),
      });
    },
  },
  noncompliant: {
    '31 days of data that goes after 30': {
      BackupRetentionPeriod: 31,
      Tags: [
        { Key: 'data-category', Value: 'pii' },
        { Key: 'data-delete-after-days', Value: '30' },
        { Key: 'data-purpose', Value: 'support' },
      ],
    },
  },
  undetermined: { 'no tag': { BackupRetentionPeriod: 7 } },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
