import { expectBackedUp } from '../concepts/backup-plan';
import { defineRule } from '../rule';

export default defineRule({
  id: 'ebs-volume-in-backup-plan',
  title: 'EBS volume is reached by a backup plan',
  clause: 'P3.4',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::Volume'],
  rationale: 'A volume that fails or is deleted takes with it whatever no snapshot holds.',
  remediation: 'Add a selection to a `BackupPlan` that names the volume or its `data-category` tag.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.8.13': 'crosswalk' },
    soc2: { 'A1.2': 'peer', 'CC7.5': 'judgement' },
    hipaa: {
      '164.308(a)(7)(i)': 'peer',
      '164.308(a)(7)(ii)(A)': 'peer',
      '164.308(a)(7)(ii)(B)': 'peer',
      '164.310(d)(2)(iv)': 'peer',
    },
  },
  equivalents: {
    awsConfig: ['ebs-resources-protected-by-backup-plan'],
    securityHub: ['EC2.28'],
    cdkNag: ['EC2EBSInBackupPlan'],
    prowler: ['ec2_ebs_volume_protected_by_backup_plan'],
  },
  check: (volume, { relations }) => expectBackedUp(volume, relations),
});
