import { expected } from '../expect';
import { categoryOf } from '../concepts/data-category';
import { defineRule } from '../rule';
import { isMember } from '../concepts/database';

/** The least that AWS Config asks for by default; a week's holiday must not be enough to lose data. */
const LEAST_DAYS = 7;

export default defineRule({
  id: 'rds-backup-retention',
  title: 'RDS keeps automated backups for at least a week',
  clause: 'P3.4',
  severity: 'error',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'What a mistake destroyed on Friday is missed after the backups of Friday are gone.',
  remediation: 'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `BackupRetentionPeriod` to 7 or more.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.8.13': 'crosswalk' },
    soc2: { 'A1.2': 'peer', 'CC7.5': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'peer', '164.308(a)(7)(ii)(A)': 'peer', '164.308(a)(7)(ii)(B)': 'peer' },
  },
  equivalents: {
    awsConfig: ['db-instance-backup-enabled'],
    securityHub: ['RDS.11'],
    cdkNag: ['RDSInstanceBackupEnabled'],
    prowler: ['rds_instance_backup_enabled'],
    guard: ['db_instance_backup_enabled'],
  },
  appliesTo: (database) => !isMember(database) && database.read('SourceDBInstanceIdentifier').kind === 'absent',
  *check(database, { policy }) {
    const category = categoryOf(database, policy);
    // data that must be gone sooner takes its backups with it
    const least = Math.min(
      LEAST_DAYS,
      (category.kind === 'value' ? category.value.deleteAfterDays : undefined) ?? LEAST_DAYS,
    );
    const retention = database.number('BackupRetentionPeriod');
    yield* expected(retention, `${least} days or more`, (days) => days >= least, { byDefault: '1 by default' });
  },
});
