import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-storage-encrypted';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    encrypted: { Engine: 'postgres', EngineVersion: '17.4', StorageEncrypted: true },
    'an L2 with encryption': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        storageEncrypted: true,
      }),
  },
  noncompliant: {
    'not encrypted': { Engine: 'postgres', EngineVersion: '17.4', StorageEncrypted: false },
    'a cluster with a name of its own': {
      Resources: {
        Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'mysql', DBClusterIdentifier: 'orders' } },
      },
    },
    'an L2 as it comes': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
      }),
  },
  undetermined: {
    'restored from a snapshot': { DBSnapshotIdentifier: 'snapshot' },
    'a parameter decides': {
      Engine: 'postgres',
      EngineVersion: '17.4',
      StorageEncrypted: { 'Fn::ImportValue': 'Encrypted' },
    },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
