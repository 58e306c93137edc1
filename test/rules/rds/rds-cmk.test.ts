import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/rds/rds-cmk';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a key of the stack': (stack) =>
      new DatabaseInstance(stack, 'Database', {
        vpc: new Vpc(stack, 'Vpc'),
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
        storageEncryptionKey: new Key(stack, 'Key'),
      }),
    'an alias of the customer with a part from elsewhere': { KmsKeyId: { 'Fn::Sub': 'alias/orders-${AWS::Region}' } },
    'an alias of the customer': { Engine: 'postgres', EngineVersion: '17.4', KmsKeyId: 'alias/orders' },
  },
  noncompliant: {
    'no key': { Engine: 'postgres', EngineVersion: '17.4', StorageEncrypted: true },
    'the key that AWS manages': { Engine: 'postgres', EngineVersion: '17.4', KmsKeyId: 'alias/aws/rds' },
  },
  undetermined: {
    'a replica': { SourceDBInstanceIdentifier: 'other' },
    'a key from elsewhere': { KmsKeyId: { 'Fn::ImportValue': 'Key' } },
    'an alias from elsewhere': { KmsKeyId: { 'Fn::Sub': 'alias/${Alias}' } },
  },
  notApplicable: { 'a member of a cluster': { Engine: 'aurora-postgresql', DBClusterIdentifier: 'orders' } },
});
