import { expectTrue, fail } from '../expect';
import { defineRule } from '../rule';
import { engineOf, familyOf, isMember } from '../concepts/database';
import { isAtLeast, versionOf } from '../concepts/engine-version';

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
    const engine = engineOf(database);
    const family = engine.kind === 'value' ? familyOf(engine.value) : undefined;
    return !isMember(database) && (family === 'postgres' || family === 'mysql');
  },
  *check(database) {
    const engine = engineOf(database);
    const version = versionOf(database);
    const isMariaDb = engine.kind === 'value' && engine.value === 'mariadb';
    if (isMariaDb && version.kind === 'value' && isAtLeast(version.value, MARIADB) === false) {
      yield fail(version.path, 'mariadb 10.11 or newer, which has sign-in by IAM', version.value.stated);
      return;
    }
    yield* expectTrue(database.boolean('EnableIAMDatabaseAuthentication'), 'false by default');
  },
});
