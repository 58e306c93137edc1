import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-encryption-kms';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';
import { NEVER_CREATED, allowService, bucketWithPolicy } from './bucket-with-policy';

function encrypted(algorithm: string, key?: JsonObject | string): JsonObject {
  const byDefault: JsonObject = { SSEAlgorithm: algorithm, ...(key === undefined ? {} : { KMSMasterKeyID: key }) };
  return { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] } };
}

const PURPOSE = { Key: 'bucket-purpose', Value: 'access-logs' };
const LOGS = { Tags: [{ Key: 'data-category', Value: 'infrastructure-logs' }] };
const PERSONAL = {
  Tags: [
    { Key: 'data-category', Value: 'pii' },
    { Key: 'data-delete-after-days', Value: '30' },
    { Key: 'data-purpose', Value: 'support' },
  ],
};
const WORKLOADS = { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] };
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const SOURCE = {
  Type: 'AWS::S3::Bucket',
  Properties: { ...encrypted('aws:kms', KEY), LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } } },
};

testRule(rule, {
  compliant: {
    'an alias of one’s own, from a parameter': bucketWithPolicy(
      [],
      encrypted('aws:kms', { 'Fn::Sub': 'alias/app-${Unknown}' }),
    ),
    'a key of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS, encryptionKey: new Key(stack, 'Key') }),
    'dual-layer encryption': encrypted('aws:kms:dsse', KEY),
    'SSE-S3 for the access logs of another bucket': bucketWithPolicy([], encrypted('AES256'), { Source: SOURCE }),
    'SSE-S3 for vended logs': bucketWithPolicy([allowService('delivery.logs.amazonaws.com')], {
      ...encrypted('AES256'),
      ...LOGS,
    }),
    'a key for vended logs': bucketWithPolicy([allowService('delivery.logs.amazonaws.com')], encrypted('aws:kms', KEY)),
    'SSE-S3 by tags that agree': { ...encrypted('AES256'), Tags: [...LOGS.Tags, PURPOSE] },
    'SSE-S3 for the logs of an application load balancer': {
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket', Properties: encrypted('AES256') },
        Balancer: {
          Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          Properties: { LoadBalancerAttributes: [{ Key: 'access_logs.s3.bucket', Value: { Ref: 'Subject' } }] },
        },
      },
    },
  },
  noncompliant: {
    'the defaults of the CDK': (stack) => new Bucket(stack, 'Bucket'),
    'SSE-S3': encrypted('AES256'),
    'KMS_MANAGED of the CDK': (stack) => new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS_MANAGED }),
    'the key that AWS manages, by its alias': encrypted('aws:kms', 'alias/aws/s3'),
    'a key for the access logs of another bucket': bucketWithPolicy([], encrypted('aws:kms', KEY), { Source: SOURCE }),
    'SSE-S3 for access logs beside customer data': bucketWithPolicy(
      [],
      { ...encrypted('AES256'), ...WORKLOADS },
      { Source: SOURCE },
    ),
    'SSE-S3 for customer data that a tag calls access logs': {
      ...encrypted('AES256'),
      Tags: [...WORKLOADS.Tags, PURPOSE],
    },
    'SSE-S3 for personal data that vended logs go to': bucketWithPolicy([allowService('delivery.logs.amazonaws.com')], {
      ...encrypted('AES256'),
      ...PERSONAL,
    }),
    'a key for customer data that a policy lets access logs into': bucketWithPolicy(
      [allowService('logging.s3.amazonaws.com')],
      { ...encrypted('aws:kms', KEY), ...WORKLOADS },
    ),
    'the key that AWS manages, by its ARN': encrypted('aws:kms', {
      'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/s3',
    }),
    'SSE-S3 for its own access logs': bucketWithPolicy([], {
      ...encrypted('AES256'),
      LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } },
    }),
    'SSE-S3 where only the bucket itself may send access logs': bucketWithPolicy(
      allowService('logging.s3.amazonaws.com', {
        Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::GetAtt': ['Subject', 'Arn'] } } },
      }),
      encrypted('AES256'),
    ),
  },
  undetermined: {
    'algorithm from a parameter': bucketWithPolicy([], {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Unknown' }, KMSMasterKeyID: KEY } },
        ],
      },
    }),
    'SSE-S3 where nothing but an Allow says that logs go there': bucketWithPolicy(
      [allowService('delivery.logs.amazonaws.com')],
      encrypted('AES256'),
    ),
    'SSE-S3 where nothing but a tag says that logs go there': { ...encrypted('AES256'), Tags: [PURPOSE] },
    'a purpose from a parameter': bucketWithPolicy([], {
      ...encrypted('AES256'),
      Tags: [...LOGS.Tags, { Key: 'bucket-purpose', Value: { Ref: 'Unknown' } }],
    }),
    'a key from an import': encrypted('aws:kms', { 'Fn::ImportValue': 'Key' }),
    'a key from a dynamic reference': encrypted('aws:kms', '{{resolve:ssm:key}}'),
    'an alias of which only the end is known': bucketWithPolicy(
      [],
      encrypted('aws:kms', { 'Fn::Sub': 'alias/${Unknown}/s3' }),
    ),
    'key from a parameter': bucketWithPolicy([], encrypted('aws:kms', { Ref: 'Unknown' })),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
