import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-not-public';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'not public': { Engine: 'postgres', EngineVersion: '17.4', PubliclyAccessible: false },
    'an L2 that says so': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        publiclyAccessible: false,
      }),
    'a member of a cluster that says so': { DBClusterIdentifier: 'orders', PubliclyAccessible: false },
  },
  noncompliant: {
    public: { Engine: 'postgres', EngineVersion: '17.4', PubliclyAccessible: true },
    'left to the subnets': { Engine: 'postgres', EngineVersion: '17.4' },
    'a public cluster': {
      Resources: { Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { PubliclyAccessible: true } } },
    },
  },
  undetermined: {
    'only deployment knows': {
      Engine: 'postgres',
      EngineVersion: '17.4',
      PubliclyAccessible: { 'Fn::ImportValue': 'Public' },
    },
  },
  notApplicable: { 'an Aurora cluster': { Resources: { Cluster: { Type: 'AWS::RDS::DBCluster' } } } },
});
