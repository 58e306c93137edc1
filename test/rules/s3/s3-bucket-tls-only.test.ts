import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-tls-only';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';
import { NEVER_CREATED, bucketWithPolicy, deny } from './bucket-with-policy';

const WITHOUT_TLS = { Bool: { 'aws:SecureTransport': 'false' } };
const NAME = { 'Fn::Sub': '${AppName}-${AWS::Region}' };

/** A policy of a bucket that is in no template, by its name. */
function elsewhere(Statement: Json, Bucket: Json = 'archive'): JsonObject {
  return {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: { Statement } } } },
  };
}

function text(statement: JsonObject): JsonObject {
  const PolicyDocument = JSON.stringify({ Statement: [statement] });
  const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Subject' }, PolicyDocument } };
  return { Resources: { Subject: { Type: 'AWS::S3::Bucket' }, Policy } };
}

testRule(rule, {
  compliant: {
    'the text of a policy': text(deny(WITHOUT_TLS, { Resource: '*' })),
    'a Deny that spares the calls of AWS services among themselves': bucketWithPolicy(
      deny({ Bool: { 'aws:SecureTransport': 'false', 'aws:PrincipalIsAWSService': 'false' } }),
    ),
    'a Deny of everything that is no TLS 1.2 or newer': bucketWithPolicy(
      deny({ NumericLessThanIfExists: { 's3:TlsVersion': 1.2 } }),
    ),
    'a Deny of all actions but none of S3': bucketWithPolicy(deny(WITHOUT_TLS, { Action: [], NotAction: 'ec2:*' })),
    'a policy of a bucket that is elsewhere': elsewhere(
      deny(WITHOUT_TLS, { Resource: ['arn:aws:s3:::archive', 'arn:aws:s3:::archive/*'] }),
    ),
    'a policy of a bucket that a parameter names': elsewhere(
      deny(WITHOUT_TLS, { Resource: [{ 'Fn::Sub': 'arn:aws:s3:::${Name}' }, { 'Fn::Sub': 'arn:aws:s3:::${Name}/*' }] }),
      { Ref: 'Name' },
    ),
    'enforceSSL of the CDK': (stack) => new Bucket(stack, 'Bucket', { enforceSSL: true }),
    'a boolean false and every resource': bucketWithPolicy(
      deny({ Bool: { 'aws:SecureTransport': false } }, { Resource: '*', Principal: { AWS: '*' }, Action: ['*'] }),
    ),
    'one statement for the bucket, one for its objects': bucketWithPolicy([
      deny(WITHOUT_TLS, { Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Subject}' } }),
      deny(WITHOUT_TLS, { Resource: { 'Fn::Sub': 'arn:aws:s3:::${Subject}/*' } }),
    ]),
    'policy and bucket joined by the expression of the name': {
      Parameters: { AppName: { Type: 'String' } },
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket', Properties: { BucketName: NAME } },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: NAME,
            PolicyDocument: {
              Statement: deny(WITHOUT_TLS, {
                Resource: [
                  { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${AppName}-${AWS::Region}' },
                  { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${AppName}-${AWS::Region}/*' },
                ],
              }),
            },
          },
        },
      },
    },
    'policy and bucket joined by a parameter': {
      Parameters: { Name: { Type: 'String' } },
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'Name' } } },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: { Ref: 'Name' },
            PolicyDocument: {
              Statement: deny(WITHOUT_TLS, {
                Resource: [{ 'Fn::Sub': 'arn:aws:s3:::${Name}' }, { 'Fn::Sub': 'arn:aws:s3:::${Name}/*' }],
              }),
            },
          },
        },
      },
    },
  },
  noncompliant: {
    'a policy of a bucket that is elsewhere, for its objects alone': elsewhere(
      deny(WITHOUT_TLS, { Resource: 'arn:aws:s3:::archive/*' }),
    ),
    'a policy of a bucket that is elsewhere, without statements': elsewhere([]),
    'the text of a policy for one action': text(deny(WITHOUT_TLS, { Resource: '*', Action: 's3:GetObject' })),
    'a Deny of all actions but one': bucketWithPolicy(deny(WITHOUT_TLS, { Action: [], NotAction: 's3:PutObject' })),
    'an empty condition': bucketWithPolicy(deny({ Bool: { 'aws:SecureTransport': [] } })),
    'no policy': (stack) => new Bucket(stack, 'Bucket'),
    'policy on another bucket': (stack) => {
      new Bucket(stack, 'Bucket');
      new Bucket(stack, 'Other', { enforceSSL: true });
    },
    'only the objects': bucketWithPolicy(deny(WITHOUT_TLS, { Resource: { 'Fn::Sub': '${Subject.Arn}/*' } })),
    'only the bucket': bucketWithPolicy(deny(WITHOUT_TLS, { Resource: { 'Fn::GetAtt': ['Subject', 'Arn'] } })),
    'a bucket whose name begins alike': bucketWithPolicy(
      deny(WITHOUT_TLS, { Resource: ['arn:aws:s3:::media-old', 'arn:aws:s3:::media-old/*'] }),
      { BucketName: 'media' },
    ),
    'only reading': bucketWithPolicy(deny(WITHOUT_TLS, { Action: 's3:Get*' })),
    'only one principal': bucketWithPolicy(deny(WITHOUT_TLS, { Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
    'everybody but one principal': bucketWithPolicy({
      Effect: 'Deny',
      NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:*',
      Resource: '*',
      Condition: WITHOUT_TLS,
    }),
    'a second condition that narrows': bucketWithPolicy(
      deny({ ...WITHOUT_TLS, StringEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    ),
    'the condition the wrong way round': bucketWithPolicy(deny({ Bool: { 'aws:SecureTransport': 'true' } })),
    'an Allow with TLS in place of a Deny without': bucketWithPolicy(
      deny({ Bool: { 'aws:SecureTransport': 'true' } }, { Effect: 'Allow' }),
    ),
    'a policy under a condition': {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Condition: 'IsProduction',
          Properties: { Bucket: { Ref: 'Subject' }, PolicyDocument: { Statement: deny(WITHOUT_TLS) } },
        },
      },
    },
  },
  undetermined: {
    'condition value from a parameter': bucketWithPolicy(deny({ Bool: { 'aws:SecureTransport': { Ref: 'Unknown' } } })),
    'a policy of a bucket that is elsewhere, with resources from an import': elsewhere(
      deny(WITHOUT_TLS, { Resource: { 'Fn::ImportValue': 'Archive' } }),
    ),
    'conditions from a macro': bucketWithPolicy(deny({ 'Fn::Transform': { Name: 'Macro' } })),
    'effect from a parameter': bucketWithPolicy(deny(WITHOUT_TLS, { Effect: { Ref: 'Unknown' } })),
    'statements from a parameter': bucketWithPolicy({ Ref: 'Unknown' }),
    'resources from a stack that is not there': bucketWithPolicy(
      deny(WITHOUT_TLS, { Resource: { 'Fn::ImportValue': 'elsewhere' } }),
    ),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
