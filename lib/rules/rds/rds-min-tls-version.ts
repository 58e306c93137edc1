import { all, holds, maybe } from '../../template/read/certainty';
import { valuesOf } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { engineOf, standsAlone } from '../concepts/database';
import { parameterOf } from '../concepts/database-parameters';
import { isSince, versionOf } from '../concepts/engine-version';
import { demanded, expected, refused } from '../expect';
import { defineRule, type NotExpressible, type Problem } from '../rule';

const UNSAID = maybe('the engine decides which versions it speaks, and is not said here', 'Engine');

/** How far an engine can be made to speak new versions of TLS only. */
interface EngineTls {
  /** The oldest versions, one a release line, that can be made to. */
  readonly since?: readonly (readonly number[])[];
  readonly parameters: Readonly<Record<string, ParameterRule>>;
  /** What AWS has no setting for. */
  readonly notExpressible?: NotExpressible;
}

interface ParameterRule {
  readonly what: string;
  readonly allowed: readonly string[];
  /** Whether the default is as strict as the engine gets. */
  readonly absentPasses?: boolean;
}

const MIN_TLS_13 = { ssl_min_protocol_version: { what: 'TLSv1.3', allowed: ['TLSv1.3'] } };

/** AWS names no parameter of RDS that switches TLS 1.2 off, so that what a group says is only kept from being weaker. */
const NO_OLD_TLS = {
  tls_version: {
    what: 'TLSv1.3 or nothing older than TLSv1.2',
    allowed: ['TLSv1.3', 'TLSv1.2,TLSv1.3', 'TLSv1.3,TLSv1.2'],
    absentPasses: true,
  },
};
const RDS_MYSQL = {
  reason: 'AWS documents no parameter by which RDS for MySQL or MariaDB speaks TLS 1.3 alone',
  step: 'Make clients refuse TLS 1.2, choose Aurora MySQL or PostgreSQL, or accept the risk on record.',
};

/** SQL Server cannot switch TLS 1.2 off. */
const SQL_SERVER: EngineTls = {
  parameters: {
    'rds.tls10': { what: 'disabled', allowed: ['disabled'] },
    'rds.tls11': { what: 'disabled', allowed: ['disabled'] },
  },
  notExpressible: {
    reason: 'RDS speaks TLS 1.2 with SQL Server itself, so it cannot be switched off',
    step: 'Make clients of SQL Server refuse TLS 1.2, or accept the risk on record.',
  },
};

const ENGINES: Readonly<Record<string, EngineTls>> = {
  postgres: { since: [[16]], parameters: MIN_TLS_13 },
  'aurora-postgresql': {
    since: [
      [11, 20],
      [12, 15],
      [13, 11],
      [14, 8],
      [15, 3],
    ],
    parameters: MIN_TLS_13,
  },
  'aurora-mysql': { since: [[3, 4, 0]], parameters: { tls_version: { what: 'TLSv1.3', allowed: ['TLSv1.3'] } } },
  mysql: { since: [[8, 0]], parameters: NO_OLD_TLS, notExpressible: RDS_MYSQL },
  mariadb: {
    since: [
      [10, 5, 24],
      [10, 6, 17],
      [10, 11],
    ],
    parameters: NO_OLD_TLS,
    notExpressible: RDS_MYSQL,
  },
};

export default defineRule({
  id: 'rds-min-tls-version',
  title: 'RDS database speaks no TLS version older than 1.3 where its engine can',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'An attacker who can make both sides fall back to an old version picks the one that is broken.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or choose a version of the engine that speaks TLS 1.3 and set `ssl_min_protocol_version` (PostgreSQL) or `tls_version` (Aurora MySQL) to TLSv1.3 in the parameter group; for SQL Server, `rds.tls10` and `rds.tls11` to disabled.',
  controls: {
    iso27001: { 'A.5.14': 'judgement', 'A.8.21': 'judgement', 'A.8.24': 'peer' },
    soc2: { 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'judgement', '164.312(e)(2)(i)': 'judgement', '164.312(e)(2)(ii)': 'judgement' },
    pci: { '2.2.5': 'judgement', '4.2.1': 'judgement', '12.3.3': 'judgement' },
  },
  equivalents: { prowler: ['rds_instance_transport_encrypted'] },
  appliesTo: (database) =>
    all([standsAlone(database), holds(engineOf(database), (engine) => tlsOf(engine) !== undefined, UNSAID)]),
  *check(database, { relations }) {
    yield* refused(
      holds(engineOf(database), () => false, UNSAID),
      'an engine',
    );
    for (const engine of valuesOf([engineOf(database)])) {
      const { since, parameters = {} } = tlsOf(engine) ?? {};
      if (since !== undefined) yield* newEnough(database, engine, since);
      yield* strictest(database, relations, parameters);
    }
  },
  notExpressible(database) {
    const [engine] = valuesOf([engineOf(database)]);
    return engine === undefined ? undefined : tlsOf(engine)?.notExpressible;
  },
});

function tlsOf(engine: string): EngineTls | undefined {
  if (engine.startsWith('sqlserver-')) return SQL_SERVER;
  return Object.hasOwn(ENGINES, engine) ? ENGINES[engine] : undefined;
}

function newEnough(database: Resource, engine: string, since: readonly (readonly number[])[]): Iterable<Problem> {
  const oldest = since.map((least) => least.join('.')).join(', ');
  const unsaid = maybe(`${engine} speaks only new versions of TLS from ${oldest} on`);
  const enough = holds(versionOf(database), (version) => isSince(version, since), unsaid);
  return demanded(enough, `${engine} ${oldest} or newer`);
}

function* strictest(
  database: Resource,
  relations: Relations,
  parameters: Readonly<Record<string, ParameterRule>>,
): Generator<Problem> {
  for (const [name, { what, allowed, absentPasses }] of Object.entries(parameters)) {
    const parameter = parameterOf(database, relations, name);
    const strict = (value: string): boolean => allowed.includes(value.replaceAll(' ', ''));
    yield* expected(parameter, `${name} at ${what}`, strict, {
      absentPasses,
      byDefault: 'older versions are spoken by default',
    });
  }
}
