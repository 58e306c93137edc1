import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-versioning';
import { testRule } from '../test-rule';
import { allowService, bucketWithPolicy } from './bucket-with-policy';

const LOGS = { Tags: [{ Key: 'data-category', Value: 'infrastructure-logs' }] };

testRule(rule, {
  compliant: {
    'versioned by the CDK': (stack) => new Bucket(stack, 'Bucket', { versioned: true }),
  },
  noncompliant: {
    'the defaults of the CDK': (stack) => new Bucket(stack, 'Bucket'),
    'customer data that a tag calls access logs': {
      Tags: [
        { Key: 'data-category', Value: 'customer-workloads' },
        { Key: 'bucket-purpose', Value: 'access-logs' },
      ],
    },
    suspended: { VersioningConfiguration: { Status: 'Suspended' } },
  },
  undetermined: {
    'nothing but an Allow says that logs go there': bucketWithPolicy(allowService('logging.s3.amazonaws.com')),
    'status from a parameter': bucketWithPolicy([], { VersioningConfiguration: { Status: { Ref: 'Unknown' } } }),
  },
  notApplicable: {
    'a bucket for access logs': bucketWithPolicy(allowService('logging.s3.amazonaws.com'), LOGS),
  },
});
