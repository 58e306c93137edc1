import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { judge } from '../../../lib/compliance/evaluate';
import { SecurityPolicy } from '../../../lib/policy/security-policy';
import rule from '../../../lib/rules/kms/kms-key-policy-no-wildcard-principal';
import { KeyUse, SecureKey } from '../../../lib';
import type { JsonObject } from '../../../lib/template/model/json';
import { templateSet } from '../../../lib/template/source/load';
import { testRule } from '../test-rule';
import { relationsIn } from '../../../lib/template/read/relations';

function allow(changes: JsonObject): JsonObject {
  return {
    KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*', ...changes }] },
  };
}

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
    'callers of one account through one service': allow({
      Condition: {
        StringEquals: {
          'kms:CallerAccount': { Ref: 'AWS::AccountId' },
          'kms:ViaService': 's3.eu-central-1.amazonaws.com',
        },
      },
    }),
    'a role of another account': allow({ Principal: { AWS: 'arn:aws:iam::444455556666:role/Reader' } }),
    'a service': allow({ Principal: { Service: 'logs.eu-central-1.amazonaws.com' } }),
    'text of a policy for the account itself': {
      KeyPolicy: {
        'Fn::Sub': JSON.stringify({
          Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::${AWS::AccountId}:root' }, Action: 'kms:*' }],
        }),
      },
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
    'text of a policy': { KeyPolicy: JSON.stringify(allow({})['KeyPolicy']) },
    'all actions but one': allow({ Action: [], NotAction: 'kms:CreateKey' }),
    'grants for everybody': allow({ Action: 'kms:CreateGrant' }),
    'a pattern that every organization fits': allow({ Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }),
    'twelve question marks': allow({ Condition: { StringLike: { 'kms:CallerAccount': '????????????' } } }),
    'any ARN': allow({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*' } } }),
    'one service, of whatever account': allow({
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
    }),
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
    'the whole of another account, unless it is the own one': allow({
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: 'kms:*',
    }),
    'an import': allow({ Principal: { AWS: { 'Fn::ImportValue': 'Principal' } } }),
    'a pattern from a parameter': {
      Parameters: { Pattern: { Type: 'String' } },
      Resources: {
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: allow({ Condition: { StringLike: { 'aws:PrincipalOrgID': { Ref: 'Pattern' } } } }),
        },
      },
    },
    'text that is no policy': { KeyPolicy: 'nonsense' },
    'a policy from elsewhere': { KeyPolicy: { 'Fn::ImportValue': 'Policy' } },
  },
});

test.each([
  ['444455556666', [['fail', 'expected named principals or a condition on the caller, got all of 444455556666']]],
  ['111122223333', [['pass', '']]],
])('the whole of %s, in an assembly for 111122223333', (AWS, outcomes) => {
  const Key = { Type: 'AWS::KMS::Key', Properties: allow({ Principal: { AWS }, Action: 'kms:*' }) };
  const set = templateSet([{ path: 'case.json', account: '111122223333', document: { Resources: { Key } } }]);
  const context = { policy: SecurityPolicy.CLOUDNEXUS, relations: relationsIn(set) };
  const keys = set.templates.flatMap((template) => template.resourcesOfType('AWS::KMS::Key'));
  const results = keys.flatMap((key) => judge(rule, key, context));
  expect(results.map(({ outcome, message }) => [outcome, message])).toEqual(outcomes);
});
