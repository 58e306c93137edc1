import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-min-tls-version';
import { testRule } from '../test-rule';
import { NEVER_CREATED, allowService, bucketWithPolicy, deny } from './bucket-with-policy';

const BUT_SERVICES = {
  NumericLessThan: { 's3:TlsVersion': 1.3 },
  BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
};

testRule(rule, {
  compliant: {
    'minimumTLSVersion 1.3 of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { enforceSSL: true, minimumTLSVersion: 1.3 }),
    'the version as a string': bucketWithPolicy(deny({ NumericLessThan: { 's3:TlsVersion': '1.3' } })),
    'a Deny that spares the calls of AWS services among themselves, as AWS advises': bucketWithPolicy(
      deny(BUT_SERVICES),
    ),
    'a log bucket that spares the AWS services': bucketWithPolicy([
      deny(BUT_SERVICES),
      allowService('logging.s3.amazonaws.com'),
    ]),
  },
  noncompliant: {
    'minimumTLSVersion 1.2 of the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { enforceSSL: true, minimumTLSVersion: 1.2 }),
    'only the newest of the old versions': bucketWithPolicy(deny({ NumericEquals: { 's3:TlsVersion': 1.2 } })),
    'a policy of a bucket that is elsewhere': {
      Resources: {
        Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'archive', PolicyDocument: { Statement: [] } } },
      },
    },
    'no policy': {},
    'TLS, but any version': (stack) => new Bucket(stack, 'Bucket', { enforceSSL: true }),
    'not less than 1.3': bucketWithPolicy(deny({ NumericGreaterThan: { 's3:TlsVersion': 1.3 } })),
  },
  undetermined: {
    'version from a parameter': bucketWithPolicy(deny({ NumericLessThan: { 's3:TlsVersion': { Ref: 'Unknown' } } })),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
