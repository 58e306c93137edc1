import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { expectTrue, fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { engineOf, familyOf, isMember, type EngineFamily } from '../concepts/database';
import { isAtLeast, versionOf } from '../concepts/engine-version';
import { parameterOf } from '../concepts/database-parameters';

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
  appliesTo: (resource) => resource.type === PROXY || !isMember(resource),
  *check(resource, { relations }) {
    if (resource.type === PROXY) yield* expectTrue(resource.boolean('RequireTLS'), 'false by default');
    else yield* forcesTls(resource, relations);
  },
});

function* forcesTls(database: Resource, relations: Relations): Generator<Problem> {
  const engine = engineOf(database);
  if (engine.kind !== 'value') {
    yield undetermined({ path: 'Engine', why: 'the engine decides how TLS is forced, and is not said here' });
    return;
  }
  const name = PARAMETERS[familyOf(engine.value)];
  if (name === undefined) {
    yield undetermined({ path: engine.path, why: `no parameter forces TLS on ${engine.value}` });
    return;
  }
  const parameter = parameterOf(database, relations, name);
  if (parameter.kind === 'unknown') yield undetermined(parameter);
  if (parameter.kind === 'value' && !ON.includes(parameter.value.toLowerCase())) {
    yield fail(parameter.path, `${name} at 1`, parameter.value);
  }
  if (parameter.kind !== 'absent') return;
  const from = BY_DEFAULT[engine.value];
  const version = versionOf(database);
  const byDefault = from === undefined ? false : version.kind === 'value' ? isAtLeast(version.value, from) : undefined;
  if (byDefault === undefined) {
    yield undetermined({ path: 'EngineVersion', why: 'the version decides whether TLS is forced by default' });
  } else if (!byDefault) {
    yield fail(parameter.path, `a parameter group with ${name} at 1`, 'nothing (off by default)');
  }
}
