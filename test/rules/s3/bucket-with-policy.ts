import type { Json, JsonObject } from '../../../lib/template/model/json';

/** A template with a bucket named `Subject` and a policy on it. */
export function bucketWithPolicy(statements: Json, bucket: JsonObject = {}, others: JsonObject = {}): JsonObject {
  return {
    Parameters: { Unknown: { Type: 'String' } },
    Resources: {
      Subject: { Type: 'AWS::S3::Bucket', Properties: bucket },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Subject' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
      },
      ...others,
    },
  };
}

/** The ARNs of the bucket and of its objects. */
export const BUCKET_AND_OBJECTS: Json = [
  { 'Fn::GetAtt': ['Subject', 'Arn'] },
  { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Subject', 'Arn'] }, '/*']] },
];

/** A statement that denies everybody everything under a condition. */
export function deny(condition: JsonObject, changes: JsonObject = {}): JsonObject {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: BUCKET_AND_OBJECTS,
    Condition: condition,
    ...changes,
  };
}

/** A statement that lets an AWS service write objects. */
export function allowService(service: string, changes: JsonObject = {}): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 's3:PutObject',
    Resource: { 'Fn::Sub': '${Subject.Arn}/*' },
    ...changes,
  };
}

/** A template whose only bucket is never created. */
export const NEVER_CREATED: JsonObject = {
  Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: {
    Subject: { Type: 'AWS::S3::Bucket', Condition: 'Never' },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Condition: 'Never',
      Properties: { Bucket: { Ref: 'Subject' }, PolicyDocument: { Statement: [] } },
    },
  },
};
