import type { IEngine } from 'aws-cdk-lib/aws-rds';
import { refusal } from '../refusal';
import { flawOfVersion, reaches, versionOf, type EngineFlaw } from './engine-versions';

/** What forces TLS on a database, and how far it goes. */
export interface DatabaseTls {
  /** The parameters that force TLS at the strictest version that the engine has. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parameters that nobody has to set, and that weaken TLS at any other value. */
  readonly onlyAt: Readonly<Record<string, string>>;
  /** The oldest version that is then still spoken. */
  readonly oldestVersion: '1.0' | '1.2' | '1.3';
  /** Why this version of the engine is no choice. */
  readonly flaw?: EngineFlaw;
}

interface EngineTls extends Omit<DatabaseTls, 'flaw'> {
  /** The oldest version that has a parameter, where not all of them do. */
  readonly introduced?: Readonly<Record<string, string>>;
  /** The oldest version of each release line that can do this. */
  readonly since: readonly string[];
  /** What an older one cannot do. */
  readonly why: string;
  /** What an older one gets under an exception. */
  readonly older: Omit<DatabaseTls, 'flaw'>;
}

const NO_TLS_13 = 'older ones do not speak TLS 1.3';

/**
 * "Using SSL with a PostgreSQL DB instance" (Amazon RDS User Guide): `ssl_max_protocol_version` is TLS 1.3 by default in
 * 16 and later, and ciphers can be chosen from there on; for older ones no page says that TLS 1.3 is spoken.
 */
const POSTGRES = postgresOf(['16'], { ssl_min_protocol_version: '12' });

/** "Security with Amazon Aurora PostgreSQL" (Amazon Aurora User Guide): TLS 1.3 from these versions of each line. */
const AURORA_POSTGRES = postgresOf(['11.20', '12.15', '13.11', '14.8', '15.3']);

/**
 * "Security with Amazon Aurora MySQL" (Amazon Aurora User Guide): `tls_version` takes `TLSv1.3` alone, TLS 1.3 is spoken
 * from 3.04.0, and `require_secure_transport` is a parameter of the cluster.
 */
const AURORA_MYSQL: EngineTls = {
  parameters: { require_secure_transport: 'ON', tls_version: 'TLSv1.3' },
  onlyAt: {},
  oldestVersion: '1.3',
  since: ['3.04.0'],
  why: NO_TLS_13,
  introduced: { require_secure_transport: '2', tls_version: '2' },
  older: {
    parameters: { require_secure_transport: 'ON', tls_version: 'TLSv1.2' },
    onlyAt: {},
    oldestVersion: '1.2',
  },
};

/**
 * "SSL/TLS support for MySQL DB instances on Amazon RDS": 8.0 and 8.4 speak 1.2 and 1.3, 5.7 speaks 1.0 to 1.2. No page
 * names `tls_version` as a parameter of RDS for MySQL, so that 1.2 cannot be said to be switched off.
 */
const MYSQL = mysqlOf(['8.0'], 'older ones speak TLS 1.0 and do not speak TLS 1.3', '5.7');

/**
 * "SSL/TLS support for MariaDB DB instances on Amazon RDS": TLS 1.0 and 1.1 are gone after 10.5.23 and 10.6.16, and from
 * 10.11. No page names `tls_version` as a parameter of RDS for MariaDB, so that 1.2 cannot be said to be switched off.
 */
const MARIADB = mysqlOf(['10.5.24', '10.6.17', '10.11'], 'older ones speak TLS 1.0', '10.5');

/**
 * "Configuring SQL Server security protocols and ciphers" and "Using SSL with a Microsoft SQL Server DB instance" (Amazon
 * RDS User Guide): `rds.tls12` cannot be modified.
 */
const SQL_SERVER: DatabaseTls = {
  parameters: { 'rds.force_ssl': '1', 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' },
  onlyAt: {},
  oldestVersion: '1.2',
};

const ENGINES: Readonly<Record<string, EngineTls>> = {
  postgres: POSTGRES,
  'aurora-postgresql': AURORA_POSTGRES,
  mysql: MYSQL,
  'aurora-mysql': AURORA_MYSQL,
  mariadb: MARIADB,
};

/**
 * What forces TLS on an engine, at the strictest version that it has, as values of its parameter group.
 *
 * For Aurora they belong into the parameter group of the cluster. Only PostgreSQL and Aurora can be made to speak TLS
 * 1.3 alone.
 *
 * @throws when the engine cannot be made to speak TLS only, or states no version at all
 */
export function tlsOf(engine: IEngine): DatabaseTls {
  const flaw = flawOfTls(engine);
  const tls = flaw === undefined ? tryTlsOf(engine) : undefined;
  if (tls !== undefined) return tls;
  const { problem, why, instead } = flaw ?? notForced(engine);
  throw refusal('engine', problem, 'P2.1.3', why, instead);
}

/** The same; nothing for an engine that has no such settings, or whose version is not said. */
export function tryTlsOf(engine: IEngine): DatabaseTls | undefined {
  if (flawOfTls(engine) !== undefined) return undefined;
  if (engine.engineType.startsWith('sqlserver-')) return SQL_SERVER;
  const tls = ENGINES[engine.engineType];
  if (tls === undefined) return undefined;
  const flaw = flawOfVersion(engine, tls.since, tls.why);
  const { parameters, onlyAt, oldestVersion } = flaw === undefined ? tls : tls.older;
  return { parameters: known(parameters, engine, tls), onlyAt, oldestVersion, flaw };
}

/** What keeps an engine from being made to speak TLS only, whatever its version. */
export function flawOfTls(engine: IEngine): EngineFlaw | undefined {
  const { engineType, engineVersion } = engine;
  if (engineVersion === undefined) {
    const problem = `must state a version of ${engineType}`;
    return { problem, why: 'the TLS settings depend on it', instead: 'State the version' };
  }
  return engineType.startsWith('sqlserver-') || engineType in ENGINES ? undefined : notForced(engine);
}

function notForced({ engineType }: IEngine): EngineFlaw {
  return {
    problem: `must be PostgreSQL, MySQL, MariaDB or SQL Server, got ${engineType}`,
    why: 'TLS is not forced by a parameter there',
    instead: 'Choose one of them',
  };
}

/** The parameters that a version has: RDS makes no group with any other. */
function known(
  parameters: DatabaseTls['parameters'],
  engine: IEngine,
  { introduced = {} }: EngineTls,
): DatabaseTls['parameters'] {
  const version = versionOf(engine);
  return Object.fromEntries(
    Object.entries(parameters).filter(([name]) => {
      const from = introduced[name];
      return from === undefined || version === undefined || reaches(version, [from]) !== false;
    }),
  );
}

function postgresOf(since: readonly string[], introduced?: EngineTls['introduced']): EngineTls {
  return {
    parameters: { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.3' },
    // PostgreSQL does not start when its newest version is older than its oldest
    onlyAt: { ssl_max_protocol_version: 'TLSv1.3' },
    oldestVersion: '1.3',
    since,
    why: NO_TLS_13,
    introduced,
    older: {
      parameters: { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.2' },
      onlyAt: {},
      oldestVersion: '1.2',
    },
  };
}

function mysqlOf(since: readonly string[], why: string, introduced: string): EngineTls {
  const parameters = { require_secure_transport: '1' };
  return {
    parameters,
    onlyAt: { tls_version: 'TLSv1.3' },
    oldestVersion: '1.2',
    since,
    why,
    introduced: { require_secure_transport: introduced },
    older: { parameters, onlyAt: {}, oldestVersion: '1.0' },
  };
}
