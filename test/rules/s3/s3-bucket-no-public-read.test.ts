import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-no-public-read';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';
import { NEVER_CREATED, BUCKET_AND_OBJECTS, bucketWithPolicy } from './bucket-with-policy';

const GRANT = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: BUCKET_AND_OBJECTS };

function policyText(statement: Json): JsonObject {
  const PolicyDocument = typeof statement === 'string' ? statement : JSON.stringify({ Statement: [statement] });
  const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Subject' }, PolicyDocument } };
  return { Resources: { Subject: { Type: 'AWS::S3::Bucket' }, Policy } };
}

testRule(rule, {
  compliant: {
    'the defaults of the CDK': (stack) => new Bucket(stack, 'Bucket', { enforceSSL: true }),
    'a private ACL': { AccessControl: 'Private' },
    'everybody, for something else': bucketWithPolicy({ ...GRANT, Action: 's3:PutObject' }),
    'everybody in the organization': bucketWithPolicy({
      ...GRANT,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    }),
    'everybody through the access points of an account': bucketWithPolicy({
      ...GRANT,
      Action: '*',
      Condition: { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } },
    }),
    'everybody in one network': bucketWithPolicy({
      ...GRANT,
      Condition: { IpAddress: { 'aws:SourceIp': '44.1.0.0/16' } },
    }),
    'everybody, and a Deny for all outside the organization': bucketWithPolicy([
      GRANT,
      {
        ...GRANT,
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      },
    ]),
    'all actions but those that read': bucketWithPolicy({
      Effect: 'Allow',
      Principal: '*',
      NotAction: ['s3:Get*', 's3:List*'],
      Resource: '*',
    }),
    'an empty list of principals': bucketWithPolicy({ ...GRANT, Principal: { AWS: [] } }),
    'text of a policy for one account': policyText({ ...GRANT, Principal: { AWS: '111122223333' }, Resource: '*' }),
  },
  noncompliant: {
    'a public ACL': { AccessControl: 'PublicRead' },
    'a statement for everybody of the CDK': (stack) =>
      new Bucket(stack, 'Bucket').addToResourcePolicy(
        new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['s3:GetObject'], resources: ['*'] }),
      ),
    'a wildcard that includes it': bucketWithPolicy({ ...GRANT, Principal: { AWS: ['*'] }, Action: 's3:*' }),
    'all actions but one': bucketWithPolicy({
      Effect: 'Allow',
      Principal: '*',
      NotAction: 's3:CreateBucket',
      Resource: '*',
    }),
    'text of a policy': policyText({ ...GRANT, Resource: '*' }),
    'an action in other letters, with wildcards inside': bucketWithPolicy({ ...GRANT, Action: 'S3:g?t*ct' }),
    'a pattern for the organization that every one fits': bucketWithPolicy({
      ...GRANT,
      Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } },
    }),
    'twelve question marks for the account': bucketWithPolicy({
      ...GRANT,
      Condition: { StringLike: { 'aws:PrincipalAccount': '????????????' } },
    }),
    'any ARN for the principal': bucketWithPolicy({
      ...GRANT,
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*' } },
    }),
    'a condition for callers who have the key': bucketWithPolicy({
      ...GRANT,
      Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    }),
    'two halves of the internet': bucketWithPolicy({
      ...GRANT,
      Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
    }),
    'a Deny for part of it': bucketWithPolicy([
      GRANT,
      { ...GRANT, Effect: 'Deny', Resource: { 'Fn::Sub': '${Subject.Arn}/private/*' } },
    ]),
    'everybody but one principal': bucketWithPolicy({
      Effect: 'Allow',
      NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:GetObject',
      Resource: '*',
    }),
  },
  undetermined: {
    'principal from a parameter': bucketWithPolicy({ ...GRANT, Principal: { AWS: { Ref: 'Unknown' } } }),
    'action from a parameter': bucketWithPolicy({ ...GRANT, Action: { Ref: 'Unknown' } }),
    'ACL from a parameter': bucketWithPolicy([], { AccessControl: { Ref: 'Unknown' } }),
    'organization of a pattern from a parameter': bucketWithPolicy({
      ...GRANT,
      Condition: { StringLike: { 'aws:PrincipalOrgID': { Ref: 'Unknown' } } },
    }),
    'principal from an import': bucketWithPolicy({ ...GRANT, Principal: { AWS: { 'Fn::ImportValue': 'Principal' } } }),
    'conditions from a macro': bucketWithPolicy({ ...GRANT, Condition: { 'Fn::Transform': { Name: 'Macro' } } }),
    'text that is no policy': policyText('nonsense'),
    'a Deny from a parameter': bucketWithPolicy([GRANT, { ...GRANT, Effect: { Ref: 'Unknown' }, Action: 's3:*' }]),
    'statements from a parameter': bucketWithPolicy({ Ref: 'Unknown' }),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
