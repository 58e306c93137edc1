import { all, allOf, anyOf, because, equals, holds, maybe } from '../../template/read/certainty';
import { valuesOf } from '../../template/read/reading';
import { engineOf, familyOf, standsAlone } from '../concepts/database';
import { unwrittenLogs } from '../concepts/written-logs';
import { demanded, refused } from '../expect';
import { defineRule } from '../rule';

const UNSAID = maybe('the engine decides which logs there are, and is not said here', 'Engine');
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
  appliesTo: (database) =>
    all([standsAlone(database), holds(engineOf(database), (engine) => logsOf(engine) !== undefined, UNSAID)]),
  *check(database, { relations }) {
    yield* refused(
      holds(engineOf(database), () => false, UNSAID),
      'an engine',
    );
    const exported = database.items(EXPORTS).map((item) => item.text(''));
    const names = valuesOf(exported);
    for (const engine of valuesOf([engineOf(database)])) {
      yield* unwrittenLogs(database, relations, engine, names);
      const missing = (logsOf(engine) ?? []).filter((name) => !names.includes(name));
      // what is unknown may be one that is missing
      const found = allOf(missing, (name) => anyOf(exported, (item) => equals(item, name)));
      const reason = names.length === 0 ? 'nothing' : names.join(', ');
      yield* demanded(because(found, { path: EXPORTS, reason }), missing.join(', '));
    }
  },
});
