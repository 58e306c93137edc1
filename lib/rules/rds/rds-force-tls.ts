import { any, because, certain, holds, maybe, no, type Certainty } from '../../template/read/certainty';
import { mapReading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { engineOf, familyOf, standsAlone, type EngineFamily } from '../concepts/database';
import { parameterOf } from '../concepts/database-parameters';
import { isSince, versionOf } from '../concepts/engine-version';
import { demanded, expectTrue, seen } from '../expect';
import { defineRule } from '../rule';

const UNSAID = maybe('the engine decides how TLS is forced, and is not said here', 'Engine');
const PROXY = 'AWS::RDS::DBProxy';
const ON = ['1', 'on', 'true'];
const PARAMETERS: Readonly<Record<EngineFamily, string | undefined>> = {
  postgres: 'rds.force_ssl',
  sqlserver: 'rds.force_ssl',
  mysql: 'require_secure_transport',
  other: undefined,
};
/** The versions from which an engine forces TLS by default. */
const BY_DEFAULT: Readonly<Record<string, readonly (readonly number[])[]>> = {
  postgres: [[15]],
  'aurora-postgresql': [[17]],
  mariadb: [[11, 8]],
};

export default defineRule({
  id: 'rds-force-tls',
  title: 'RDS database refuses connections without TLS',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::RDS::DBProxy'],
  rationale: 'A client that forgets TLS sends its password and every row in the clear, and nothing tells.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `rds.force_ssl` (PostgreSQL, SQL Server) or `require_secure_transport` (MySQL, MariaDB) to 1 in a parameter group of your own; for Aurora, in that of the cluster.',
  controls: {
    iso27001: { 'A.5.14': 'judgement', 'A.8.24': 'peer' },
    soc2: { 'CC6.1': 'judgement', 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'judgement', '164.312(e)(2)(i)': 'judgement', '164.312(e)(2)(ii)': 'judgement' },
    pci: { '4.2.1': 'judgement' },
  },
  equivalents: {
    awsConfig: ['rds-mysql-instance-encrypted-in-transit', 'rds-postgres-instance-encrypted-in-transit'],
    securityHub: ['RDS.38', 'RDS.39', 'RDS.44'],
    prowler: ['rds_instance_transport_encrypted'],
  },
  appliesTo: (resource) => any([certain(resource.type === PROXY), () => standsAlone(resource)]),
  *check(resource, { relations }) {
    if (resource.type === PROXY) {
      yield* expectTrue(resource.boolean('RequireTLS'), 'false by default');
      return;
    }
    const engine = engineOf(resource);
    const parameter = seen(mapReading(engine, (name) => PARAMETERS[familyOf(name)] ?? 'a parameter')).reason ?? '';
    const forced = holds(engine, (name) => forcesTls(resource, relations, name), UNSAID);
    yield* demanded(forced, `a parameter group with ${parameter} at 1`);
  },
});

function forcesTls(database: Resource, relations: Relations, engine: string): Certainty {
  const name = PARAMETERS[familyOf(engine)];
  if (name === undefined) return maybe(`no parameter forces TLS on ${engine}`);
  const parameter = parameterOf(database, relations, name);
  const from = BY_DEFAULT[engine];
  const unsaid = maybe('the version decides whether TLS is forced by default', 'EngineVersion');
  const byDefault = from === undefined ? no : holds(versionOf(database), (version) => isSince(version, from), unsaid);
  const on = holds(parameter, (value) => ON.includes(value.toLowerCase()), byDefault);
  return because(on, seen(parameter, 'off by default'));
}
