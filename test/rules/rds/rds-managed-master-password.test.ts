import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import rule from '../../../lib/rules/rds/rds-managed-master-password';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'managed by RDS': { Engine: 'postgres', EngineVersion: '17.4', ManageMasterUserPassword: true },
    'a secret that an L2 makes': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
      }),
    'a reference to Secrets Manager': { MasterUserPassword: '{{resolve:secretsmanager:orders:SecretString:password}}' },
  },
  noncompliant: {
    'a literal': { Engine: 'postgres', EngineVersion: '17.4', MasterUserPassword: 'correct horse' },
    nothing: { Engine: 'postgres', EngineVersion: '17.4' },
    'a parameter': {
      Parameters: { Password: { Type: 'String', NoEcho: true } },
      Resources: {
        Database: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: { Ref: 'Password' } } },
      },
    },
  },
  undetermined: { 'only deployment knows': { ManageMasterUserPassword: { 'Fn::ImportValue': 'Managed' } } },
  notApplicable: {
    'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' },
    'restored from a snapshot': { DBSnapshotIdentifier: 'snapshot' },
  },
});
