import { Bucket, BucketAccessControl, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-acls-disabled';
import { testRule } from '../test-rule';
import { bucketWithPolicy, NEVER_CREATED } from './bucket-with-policy';

const ENFORCED = { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } };

testRule(rule, {
  compliant: {
    'enforced by the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED }),
    'the ACL that every bucket has': { ...ENFORCED, AccessControl: 'Private' },
  },
  noncompliant: {
    'the defaults of the CDK': (stack) => new Bucket(stack, 'Bucket'),
    'ACLs of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', {
        objectOwnership: ObjectOwnership.OBJECT_WRITER,
        accessControl: BucketAccessControl.LOG_DELIVERY_WRITE,
      }),
    'an ACL all the same': { ...ENFORCED, AccessControl: 'LogDeliveryWrite' },
  },
  undetermined: {
    'ownership from a parameter': bucketWithPolicy([], {
      OwnershipControls: { Rules: [{ ObjectOwnership: { Ref: 'Unknown' } }] },
    }),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
