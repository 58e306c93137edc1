import { BlockPublicAccess, Bucket, CfnAccessPoint } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-access-point-private';
import { testRule } from '../test-rule';

const ALL = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };

testRule(rule, {
  compliant: {
    'all four flags': { Bucket: 'records', PublicAccessBlockConfiguration: ALL },
    'the default, which is all four': (stack) =>
      new CfnAccessPoint(stack, 'AccessPoint', {
        bucket: new Bucket(stack, 'Bucket', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL }).bucketName,
      }),
  },
  noncompliant: {
    'public policies let through': {
      Bucket: 'records',
      PublicAccessBlockConfiguration: { ...ALL, RestrictPublicBuckets: false },
    },
    'public ACLs let through': {
      Bucket: 'records',
      PublicAccessBlockConfiguration: { ...ALL, BlockPublicAcls: 'false', IgnorePublicAcls: false },
    },
  },
  undetermined: {
    'a parameter': {
      Parameters: { Block: { Type: 'String' } },
      Resources: {
        AccessPoint: {
          Type: 'AWS::S3::AccessPoint',
          Properties: { PublicAccessBlockConfiguration: { ...ALL, BlockPublicPolicy: { Ref: 'Block' } } },
        },
      },
    },
  },
});
