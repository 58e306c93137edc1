import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/kms/kms-key-policy-separates-duties';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const ROLE = 'arn:aws:iam::111122223333:role/a';

function statements(...all: JsonObject[]): JsonObject {
  return { KeyPolicy: { Statement: all.map((one) => ({ Effect: 'Allow', Principal: { AWS: ROLE }, ...one })) } };
}

testRule(rule, {
  compliant: {
    'two roles': statements(
      { Action: 'kms:PutKeyPolicy' },
      { Action: 'kms:Decrypt', Principal: { AWS: 'arn:aws:iam::111122223333:role/b' } },
    ),
    'administration and a Deny of use': statements(
      { Action: 'kms:PutKeyPolicy' },
      { Effect: 'Deny', Action: 'kms:Decrypt' },
    ),
    'all actions, and a Deny of those that use the key': statements(
      { Action: 'kms:*' },
      {
        Effect: 'Deny',
        Action: ['kms:*crypt*', 'kms:GenerateDataKey*', 'kms:GenerateMac', 'kms:Sign', 'kms:CreateGrant'],
      },
    ),
    'an administrator of the CDK': (stack) => {
      new Key(stack, 'Key').grantAdmin(
        new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      );
    },
    'grants that services make for themselves': statements(
      { Action: 'kms:PutKeyPolicy' },
      { Action: 'kms:CreateGrant', Condition: { Bool: { 'kms:GrantIsForAWSResource': true } } },
    ),
    'a service with every right': statements({ Principal: { Service: 'backup.amazonaws.com' }, Action: 'kms:*' }),
    'the account itself': (stack) => new Key(stack, 'Key'),
    'a role that only uses the key': (stack) => {
      new Key(stack, 'Key').grantEncryptDecrypt(
        new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      );
    },
  },
  noncompliant: {
    'the text of a policy': { KeyPolicy: JSON.stringify(statements({ Action: 'kms:*' })['KeyPolicy']) },
    'all actions but one': statements({ NotAction: 'kms:TagResource' }),
    'grants beside administration': statements({ Action: 'kms:ScheduleKeyDeletion' }, { Action: 'kms:CreateGrant' }),
    'grants under a condition that everybody meets': statements(
      { Action: 'kms:ScheduleKeyDeletion' },
      { Action: 'kms:CreateGrant', Condition: { Bool: { 'kms:GrantIsForAWSResource': false } } },
    ),
    'one role in two spellings': statements(
      { Action: 'kms:PutKeyPolicy' },
      { Action: 'kms:Decrypt', Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/a/session' } },
    ),
    'one role with a path and without': statements(
      { Action: 'kms:PutKeyPolicy', Principal: { AWS: 'arn:aws:iam::111122223333:role/team/a' } },
      { Action: 'kms:Decrypt' },
    ),
    'one role by its name and by its reference': {
      Resources: {
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'a' } },
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: statements(
            { Action: 'kms:PutKeyPolicy', Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
            { Action: 'kms:Decrypt', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/a' } } },
          ),
        },
      },
    },
    everybody: statements({ Principal: '*', Action: 'kms:*' }),
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
    'the whole of another account, unless it is the own one': statements({
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: 'kms:*',
    }),
    'one role by its name and by its reference, with a name from an import': {
      Resources: {
        Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: { 'Fn::ImportValue': 'Name' } } },
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: statements(
            { Action: 'kms:PutKeyPolicy', Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
            { Action: 'kms:Decrypt', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/a' } } },
          ),
        },
      },
    },
    'a policy from an import': { KeyPolicy: { 'Fn::ImportValue': 'Policy' } },
    'an administrator from a parameter beside a user': {
      Parameters: { Admin: { Type: 'String' } },
      Resources: {
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: statements(
            { Action: 'kms:PutKeyPolicy', Principal: { AWS: { Ref: 'Admin' } } },
            { Action: 'kms:Decrypt' },
          ),
        },
      },
    },
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
