import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/iam-auth';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    PostgreSQL: { Engine: 'postgres', EngineVersion: '17.4', EnableIAMDatabaseAuthentication: true },
    'an L2 with it': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        iamAuthentication: true,
      }),
  },
  noncompliant: {
    'switched off': { Engine: 'postgres', EngineVersion: '17.4', EnableIAMDatabaseAuthentication: false },
    'an L2 as it comes': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
      }),
  },
  undetermined: {
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
