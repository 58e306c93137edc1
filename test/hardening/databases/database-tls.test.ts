import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  OracleEngineVersion,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  type IEngine,
} from 'aws-cdk-lib/aws-rds';
import { tlsOf } from '../../../lib/hardening/databases/database-tls';

const postgres = (version: string, major: string): IEngine =>
  DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.of(version, major) });
const auroraPostgres = (version: string, major: string): IEngine =>
  DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of(version, major) });
const auroraMysql = (version: AuroraMysqlEngineVersion): IEngine => DatabaseClusterEngine.auroraMysql({ version });
const mysql = (version: MysqlEngineVersion): IEngine => DatabaseInstanceEngine.mysql({ version });
const mariaDb = (version: string, major: string): IEngine =>
  DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.of(version, major) });

test.each<[string, IEngine, Record<string, string>, string]>([
  ['RDS PostgreSQL 16', postgres('16.1', '16'), { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.3' }, '1.3'],
  [
    'Aurora PostgreSQL 15.3',
    auroraPostgres('15.3', '15'),
    { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.3' },
    '1.3',
  ],
  [
    'Aurora MySQL 3.04.0',
    auroraMysql(AuroraMysqlEngineVersion.VER_3_04_0),
    { require_secure_transport: 'ON', tls_version: 'TLSv1.3' },
    '1.3',
  ],
  ['RDS MySQL 8.0', mysql(MysqlEngineVersion.VER_8_0), { require_secure_transport: '1' }, '1.2'],
  ['RDS MariaDB 10.6.17', mariaDb('10.6.17', '10.6'), { require_secure_transport: '1' }, '1.2'],
  [
    'SQL Server',
    DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16 }),
    { 'rds.force_ssl': '1', 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' },
    '1.2',
  ],
])('forces TLS and says from which version on: %s', (_, engine, parameters, oldestVersion) => {
  expect(tlsOf(engine)).toMatchObject({ parameters, oldestVersion });
  expect(tlsOf(engine).flaw).toBeUndefined();
});

test.each<[string, IEngine, string]>([
  ['RDS PostgreSQL 15', postgres('15.10', '15'), 'must be postgres 16 or newer, got 15.10'],
  ['RDS PostgreSQL 15 by its major version', postgres('15', '15'), 'must be postgres 16 or newer, got 15'],
  [
    'Aurora PostgreSQL 15.2',
    auroraPostgres('15.2', '15'),
    'must be aurora-postgresql 11.20, 12.15, 13.11, 14.8, 15.3 or newer, got 15.2',
  ],
  [
    'Aurora PostgreSQL 15 by its major version',
    auroraPostgres('15', '15'),
    'must state a full version of aurora-postgresql, got 15',
  ],
  [
    'Aurora MySQL 3.03',
    auroraMysql(AuroraMysqlEngineVersion.of('8.0.mysql_aurora.3.03.1', '8.0')),
    'must be aurora-mysql 3.04.0 or newer, got 8.0.mysql_aurora.3.03.1',
  ],
  [
    'Aurora MySQL 2',
    auroraMysql(AuroraMysqlEngineVersion.VER_2_11_4),
    'must be aurora-mysql 3.04.0 or newer, got 5.7.mysql_aurora.2.11.4',
  ],
  ['RDS MySQL 5.7', mysql(MysqlEngineVersion.VER_5_7), 'must be mysql 8.0 or newer, got 5.7'],
  ['RDS MariaDB 10.6.16', mariaDb('10.6.16', '10.6'), 'must be mariadb 10.5.24, 10.6.17, 10.11 or newer, got 10.6.16'],
])('says which version would do: %s', (_, engine, problem) => {
  expect(tlsOf(engine).flaw?.problem).toBe(problem);
});

test('an old engine under an exception gets what it has, and says so', () => {
  expect(tlsOf(postgres('15.10', '15'))).toMatchObject({
    parameters: { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.2' },
    oldestVersion: '1.2',
  });
  expect(tlsOf(mysql(MysqlEngineVersion.VER_5_7)).oldestVersion).toBe('1.0');
});

test.each<[string, IEngine, string]>([
  [
    'Oracle',
    DatabaseInstanceEngine.oracleEe({ version: OracleEngineVersion.VER_19 }),
    "'engine' must be PostgreSQL, MySQL, MariaDB or SQL Server, got oracle-ee (P2.1.3): TLS is not forced by a parameter there. Choose one of them.",
  ],
  [
    'no version',
    DatabaseInstanceEngine.POSTGRES,
    "'engine' must state a version of postgres (P2.1.3): the TLS settings depend on it. State the version.",
  ],
])('refuses an engine that cannot: %s', (_, engine, sentence) => {
  expect(() => tlsOf(engine)).toThrow(sentence);
});
