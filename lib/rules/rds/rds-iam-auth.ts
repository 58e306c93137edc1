import { all, because, equals, holds, maybe, not } from '../../template/read/certainty';
import { engineOf, familyOf, isCopy, standsAlone } from '../concepts/database';
import { isSince, versionOf } from '../concepts/engine-version';
import { expectTrue, refused } from '../expect';
import { defineRule } from '../rule';

/** The version from which MariaDB has it at all. */
const MARIADB = [[10, 11]];

export default defineRule({
  id: 'rds-iam-auth',
  title: 'RDS database takes sign-in by IAM',
  clause: 'P2.2.1',
  severity: 'warning',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'Passwords of a database are shared between people and programs, and stay when somebody leaves.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `EnableIAMDatabaseAuthentication` to true.',
  controls: {
    iso27001: { 'A.5.16': 'judgement', 'A.8.5': 'judgement' },
    soc2: { 'CC6.1': 'crosswalk' },
    hipaa: { '164.312(a)(2)(i)': 'judgement', '164.312(d)': 'judgement' },
    pci: { '7.3.1': 'peer', '8.2.1': 'judgement', '8.3.1': 'judgement' },
  },
  equivalents: {
    awsConfig: ['rds-cluster-iam-authentication-enabled', 'rds-instance-iam-authentication-enabled'],
    securityHub: ['RDS.10', 'RDS.12'],
    cdkNag: ['AuroraMySQLPostgresIAMAuth'],
    prowler: ['rds_instance_iam_authentication_enabled', 'rds_cluster_iam_authentication_enabled'],
  },
  appliesTo(database) {
    const unsaid = all([isCopy(database), maybe('the engine is that of what the database is made from', 'Engine')]);
    return all([standsAlone(database), holds(engineOf(database), hasSignIn, unsaid)]);
  },
  *check(database) {
    const mariadb = equals(engineOf(database), 'mariadb');
    const version = versionOf(database);
    // a version that is not said has sign-in by IAM once it can be switched on
    const old = holds(version, (stated) => because(not(isSince(stated, MARIADB)), { reason: stated.stated }));
    const without = because(all([mariadb, () => old]), { path: version.path, reason: old.reason });
    yield* refused(without, 'mariadb 10.11 or newer, which has sign-in by IAM');
    yield* expectTrue(database.boolean('EnableIAMDatabaseAuthentication'), 'false by default');
  },
});

function hasSignIn(engine: string): boolean {
  return ['postgres', 'mysql'].includes(familyOf(engine));
}
