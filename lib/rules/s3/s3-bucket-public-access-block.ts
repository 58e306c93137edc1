import { expectTrue } from '../expect';
import { defineRule } from '../rule';

const FLAGS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] as const;

export default defineRule({
  id: 's3-bucket-public-access-block',
  title: 'S3 bucket blocks all public access',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'One public ACL or policy is enough to publish every object in the bucket.',
  remediation:
    'Use `SecureBucket`, or set all four flags of `PublicAccessBlockConfiguration` to true (`BlockPublicAccess.BLOCK_ALL` in the CDK).',
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.8.3': 'crosswalk', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'peer', 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(a)(1)': 'peer' },
    pci: { '1.3.1': 'peer', '1.4.4': 'peer', '7.3.3': 'judgement' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-level-public-access-prohibited'],
    securityHub: ['S3.8'],
    cdkNag: ['S3BucketLevelPublicAccessProhibited'],
    prowler: ['s3_bucket_public_access', 's3_account_level_public_access_blocks'],
    guard: ['s3_bucket_level_public_access_prohibited'],
  },
  *check(bucket) {
    for (const flag of FLAGS) yield* expectTrue(bucket.boolean(`PublicAccessBlockConfiguration.${flag}`));
  },
});
