import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-no-public-write';
import { testRule } from '../test-rule';
import { NEVER_CREATED, BUCKET_AND_OBJECTS, bucketWithPolicy } from './bucket-with-policy';

const GRANT = { Effect: 'Allow', Principal: '*', Action: 's3:DeleteObject', Resource: BUCKET_AND_OBJECTS };

testRule(rule, {
  compliant: {
    'the defaults of the CDK': (stack) => new Bucket(stack, 'Bucket', { enforceSSL: true }),
    'a private ACL': { AccessControl: 'Private' },
    'everybody, for something else': bucketWithPolicy({ ...GRANT, Action: 's3:GetObject' }),
    'all actions but those that write': bucketWithPolicy({
      Effect: 'Allow',
      Principal: '*',
      NotAction: ['s3:Put*', 's3:Delete*', 's3:Re*', 's3:Initiate*', 's3:Object*', 's3:A*', 's3:B*', 's3:Update*'],
      Resource: '*',
    }),
    'everybody in the organization': bucketWithPolicy({
      ...GRANT,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    }),
  },
  noncompliant: {
    'ACLs of versions': bucketWithPolicy({ ...GRANT, Action: 's3:PutObjectVersionAcl' }),
    'copies from anywhere': bucketWithPolicy({ ...GRANT, Action: ['s3:ReplicateTags', 's3:ReplicateObject'] }),
    'ownership of copies': bucketWithPolicy({ ...GRANT, Action: 's3:ObjectOwnerOverrideToBucketOwner' }),
    'a way around the lock': bucketWithPolicy({ ...GRANT, Action: 's3:BypassGovernanceRetention' }),
    'the configuration of copies': bucketWithPolicy({ ...GRANT, Action: 's3:PutReplicationConfiguration' }),
    'a wildcard inside': bucketWithPolicy({ ...GRANT, Action: 's3:*VersionAcl' }),
    'a pattern for the organization that every one fits': bucketWithPolicy({
      ...GRANT,
      Condition: { StringLike: { 'aws:PrincipalOrgID': '?*' } },
    }),
    'a public ACL': { AccessControl: 'PublicReadWrite' },
    'a statement for everybody of the CDK': (stack) =>
      new Bucket(stack, 'Bucket').addToResourcePolicy(
        new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['s3:DeleteObject'], resources: ['*'] }),
      ),
    'a wildcard that includes it': bucketWithPolicy({ ...GRANT, Principal: { AWS: ['*'] }, Action: 's3:*' }),
    'all actions but one': bucketWithPolicy({
      Effect: 'Allow',
      Principal: '*',
      NotAction: 's3:CreateBucket',
      Resource: '*',
    }),
    'everybody but one principal': bucketWithPolicy({
      Effect: 'Allow',
      NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:DeleteObject',
      Resource: '*',
    }),
  },
  undetermined: {
    'the policy of a bucket from a parameter': {
      Parameters: { Unknown: { Type: 'String' } },
      Resources: {
        Subject: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: { Ref: 'Unknown' }, PolicyDocument: { Statement: { ...GRANT, Resource: '*' } } },
        },
      },
    },
    'principal from a parameter': bucketWithPolicy({ ...GRANT, Principal: { AWS: { Ref: 'Unknown' } } }),
    'action from a parameter': bucketWithPolicy({ ...GRANT, Action: { Ref: 'Unknown' } }),
    'ACL from a parameter': bucketWithPolicy([], { AccessControl: { Ref: 'Unknown' } }),
    'statements from a parameter': bucketWithPolicy({ Ref: 'Unknown' }),
  },
  notApplicable: { 'a bucket that is never created': NEVER_CREATED },
});
