import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { BlockPublicAccess, Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-bucket-hardened';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a private, versioned and locked bucket': (stack) => {
      const bucket = new Bucket(stack, 'Records', {
        blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
        versioned: true,
        objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(365)),
      });
      new Trail(stack, 'Trail', { bucket });
    },
  },
  noncompliant: {
    'the bucket that the L2 makes': (stack) => new Trail(stack, 'Trail'),
    'no bucket': { IsLogging: true },
  },
  undetermined: {
    'a bucket of another team': { S3BucketName: 'central-audit-records' },
    'a bucket from a parameter': {
      Parameters: { Name: { Type: 'String' } },
      Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: { Ref: 'Name' } } } },
    },
  },
});
