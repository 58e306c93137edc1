import { AccountPrincipal, AccountRootPrincipal, AnyPrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import rule from '../../../lib/rules/s3/s3-bucket-policy-no-broad-grant';
import { testRule } from '../test-rule';
import { allowService, BUCKET_AND_OBJECTS, bucketWithPolicy, deny, NEVER_CREATED } from './bucket-with-policy';

const GRANT = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: BUCKET_AND_OBJECTS };

testRule(rule, {
  compliant: {
    'the own account, by the CDK': (stack) =>
      new Bucket(stack, 'Bucket', { enforceSSL: true }).grantRead(new AccountRootPrincipal()),
    'everybody is denied': bucketWithPolicy(deny({ Bool: { 'aws:SecureTransport': 'false' } })),
    'the delegation to access points of the account': bucketWithPolicy({
      ...GRANT,
      Principal: { AWS: '*' },
      Action: '*',
      Condition: { StringEquals: { 's3:DataAccessPointAccount': { Ref: 'AWS::AccountId' } } },
    }),
    'a service': bucketWithPolicy(allowService('logging.s3.amazonaws.com')),
    'a role': bucketWithPolicy({ ...GRANT, Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' } }),
    'everybody through one VPC endpoint': bucketWithPolicy({
      ...GRANT,
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    }),
    'an account, in the organization': bucketWithPolicy({
      ...GRANT,
      Principal: { AWS: '111122223333' },
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    }),
    'the account from which load balancers deliver logs': bucketWithPolicy({
      ...GRANT,
      Principal: { AWS: 'arn:aws:iam::156460612806:root' },
      Action: 's3:PutObject',
    }),
  },
  noncompliant: {
    'everybody, by the CDK': (stack) => new Bucket(stack, 'Bucket').grantRead(new AnyPrincipal()),
    everybody: bucketWithPolicy(GRANT),
    'everybody, through access points of any account': bucketWithPolicy({
      ...GRANT,
      Condition: { StringLike: { 's3:DataAccessPointAccount': '*' } },
    }),
    'everybody, with a condition that any organization meets': bucketWithPolicy({
      ...GRANT,
      Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } },
    }),
    'everybody, with a condition that does not name the caller': bucketWithPolicy({
      ...GRANT,
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    }),
    'everybody but one principal': bucketWithPolicy({
      Effect: 'Allow',
      NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:GetObject',
      Resource: '*',
    }),
  },
  undetermined: {
    'an account that may be another': (stack) =>
      new Bucket(stack, 'Bucket').grantRead(new AccountPrincipal('111122223333')),
    'an account of AWS that may do more than deliver logs': bucketWithPolicy({
      ...GRANT,
      Principal: { AWS: 'arn:aws:iam::156460612806:root' },
    }),
    'an account from a parameter': bucketWithPolicy({
      ...GRANT,
      Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${Unknown}:root' } },
    }),
    'principal from a parameter': bucketWithPolicy({ ...GRANT, Principal: { AWS: { Ref: 'Unknown' } } }),
    'statements from a parameter': bucketWithPolicy({ Ref: 'Unknown' }),
  },
  notApplicable: { 'a policy that is never created': NEVER_CREATED },
});
