import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/kms/kms-key-policy-separates-duties';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'the account itself': (stack) => new Key(stack, 'Key'),
    'a role that only uses the key': (stack) => {
      new Key(stack, 'Key').grantEncryptDecrypt(
        new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      );
    },
  },
  noncompliant: {
    'a role with every right': (stack) => {
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      new Key(stack, 'Key').addToResourcePolicy(
        new PolicyStatement({ principals: [role], actions: ['kms:*'], resources: ['*'] }),
      );
    },
    'a role that gets both in two statements': {
      KeyPolicy: {
        Statement: [
          { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/a' }, Action: 'kms:PutKeyPolicy' },
          { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/a' }, Action: 'kms:Decrypt' },
        ],
      },
    },
  },
  undetermined: {
    'a principal from a parameter': {
      Parameters: { Admin: { Type: 'String' } },
      Resources: {
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: {
            KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: { AWS: { Ref: 'Admin' } }, Action: 'kms:*' }] },
          },
        },
      },
    },
  },
});
