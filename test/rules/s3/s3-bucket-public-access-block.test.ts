import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-public-access-block';
import { testRule } from '../test-rule';
import { NEVER_CREATED } from './bucket-with-policy';

const ALL = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };

testRule(rule, {
  compliant: {
    'BLOCK_ALL of the CDK': (stack) => new Bucket(stack, 'Bucket', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL }),
    'as strings': {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: 'true',
        BlockPublicPolicy: 'true',
        IgnorePublicAcls: 'true',
        RestrictPublicBuckets: 'true',
      },
    },
  },
  noncompliant: {
    'the defaults of the CDK': (stack) => new Bucket(stack, 'Bucket'),
    'BLOCK_ACLS_ONLY of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY }),
    'three of four': { PublicAccessBlockConfiguration: { ...ALL, RestrictPublicBuckets: false } },
  },
  undetermined: {
    'a flag from a parameter': {
      Parameters: { Block: { Type: 'String' } },
      Resources: {
        Subject: {
          Type: 'AWS::S3::Bucket',
          Properties: { PublicAccessBlockConfiguration: { ...ALL, IgnorePublicAcls: { Ref: 'Block' } } },
        },
      },
    },
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
