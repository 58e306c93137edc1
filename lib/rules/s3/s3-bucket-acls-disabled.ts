import { expected } from '../expect';
import { defineRule } from '../rule';

const ENFORCED = 'BucketOwnerEnforced';

export default defineRule({
  id: 's3-bucket-acls-disabled',
  title: 'S3 bucket has its ACLs disabled',
  clause: 'P2.2.1',
  severity: 'warning',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale: 'Each ACL is a second door beside the bucket policy, and whoever writes an object can open it to others.',
  remediation: 'Use `SecureBucket`, or set `ObjectOwnership` to BucketOwnerEnforced and remove `AccessControl`.',
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.8.3': 'crosswalk' },
    soc2: { 'CC6.1': 'crosswalk', 'CC6.3': 'crosswalk' },
    hipaa: { '164.308(a)(4)(i)': 'judgement', '164.312(a)(1)': 'judgement' },
    pci: { '7.2.1': 'peer-near', '7.3.1': 'peer-near', '7.3.3': 'peer-near' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-acl-prohibited'],
    securityHub: ['S3.12'],
    prowler: ['s3_bucket_acl_prohibited'],
  },
  *check(bucket) {
    const ownership = bucket.text('OwnershipControls.Rules.0.ObjectOwnership');
    yield* expected(ownership, ENFORCED, (value) => value === ENFORCED, {
      byDefault: `${ENFORCED} only for buckets made since April 2023`,
    });
    yield* expected(bucket.text('AccessControl'), 'no ACL', (acl) => acl === 'Private', { absentPasses: true });
  },
});
