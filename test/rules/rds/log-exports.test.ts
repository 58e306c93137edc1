import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/log-exports';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    PostgreSQL: (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        cloudwatchLogsExports: ['postgresql', 'upgrade'],
      }),
    'MySQL without the general log': { Engine: 'mysql', EnableCloudwatchLogsExports: ['audit', 'error', 'slowquery'] },
    'Aurora PostgreSQL': { Engine: 'aurora-postgresql', EnableCloudwatchLogsExports: ['postgresql'] },
    'SQL Server Express has one log': { Engine: 'sqlserver-ex', EnableCloudwatchLogsExports: ['error'] },
  },
  noncompliant: {
    nothing: { Engine: 'postgres', EngineVersion: '17.4' },
    'one of two': { Engine: 'postgres', EngineVersion: '17.4', EnableCloudwatchLogsExports: ['postgresql'] },
    'Oracle without audit': { Engine: 'oracle-ee', EnableCloudwatchLogsExports: ['alert', 'listener', 'trace'] },
  },
  undetermined: {
    'only deployment knows': {
      Engine: 'postgres',
      EngineVersion: '17.4',
      EnableCloudwatchLogsExports: { 'Fn::ImportValue': 'Logs' },
    },
    'no engine': { DBSnapshotIdentifier: 'snapshot' },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
