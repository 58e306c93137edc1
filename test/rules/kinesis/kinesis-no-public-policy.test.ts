import { AnyPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import rule from '../../../lib/rules/kinesis/kinesis-no-public-policy';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const STREAM = 'arn:aws:kinesis:eu-central-1:111122223333:stream/orders';

function allow(changes: JsonObject): JsonObject {
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: 'kinesis:GetRecords', Resource: STREAM, ...changes }];
  return { ResourceArn: STREAM, ResourcePolicy: { Statement } };
}

testRule(
  rule,
  {
    compliant: {
      'a role, by the L2': (stack) => {
        const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
        new Stream(stack, 'Stream').addToResourcePolicy(
          new PolicyStatement({ principals: [role], actions: ['kinesis:GetRecords'], resources: [STREAM] }),
        );
      },
      'the own account': allow({ Principal: { AWS: '111122223333' } }),
      'a role of another account': allow({ Principal: { AWS: 'arn:aws:iam::444455556666:role/Reader' } }),
      'everybody of one organization': allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      'everybody is denied': allow({ Effect: 'Deny' }),
    },
    noncompliant: {
      'everybody, by the L2': (stack) =>
        new Stream(stack, 'Stream').addToResourcePolicy(
          new PolicyStatement({
            principals: [new AnyPrincipal()],
            actions: ['kinesis:GetRecords'],
            resources: [STREAM],
          }),
        ),
      'everybody, in text': { ResourceArn: STREAM, ResourcePolicy: JSON.stringify(allow({})['ResourcePolicy']) },
      'everybody, to write': allow({ Action: ['kinesis:PutRecord*'] }),
      'everybody but one': allow({ Principal: [], NotPrincipal: { AWS: '111122223333' } }),
      'the whole of another account': allow({ Principal: { AWS: 'arn:aws:iam::444455556666:root' } }),
      'any organization': allow({ Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }),
    },
    undetermined: {
      'a principal from an import': allow({ Principal: { AWS: { 'Fn::ImportValue': 'Reader' } } }),
      'a policy from a macro': { ResourceArn: STREAM, ResourcePolicy: { 'Fn::Transform': { Name: 'Macro' } } },
    },
  },
  { account: '111122223333' },
);
