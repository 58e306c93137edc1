import { expectBackedUp } from '../concepts/backup-plan';
import { defineRule } from '../rule';
import { isMember } from '../concepts/database';

export default defineRule({
  id: 'rds-in-backup-plan',
  title: 'RDS database is reached by a backup plan',
  clause: 'P3.4',
  severity: 'warning',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale:
    'Automated backups go with the database and end after 35 days; a plan keeps copies under a lock of their own.',
  remediation: 'Add a selection to a `BackupPlan` that names the database or its `data-category` tag.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.8.13': 'crosswalk' },
    soc2: { 'A1.2': 'peer', 'CC7.5': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'peer', '164.308(a)(7)(ii)(A)': 'peer', '164.308(a)(7)(ii)(B)': 'peer' },
  },
  equivalents: {
    awsConfig: ['rds-resources-protected-by-backup-plan'],
    securityHub: ['RDS.26'],
    cdkNag: ['RDSInBackupPlan'],
    prowler: ['rds_instance_protected_by_backup_plan', 'rds_cluster_protected_by_backup_plan'],
  },
  appliesTo: (database) => !isMember(database),
  check: (database, { relations }) => expectBackedUp(database, relations),
});
