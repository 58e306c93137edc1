import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-access-logging';
import { testRule } from '../test-rule';
import { allowService, bucketWithPolicy } from './bucket-with-policy';

const LOGS = { Tags: [{ Key: 'data-category', Value: 'infrastructure-logs' }] };

testRule(rule, {
  compliant: {
    'a bucket elsewhere, by a name with an unknown part': {
      LoggingConfiguration: { DestinationBucketName: { 'Fn::Sub': 'logs-${AWS::AccountId}' } },
    },
    'a log bucket of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { serverAccessLogsBucket: new Bucket(stack, 'Logs') }),
    'a bucket elsewhere, by name': { LoggingConfiguration: { DestinationBucketName: 'logs-of-the-company' } },
  },
  noncompliant: {
    'the defaults of the CDK': (stack) => new Bucket(stack, 'Bucket'),
    'only a prefix, which means the bucket itself': (stack) =>
      new Bucket(stack, 'Bucket', { serverAccessLogsPrefix: 'logs' }),
    'the bucket itself': bucketWithPolicy([], { LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } } }),
    'the bucket itself, by its name': {
      BucketName: 'media',
      LoggingConfiguration: { DestinationBucketName: 'media' },
    },
    'a log bucket that logs into itself': bucketWithPolicy(allowService('delivery.logs.amazonaws.com'), {
      LoggingConfiguration: { DestinationBucketName: { Ref: 'Subject' } },
    }),
  },
  undetermined: {
    'nothing but a tag says that logs go there': { Tags: [{ Key: 'bucket-purpose', Value: 'access-logs' }] },
    'a bucket from an import': { LoggingConfiguration: { DestinationBucketName: { 'Fn::ImportValue': 'Logs' } } },
    'a macro may add it': { Transform: 'MyMacro', Resources: { Subject: { Type: 'AWS::S3::Bucket' } } },
  },
  notApplicable: {
    'a bucket for access logs, by tags that agree': {
      Tags: [...LOGS.Tags, { Key: 'bucket-purpose', Value: 'access-logs' }],
    },
    'a bucket into which load balancers log': bucketWithPolicy(
      allowService('logdelivery.elasticloadbalancing.amazonaws.com'),
      LOGS,
    ),
    'a bucket into which CloudFront logs': {
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket' },
        Distribution: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: {
            DistributionConfig: { Logging: { Bucket: { 'Fn::GetAtt': ['Subject', 'RegionalDomainName'] } } },
          },
        },
      },
    },
  },
});
