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

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';
const SOURCE = {
  Type: 'AWS::S3::Bucket',
  Properties: { ...encrypted('aws:kms', KEY), LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } } },
};

testRule(rule, {
  compliant: {
    'a key of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { encryption: BucketEncryption.KMS, encryptionKey: new Key(stack, 'Key') }),
    'dual-layer encryption': encrypted('aws:kms:dsse', KEY),
    'SSE-S3 for the access logs of another bucket': bucketWithPolicy([], encrypted('AES256'), { Source: SOURCE }),
    'SSE-S3 for vended logs': bucketWithPolicy([allowService('delivery.logs.amazonaws.com')], encrypted('AES256')),
    'a key for vended logs': bucketWithPolicy([allowService('delivery.logs.amazonaws.com')], encrypted('aws:kms', KEY)),
    'SSE-S3 by tag': { ...encrypted('AES256'), Tags: [{ Key: 'bucket-purpose', Value: 'access-logs' }] },
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
    'key from a parameter': bucketWithPolicy([], encrypted('aws:kms', { Ref: 'Unknown' })),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
