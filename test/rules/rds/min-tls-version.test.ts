import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/min-tls-version';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'PostgreSQL from 1.3': {
      Resources: {
        Group: {
          Type: 'AWS::RDS::DBParameterGroup',
          Properties: { Parameters: { ssl_min_protocol_version: 'TLSv1.3' } },
        },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'postgres', EngineVersion: '17.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'an L2 with it': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        parameters: { ssl_min_protocol_version: 'TLSv1.3' },
      }),
    'MySQL with 1.3 alone': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { tls_version: 'TLSv1.3' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'mysql', EngineVersion: '8.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'SQL Server without 1.0 and 1.1': {
      Resources: {
        Group: {
          Type: 'AWS::RDS::DBParameterGroup',
          Properties: { Parameters: { 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' } },
        },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'sqlserver-se', EngineVersion: '16.00', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
  },
  noncompliant: {
    'PostgreSQL from 1.2': {
      Resources: {
        Group: {
          Type: 'AWS::RDS::DBParameterGroup',
          Properties: { Parameters: { ssl_min_protocol_version: 'TLSv1.2' } },
        },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'postgres', EngineVersion: '17.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'PostgreSQL as it comes': { Engine: 'postgres', EngineVersion: '17.4' },
    'MySQL with 1.2 and 1.3': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { tls_version: 'TLSv1.2,TLSv1.3' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'mysql', EngineVersion: '8.4', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
    'SQL Server with 1.1': {
      Resources: {
        Group: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { 'rds.tls10': 'disabled' } } },
        Database: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { Engine: 'sqlserver-se', EngineVersion: '16.00', DBParameterGroupName: { Ref: 'Group' } },
        },
      },
    },
  },
  undetermined: {
    'a group from elsewhere': { Engine: 'mysql', DBParameterGroupName: { 'Fn::ImportValue': 'Group' } },
    'no engine': { DBSnapshotIdentifier: 'snapshot' },
  },
  notApplicable: {
    Oracle: { Engine: 'oracle-ee' },
    'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' },
  },
});
