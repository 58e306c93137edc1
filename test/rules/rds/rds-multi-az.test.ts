import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-multi-az';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a standby': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        multiAz: true,
      }),
    'an Aurora cluster of two': (stack) =>
      new DatabaseCluster(stack, 'Cluster', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
        writer: ClusterInstance.serverlessV2('Writer'),
        readers: [ClusterInstance.serverlessV2('Reader')],
      }),
    'a cluster that RDS spreads itself': {
      Resources: { Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'mysql' } } },
    },
  },
  noncompliant: {
    'a replica in one zone': { SourceDBInstanceIdentifier: 'other' },
    'one zone': { Engine: 'postgres', EngineVersion: '17.4', MultiAZ: false },
    'an L2 as it comes': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
      }),
    'an Aurora cluster of one': (stack) =>
      new DatabaseCluster(stack, 'Cluster', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
        writer: ClusterInstance.serverlessV2('Writer'),
      }),
  },
  undetermined: {
    'only deployment knows': { Engine: 'postgres', EngineVersion: '17.4', MultiAZ: { 'Fn::ImportValue': 'Standby' } },
  },
  notApplicable: { 'a member of a cluster': { DBClusterIdentifier: 'orders' } },
});
