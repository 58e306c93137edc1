import { Token } from 'aws-cdk-lib';
import { CfnOptionGroup, type IEngine, type IOptionGroup, type OptionConfiguration } from 'aws-cdk-lib/aws-rds';
import { versionOf } from './engine-versions';

/** The logs that an engine exports, and what makes them exist. */
export interface DatabaseLogs {
  /** Every log but those that hold every statement with its data. */
  readonly exports: readonly string[];
  /** The parameters without which some of them stay empty. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The option without which the audit log stays empty. @default - none is needed */
  readonly option?: OptionConfiguration;
}

/** Who came and went, and what they did to tables and rights; `QUERY` would hold every row that is written. */
const AUDIT_EVENTS = 'CONNECT,QUERY_DDL,QUERY_DCL';

/**
 * "MariaDB Audit Plugin support for MySQL" (5.7, 8.0, 8.4) and "Options for MariaDB database engine" (10.3 and higher),
 * Amazon RDS User Guide: without restart, and `rdsadmin` asks every second.
 */
const AUDIT_PLUGIN: OptionConfiguration = {
  name: 'MARIADB_AUDIT_PLUGIN',
  settings: { SERVER_AUDIT_EVENTS: AUDIT_EVENTS, SERVER_AUDIT_EXCL_USERS: 'rdsadmin' },
};

/** "Publishing MySQL logs to Amazon CloudWatch Logs" and the same for MariaDB: `error` is there by itself. */
const MYSQL: DatabaseLogs = {
  exports: ['audit', 'error', 'slowquery'],
  parameters: { slow_query_log: '1', log_output: 'FILE' },
  option: AUDIT_PLUGIN,
};

/**
 * "Using Advanced Auditing with an Amazon Aurora MySQL DB cluster" and "Publishing Amazon Aurora MySQL logs to Amazon
 * CloudWatch Logs": no audit data without events. All of them may stand in the parameter group of the cluster ("DB
 * cluster parameter groups for Amazon Aurora DB clusters").
 */
const AURORA_MYSQL: DatabaseLogs = {
  exports: ['audit', 'error', 'slowquery'],
  parameters: { slow_query_log: '1', log_output: 'FILE', server_audit_logging: '1', server_audit_events: AUDIT_EVENTS },
};

/** "Amazon RDS for Microsoft SQL Server database log files"; Express has no agent. */
const SQL_SERVER: DatabaseLogs = { exports: ['agent', 'error'], parameters: {} };

/** The logs that an engine exports, and what makes them exist; none for an engine that is not built. */
export function logsOf(engine: IEngine): DatabaseLogs {
  switch (engine.engineType) {
    case 'postgres':
      return { exports: ['postgresql', 'upgrade'], parameters: connectionsOf(engine) };
    case 'aurora-postgresql':
      return { exports: ['postgresql'], parameters: connectionsOf(engine) };
    case 'mysql':
    case 'mariadb':
      return MYSQL;
    case 'aurora-mysql':
      return AURORA_MYSQL;
    case 'sqlserver-ex':
      return { ...SQL_SERVER, exports: ['error'] };
    default:
      return engine.engineType.startsWith('sqlserver-') ? SQL_SERVER : { exports: [], parameters: {} };
  }
}

/** What is wrong with logs that are exported: some of the engine are missing. */
export function flawOfExports(engine: IEngine, exported: readonly string[] | undefined): string | undefined {
  if (exported === undefined || Token.isUnresolved(exported)) return undefined;
  const missing = logsOf(engine).exports.filter((name) => !exported.includes(name));
  return missing.length === 0 ? undefined : `must hold ${missing.join(' and ')}`;
}

/** What is wrong with an option group of one's own: it lacks the option that the audit log needs. */
export function flawOfOptionGroup(engine: IEngine, group: IOptionGroup | undefined): string | undefined {
  const { option } = logsOf(engine);
  const own = group?.node.defaultChild;
  // the options of an imported group stand elsewhere
  if (option === undefined || !(own instanceof CfnOptionGroup)) return undefined;
  const options = JSON.stringify(own.stack.resolve(own.optionConfigurations));
  return options.includes(`"${option.name}"`) ? undefined : `must hold ${option.name}`;
}

/** Whether the value of a parameter that writes a log keeps it empty. */
export function isSilent(value: string): boolean {
  return ['', '0', 'off', 'false', 'no', 'none', 'table'].includes(value.toLowerCase());
}

/**
 * PostgreSQL 18 has a list in place of a switch ("Error Reporting and Logging" in its documentation); that RDS takes
 * `all` there was seen in public templates, not in a page of AWS.
 */
function connectionsOf(engine: IEngine): Readonly<Record<string, string>> {
  const [major = 0] = versionOf(engine) ?? [];
  return { log_connections: major >= 18 ? 'all' : '1', log_disconnections: '1' };
}
