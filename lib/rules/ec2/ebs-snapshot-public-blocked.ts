import { expected } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'ebs-snapshot-public-blocked',
  title: 'EBS snapshots of the account cannot be shared with everybody',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::EC2::SnapshotBlockPublicAccess'],
  rationale:
    'One public snapshot lets any AWS account copy a whole disk, and new-sharing blocks leave old shares open.',
  remediation: 'Set `State` to `block-all-sharing`.',
  controls: {
    iso27001: { 'A.5.15': 'crosswalk', 'A.8.3': 'crosswalk', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'peer', 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(a)(1)': 'peer' },
    pci: { '1.3.1': 'judgement', '1.4.4': 'judgement' },
  },
  equivalents: {
    awsConfig: ['ebs-snapshot-public-restorable-check'],
    securityHub: ['EC2.1', 'EC2.182'],
    prowler: ['ec2_ebs_snapshot_account_block_public_access', 'ec2_ebs_public_snapshot'],
  },
  check: (block) => expected(block.text('State'), 'block-all-sharing', (state) => state === 'block-all-sharing'),
});
