import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { engineOf, familyOf, isMember } from '../concepts/database';
import { unwrittenLogs } from '../concepts/written-logs';

const EXPORTS = 'EnableCloudwatchLogsExports';

/** The logs that an engine has, but for the general log of MySQL, which holds every statement with its data. */
function logsOf(engine: string): readonly string[] | undefined {
  if (engine === 'aurora-postgresql') return ['postgresql'];
  if (engine === 'sqlserver-ex') return ['error'];
  if (engine.startsWith('oracle-')) return ['alert', 'audit', 'listener', 'trace'];
  const byFamily = {
    postgres: ['postgresql', 'upgrade'],
    mysql: ['audit', 'error', 'slowquery'],
    sqlserver: ['agent', 'error'],
    other: undefined,
  };
  return byFamily[familyOf(engine)];
}

export default defineRule({
  id: 'rds-log-exports',
  title: 'RDS exports the logs of its engine to CloudWatch',
  clause: 'P2.2.3',
  severity: 'warning',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'The logs on the instance are overwritten after days, and whoever gets into the database can reach them.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or list the logs of the engine in `EnableCloudwatchLogsExports`, and switch them on: `slow_query_log` and `log_output` in the parameter group, the option `MARIADB_AUDIT_PLUGIN` in the option group, `server_audit_logging` for Aurora MySQL.',
  controls: {
    iso27001: { 'A.8.15': 'peer' },
    soc2: { 'CC7.2': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'peer', '164.312(b)': 'peer' },
    pci: { '10.2.1': 'peer', '10.2.1.1': 'peer', '10.3.3': 'judgement', '10.4.2': 'recalled' },
  },
  equivalents: {
    awsConfig: [
      'rds-aurora-mysql-audit-logging-enabled',
      'rds-aurora-postgresql-logs-to-cloudwatch',
      'rds-logging-enabled',
      'rds-postgresql-logs-to-cloudwatch',
      'rds-sql-server-logs-to-cloudwatch',
    ],
    securityHub: ['RDS.34', 'RDS.36', 'RDS.37', 'RDS.40', 'RDS.9'],
    cdkNag: ['RDSLoggingEnabled'],
    prowler: ['rds_instance_integration_cloudwatch_logs', 'rds_cluster_integration_cloudwatch_logs'],
    guard: ['rds_logging_enabled'],
  },
  appliesTo(database) {
    const engine = engineOf(database);
    return !isMember(database) && (engine.kind !== 'value' || logsOf(engine.value) !== undefined);
  },
  *check(database, { relations }) {
    const engine = engineOf(database);
    if (engine.kind !== 'value') {
      yield undetermined({ path: 'Engine', why: 'the engine decides which logs there are, and is not said here' });
      return;
    }
    const exported = database.items(EXPORTS).map((item) => item.text(''));
    const unknown = exported.find((reading) => reading.kind === 'unknown');
    const names = exported.flatMap((reading) => (reading.kind === 'value' ? [reading.value] : []));
    const missing = (logsOf(engine.value) ?? []).filter((name) => !names.includes(name));
    yield* unwrittenLogs(database, relations, engine.value, names);
    if (missing.length === 0) return;
    if (unknown?.kind === 'unknown') yield undetermined(unknown);
    else yield fail(EXPORTS, missing.join(', '), names.length === 0 ? 'nothing' : names.join(', '));
  },
});
