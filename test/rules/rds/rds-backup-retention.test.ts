import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Duration } from 'aws-cdk-lib';
import rule from '../../../lib/rules/rds/rds-backup-retention';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    '7 days': { Engine: 'postgres', EngineVersion: '17.4', BackupRetentionPeriod: 7 },
    'an L2 with 35 days': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        backupRetention: Duration.days(35),
      }),
    '3 days of data that must be gone by then': {
      BackupRetentionPeriod: 3,
      Tags: [
        { Key: 'data-category', Value: 'pii' },
        { Key: 'data-delete-after-days', Value: '3' },
        { Key: 'data-purpose', Value: 'support' },
      ],
    },
  },
  noncompliant: {
    'a replica without backups': { SourceDBInstanceIdentifier: 'other' },
    '6 days': { Engine: 'postgres', EngineVersion: '17.4', BackupRetentionPeriod: 6 },
    none: { Engine: 'postgres', EngineVersion: '17.4', BackupRetentionPeriod: 0 },
    'an L2 as it comes': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
      }),
  },
  undetermined: {
    'days that a parameter has by default': {
      Parameters: { Days: { Type: 'Number', Default: 7 } },
      Resources: { Database: { Type: 'AWS::RDS::DBInstance', Properties: { BackupRetentionPeriod: { Ref: 'Days' } } } },
    },
    'a cluster that may be none': {
      Parameters: { Cluster: { Type: 'String' } },
      Resources: {
        Database: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Cluster' } } },
      },
    },
    'only deployment knows': { BackupRetentionPeriod: { 'Fn::ImportValue': 'Days' } },
  },
  notApplicable: {
    'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' },
  },
});
