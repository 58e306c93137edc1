import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-deletion-protection';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    protected: { Engine: 'postgres', EngineVersion: '17.4', DeletionProtection: true },
    'an L2 that is protected': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        deletionProtection: true,
      }),
  },
  noncompliant: {
    'not protected': { Engine: 'postgres', EngineVersion: '17.4', DeletionProtection: false },
    'as it comes': { Engine: 'postgres', EngineVersion: '17.4' },
  },
  undetermined: {
    'only deployment knows': {
      Engine: 'postgres',
      EngineVersion: '17.4',
      DeletionProtection: { 'Fn::ImportValue': 'On' },
    },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
