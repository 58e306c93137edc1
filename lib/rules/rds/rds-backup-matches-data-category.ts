import { categoryOf, UNTAGGED } from '../concepts/data-category';
import { holds, maybe } from '../../template/read/certainty';
import { valuesOf } from '../../template/read/reading';
import { expected, refused } from '../expect';
import { defineRule } from '../rule';
import { standsAlone } from '../concepts/database';

export default defineRule({
  id: 'rds-backup-matches-data-category',
  title: 'RDS backups are gone when the data category says',
  clause: 'P1.3',
  severity: 'warning',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'Personal data that was deleted in time lives on in backups that are kept for longer than it may be.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster` with a `DataCategory`, or tag the database `data-category` and set `BackupRetentionPeriod` to no more than the days of the category.',
  controls: {
    iso27001: { 'A.5.33': 'crosswalk', 'A.5.34': 'judgement', 'A.8.10': 'crosswalk', 'A.8.13': 'judgement' },
    soc2: { 'A1.2': 'peer', 'C1.2': 'judgement', 'CC7.5': 'judgement', 'P4.2': 'judgement', 'P4.3': 'judgement' },
    hipaa: {
      '164.308(a)(7)(i)': 'peer',
      '164.308(a)(7)(ii)(A)': 'peer',
      '164.308(a)(7)(ii)(B)': 'peer',
      '164.310(d)(2)(i)': 'judgement',
    },
    pci: { '3.2.1': 'peer', '9.4.7': 'judgement' },
  },
  equivalents: {},
  appliesTo: standsAlone,
  *check(database, { policy }) {
    const category = categoryOf(database, policy);
    yield* refused(
      holds(category, () => false, maybe(UNTAGGED.why, UNTAGGED.path)),
      'a data category',
    );
    const retention = database.number('BackupRetentionPeriod');
    for (const { name, deleteAfterDays: most } of valuesOf([category])) {
      if (most === undefined) continue;
      yield* expected(retention, `${most} days or less for ${name}`, (days) => days <= most, { absentPasses: true });
    }
  },
});
