import type { IEngine } from 'aws-cdk-lib/aws-rds';
import { refusal } from './refusal';

/** The parameters that force TLS on a database, and the oldest version that it then still speaks. */
export interface DatabaseTls {
  readonly parameters: Readonly<Record<string, string>>;
  readonly oldestVersion: '1.2' | '1.3';
}

/** The major version from which an engine can speak TLS 1.3 only. */
const FROM_VERSION: Readonly<Record<string, string>> = {
  postgres: '12',
  'aurora-postgresql': '12',
  mysql: '8.0',
  'aurora-mysql': '8.0',
  mariadb: '10.5',
};

/**
 * What forces TLS on an engine, at the strictest version that it has, as values of its parameter group.
 *
 * For Aurora they belong into the parameter group of the cluster. `tls_version` of MySQL and MariaDB was read in AWS's
 * documentation and not tried on a real instance. Sources: Amazon RDS User Guide, "Using SSL/TLS to encrypt a
 * connection"; Amazon Aurora User Guide, "Security with Aurora".
 *
 * @throws when the engine, or this version of it, cannot be made to speak TLS only
 */
export function tlsOf(engine: IEngine): DatabaseTls {
  const { engineType } = engine;
  const version = engine.engineVersion?.majorVersion;
  if (version === undefined) {
    const problem = `must state a version of ${engineType}`;
    throw refusal('engine', problem, 'P2.1.3', 'the TLS settings depend on it', 'State the version');
  }
  const from = FROM_VERSION[engineType];
  if (from !== undefined && isOlder(version, from)) {
    const problem = `must be ${engineType} ${from} or newer, got ${version}`;
    throw refusal('engine', problem, 'P2.1.3', 'older ones do not speak TLS 1.3', 'Choose a newer version');
  }
  switch (engineType) {
    case 'postgres':
    case 'aurora-postgresql':
      return { parameters: { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.3' }, oldestVersion: '1.3' };
    case 'mysql':
    case 'mariadb':
      return { parameters: { require_secure_transport: '1', tls_version: 'TLSv1.3' }, oldestVersion: '1.3' };
    case 'aurora-mysql':
      return { parameters: { require_secure_transport: 'ON', tls_version: 'TLSv1.3' }, oldestVersion: '1.3' };
    default:
      if (engineType.startsWith('sqlserver-')) return SQL_SERVER;
      throw refusal(
        'engine',
        `must be PostgreSQL, MySQL, MariaDB or SQL Server, got ${engineType}`,
        'P2.1.3',
        'TLS is not forced by a parameter there',
        'Choose one of them',
      );
  }
}

/** RDS speaks TLS 1.2 with SQL Server itself, so that it cannot be switched off. */
const SQL_SERVER: DatabaseTls = {
  parameters: { 'rds.force_ssl': '1', 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' },
  oldestVersion: '1.2',
};

/** Whether a version such as `10.4` comes before one such as `10.11`. */
function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number));
  const at = (right ?? []).findIndex((part, index) => part !== (left?.[index] ?? 0));
  return at >= 0 && (left?.[at] ?? 0) < (right?.[at] ?? 0);
}
