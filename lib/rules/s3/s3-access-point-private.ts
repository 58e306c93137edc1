import { expected } from '../expect';
import { defineRule } from '../rule';

const FLAGS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] as const;

export default defineRule({
  id: 's3-access-point-private',
  title: 'S3 access point blocks all public access',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::S3::AccessPoint'],
  rationale:
    'A public policy on an access point opens a bucket through a side door, and the block cannot be added later.',
  remediation:
    'Leave out `PublicAccessBlockConfiguration`, whose four flags are on by default, or set all of them to true.',
  controls: {
    iso27001: { 'A.5.15': 'judgement', 'A.8.3': 'crosswalk', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'crosswalk', 'CC6.6': 'crosswalk' },
    hipaa: { '164.308(a)(3)(i)': 'judgement', '164.312(a)(1)': 'judgement' },
    pci: { '1.3.1': 'peer', '1.4.4': 'recalled' },
  },
  equivalents: {
    awsConfig: ['s3-access-point-public-access-blocks'],
    securityHub: ['S3.19'],
    prowler: ['s3_access_point_public_access_block'],
  },
  *check(accessPoint) {
    for (const flag of FLAGS) {
      const blocks = accessPoint.boolean(`PublicAccessBlockConfiguration.${flag}`);
      yield* expected(blocks, 'true', (on) => on, { absentPasses: true });
    }
  },
});
