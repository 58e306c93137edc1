import { expected } from '../expect';
import { defineRule } from '../rule';
import { publicGrants } from '../concepts/bucket-policies';

const PUBLIC_ACLS = ['PublicReadWrite'];
/** Whatever changes the objects of a bucket, their copies, or what protects both. */
const ACTIONS = [
  's3:Put*',
  's3:Delete*',
  's3:Replicate*',
  's3:InitiateReplication',
  's3:ObjectOwnerOverrideToBucketOwner',
  's3:AbortMultipartUpload',
  's3:RestoreObject',
  's3:BypassGovernanceRetention',
  's3:Update*',
];

export default defineRule({
  id: 's3-bucket-no-public-write',
  title: 'S3 bucket lets nobody write it anonymously',
  clause: 'P2.2.1',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::S3::Bucket'],
  rationale:
    'Whoever finds the name of the bucket can overwrite or delete what is in it, or store something in your name.',
  remediation:
    'Use `SecureBucket`, or remove `AccessControl` and name the principals in the bucket policy; publish through CloudFront with origin access control.',
  waivable: false,
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.8.3': 'crosswalk', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'peer', 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(a)(1)': 'peer', '164.312(c)(1)': 'crosswalk' },
    pci: { '1.3.1': 'peer', '1.4.4': 'judgement' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-public-write-prohibited'],
    securityHub: ['S3.3'],
    cdkNag: ['S3BucketPublicWriteProhibited'],
    prowler: ['s3_bucket_policy_public_write_access', 's3_bucket_public_write_acl'],
    guard: ['s3_bucket_public_write_prohibited'],
  },
  *check(bucket, { relations }) {
    yield* expected(bucket.text('AccessControl'), 'no public ACL', (acl) => !PUBLIC_ACLS.includes(acl), {
      absentPasses: true,
    });
    yield* publicGrants(bucket, relations, 'no Allow that lets everybody write', ACTIONS);
  },
});
