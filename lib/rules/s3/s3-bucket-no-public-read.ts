import { expected } from '../expect';
import { defineRule } from '../rule';
import { publicGrants } from '../concepts/bucket-policies';

const PUBLIC_ACLS = ['AuthenticatedRead', 'PublicRead', 'PublicReadWrite'];
const ACTIONS = [
  's3:GetObject*',
  's3:GetBucketAcl',
  's3:GetBucketPolicy',
  's3:ListBucket*',
  's3:ListMultipartUploadParts',
];

export default defineRule({
  id: 's3-bucket-no-public-read',
  title: 'S3 bucket lets nobody read it anonymously',
  clause: 'P2.2.1',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Whoever finds the name of the bucket can read or list what is in it, without an account.',
  remediation:
    'Use `SecureBucket`, or remove `AccessControl` and name the principals in the bucket policy; publish through CloudFront with origin access control.',
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.8.3': 'crosswalk', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'peer', 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(a)(1)': 'peer' },
    pci: { '1.3.1': 'peer', '1.4.4': 'judgement' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-public-read-prohibited'],
    securityHub: ['S3.2'],
    cdkNag: ['S3BucketPublicReadProhibited'],
    prowler: ['s3_bucket_public_access'],
    guard: ['s3_bucket_public_read_prohibited'],
  },
  *check(bucket, { relations }) {
    yield* expected(bucket.text('AccessControl'), 'no public ACL', (acl) => !PUBLIC_ACLS.includes(acl), {
      absentPasses: true,
    });
    yield* publicGrants(bucket, relations, 'no Allow that lets everybody read', ACTIONS);
  },
});
