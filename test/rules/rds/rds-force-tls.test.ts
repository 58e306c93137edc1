import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-force-tls';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'PostgreSQL that forces it': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { 'rds.force_ssl': '1' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'postgres', EngineVersion: '14.2', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'PostgreSQL 15, which forces it by default': { Engine: 'postgres', EngineVersion: '15.2' },
    'an L2 that forces it': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        parameters: { 'rds.force_ssl': '1' },
      }),
    'Aurora PostgreSQL in the group of the cluster': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBClusterParameterGroup', Properties: { Parameters: { 'rds.force_ssl': 1 } } },
        Database: {
          Type: 'AWS::RDS::DBCluster',
          Properties: {
            Engine: 'aurora-postgresql',
            EngineVersion: '16.1',
            DBClusterParameterGroupName: { Ref: 'Group' },
          },
        },
      },
    },
    MySQL: {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { require_secure_transport: 'ON' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'mysql', EngineVersion: '8.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'MariaDB 11.8, which forces it by default': { Engine: 'mariadb', EngineVersion: '11.8.2' },
    'SQL Server': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { 'rds.force_ssl': '1' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'sqlserver-se', EngineVersion: '16.00', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'a proxy': { Resources: { Proxy: { Type: 'AWS::RDS::DBProxy', Properties: { RequireTLS: true } } } },
  },
  noncompliant: {
    'PostgreSQL 14 as it comes': { Engine: 'postgres', EngineVersion: '14.9' },
    'PostgreSQL that switches it off': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { 'rds.force_ssl': '0' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'postgres', EngineVersion: '17.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'Aurora PostgreSQL 16 as it comes': {
      Resources: {
        Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql', EngineVersion: '16.9' } },
      },
    },
    'MySQL with a group of something else': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { max_connections: '10' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'mysql', EngineVersion: '8.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'MySQL in other letters': { Engine: 'MySQL', EngineVersion: '8.0' },
    'MariaDB 11.7': { Engine: 'mariadb', EngineVersion: '11.7' },
    'the group of the engine': { Engine: 'mysql', EngineVersion: '8.4', DBParameterGroupName: 'default.mysql8.4' },
    'a proxy without': { Resources: { Proxy: { Type: 'AWS::RDS::DBProxy', Properties: { RequireTLS: false } } } },
  },
  undetermined: {
    'a group from elsewhere': { Engine: 'mysql', DBParameterGroupName: 'ours' },
    'PostgreSQL of no stated version': { Engine: 'postgres' },
    'MariaDB 11, of which a later one forces it': { Engine: 'mariadb', EngineVersion: '11' },
    'no engine': { DBSnapshotIdentifier: 'snapshot' },
    Oracle: { Engine: 'oracle-ee' },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
