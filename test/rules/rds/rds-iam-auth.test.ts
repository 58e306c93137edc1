import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-iam-auth';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    PostgreSQL: { Engine: 'postgres', EngineVersion: '17.4', EnableIAMDatabaseAuthentication: true },
    'MariaDB 10.11': { Engine: 'mariadb', EngineVersion: '10.11', EnableIAMDatabaseAuthentication: true },
    'an L2 with it': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        iamAuthentication: true,
      }),
  },
  noncompliant: {
    'MariaDB 10.6, which has none': {
      Engine: 'mariadb',
      EngineVersion: '10.6.20',
      EnableIAMDatabaseAuthentication: true,
    },
    'MariaDB 10.11 as it comes': { Engine: 'mariadb', EngineVersion: '10.11.14' },
    'switched off': { Engine: 'postgres', EngineVersion: '17.4', EnableIAMDatabaseAuthentication: false },
    'an L2 as it comes': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
      }),
  },
  undetermined: {
    'an engine from elsewhere': { Engine: { 'Fn::ImportValue': 'Engine' } },
    'an engine of what it is made from': { DBSnapshotIdentifier: 'snapshot' },
    'only deployment knows': {
      Engine: 'postgres',
      EngineVersion: '17.4',
      EnableIAMDatabaseAuthentication: { 'Fn::ImportValue': 'On' },
    },
  },
  notApplicable: {
    'SQL Server has none': { Engine: 'sqlserver-se' },
    'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' },
  },
});
