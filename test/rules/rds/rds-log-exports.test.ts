import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-log-exports';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const EXPORTED = ['audit', 'error', 'slowquery'];
const AUDIT = [{ OptionName: 'MARIADB_AUDIT_PLUGIN' }];
const WRITTEN = { slow_query_log: '1', log_output: 'FILE' };

function mysql(parameters: JsonObject, options: JsonObject, properties: JsonObject = {}): JsonObject {
  return {
    Resources: {
      Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: parameters } },
      Options: { Type: 'AWS::RDS::OptionGroup', Properties: options },
      Database: {
        Type: 'AWS::RDS::DBInstance',
        Properties: {
          Engine: 'mysql',
          EnableCloudwatchLogsExports: EXPORTED,
          DBParameterGroupName: { Ref: 'Group' },
          OptionGroupName: { Ref: 'Options' },
          ...properties,
        },
      },
    },
  };
}

function auroraMysql(parameters: JsonObject): JsonObject {
  return {
    Resources: {
      Group: { Type: 'AWS::RDS::DBClusterParameterGroup', Properties: { Parameters: parameters } },
      Cluster: {
        Type: 'AWS::RDS::DBCluster',
        Properties: {
          Engine: 'aurora-mysql',
          EnableCloudwatchLogsExports: EXPORTED,
          DBClusterParameterGroupName: { Ref: 'Group' },
        },
      },
    },
  };
}

testRule(rule, {
  compliant: {
    PostgreSQL: (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        cloudwatchLogsExports: ['postgresql', 'upgrade'],
      }),
    'MySQL without the general log': mysql(WRITTEN, { OptionConfigurations: AUDIT }),
    'Aurora MySQL': auroraMysql({ server_audit_logging: 'ON', slow_query_log: 1 }),
    'a Multi-AZ cluster of MySQL, which has no options': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBClusterParameterGroup', Properties: { Parameters: WRITTEN } },
        Cluster: {
          Type: 'AWS::RDS::DBCluster',
          Properties: {
            Engine: 'mysql',
            EnableCloudwatchLogsExports: EXPORTED,
            DBClusterParameterGroupName: { Ref: 'Group' },
          },
        },
      },
    },
    'Aurora PostgreSQL': { Engine: 'aurora-postgresql', EnableCloudwatchLogsExports: ['postgresql'] },
    'SQL Server Express has one log': { Engine: 'sqlserver-ex', EnableCloudwatchLogsExports: ['error'] },
  },
  noncompliant: {
    'MySQL with the options of the engine': mysql(WRITTEN, {}, { OptionGroupName: 'default:mysql-8-4' }),
    'MySQL that names no options': { Engine: 'mysql', EnableCloudwatchLogsExports: EXPORTED },
    'MySQL with other options': mysql(WRITTEN, { OptionConfigurations: [{ OptionName: 'MEMCACHED' }] }),
    'MySQL with slow queries in a table': mysql(
      { slow_query_log: '1', log_output: 'TABLE' },
      { OptionConfigurations: AUDIT },
    ),
    'MySQL without slow queries': mysql({ log_output: 'FILE' }, { OptionConfigurations: AUDIT }),
    'Aurora MySQL without an audit': auroraMysql({ slow_query_log: '1' }),
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
    'options from elsewhere': mysql(WRITTEN, {}, { OptionGroupName: 'ours' }),
    'options that only deployment knows': mysql(WRITTEN, {
      OptionConfigurations: [{ OptionName: { 'Fn::ImportValue': 'Option' } }],
    }),
    'parameters from elsewhere': mysql({}, { OptionConfigurations: AUDIT }, { DBParameterGroupName: 'ours' }),
    'no engine': { DBSnapshotIdentifier: 'snapshot' },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
