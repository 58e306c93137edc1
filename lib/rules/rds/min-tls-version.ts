import type { Relations } from '../../template/relations';
import type { Resource } from '../../template/resource';
import { expected, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { engineOf, familyOf, isMember, type EngineFamily } from './database';
import { parameterOf } from './parameters';

/** The strictest values that each kind of engine takes: SQL Server cannot switch TLS 1.2 off. */
const STRICTEST: Readonly<Record<EngineFamily, Readonly<Record<string, string>>>> = {
  postgres: { ssl_min_protocol_version: 'TLSv1.3' },
  mysql: { tls_version: 'TLSv1.3' },
  sqlserver: { 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' },
  other: {},
};

export default defineRule({
  id: 'rds-min-tls-version',
  title: 'RDS database speaks no TLS version older than 1.3 where its engine can',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  rationale: 'An attacker who can make both sides fall back to an old version picks the one that is broken.',
  remediation:
    'Use `SecureDatabaseInstance` or `SecureDatabaseCluster`, or set `ssl_min_protocol_version` (PostgreSQL) or `tls_version` (MySQL, MariaDB) to TLSv1.3 in the parameter group; for SQL Server, `rds.tls10` and `rds.tls11` to disabled.',
  controls: {
    iso27001: { 'A.5.14': 'judgement', 'A.8.21': 'judgement', 'A.8.24': 'peer' },
    soc2: { 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'judgement', '164.312(e)(2)(i)': 'judgement', '164.312(e)(2)(ii)': 'judgement' },
    pci: { '2.2.5': 'judgement', '4.2.1': 'judgement', '12.3.3': 'judgement' },
  },
  equivalents: { prowler: ['rds_instance_transport_encrypted'] },
  appliesTo(database) {
    const engine = engineOf(database);
    return !isMember(database) && (engine.kind !== 'value' || familyOf(engine.value) !== 'other');
  },
  *check(database, { relations }) {
    const engine = engineOf(database);
    if (engine.kind === 'value') yield* strictest(database, relations, STRICTEST[familyOf(engine.value)]);
    else
      yield undetermined({ path: 'Engine', why: 'the engine decides which versions it speaks, and is not said here' });
  },
  notExpressible(database) {
    const engine = engineOf(database);
    if (engine.kind !== 'value' || familyOf(engine.value) !== 'sqlserver') return undefined;
    return {
      reason: 'RDS speaks TLS 1.2 with SQL Server itself, so it cannot be switched off',
      step: 'Make clients of SQL Server refuse TLS 1.2, or accept the risk on record.',
    };
  },
});

function* strictest(
  database: Resource,
  relations: Relations,
  parameters: Readonly<Record<string, string>>,
): Generator<Problem> {
  for (const [name, strict] of Object.entries(parameters)) {
    const parameter = parameterOf(database, relations, name);
    yield* expected(parameter, `${name} at ${strict}`, (value) => value === strict, {
      byDefault: 'older versions are spoken by default',
    });
  }
}
