import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/kms/key-policy-no-wildcard-principal';
import { KeyUse, SecureKey } from '../../../lib';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'the account itself': (stack) => new Key(stack, 'Key'),
    'everybody of one organization': {
      KeyPolicy: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 'kms:Decrypt',
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
          },
        ],
      },
    },
    'everybody, narrowed to service-linked roles that may not exist yet': (stack) => {
      new SecureKey(stack, 'Key').allow(KeyUse.EC2_LAUNCHES);
    },
    'a Deny for everybody': { KeyPolicy: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 'kms:*' }] } },
  },
  noncompliant: {
    everybody: (stack) => {
      new Key(stack, 'Key').addToResourcePolicy(
        new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['kms:Decrypt'], resources: ['*'] }),
      );
    },
    'everybody, in a list': {
      KeyPolicy: { Statement: { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 'kms:*' } },
    },
    'everybody but one': {
      KeyPolicy: { Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: '1' }, Action: 'kms:*' }] },
    },
    'a condition that lets everybody without the key in': {
      KeyPolicy: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 'kms:Decrypt',
            Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } },
          },
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
    'a policy from elsewhere': { KeyPolicy: { 'Fn::ImportValue': 'Policy' } },
  },
});
