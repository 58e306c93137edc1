import { Stack } from 'aws-cdk-lib';
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
import { Key } from 'aws-cdk-lib/aws-kms';
import { DataCategory } from '../../../lib';
import type { DatabaseAt } from '../../../lib/hardening/databases/database-props';
import { tryTlsOf } from '../../../lib/hardening/databases/database-tls';
import { flawsOfEngine } from '../../../lib/hardening/databases/engine';
import { isServerless } from '../../../lib/hardening/databases/engine-traits';
import { Limits } from '../../../lib/hardening/limits';

const postgres = (full: string, major: string): IEngine =>
  DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.of(full, major) });
const mysql = (full: string, major: string): IEngine =>
  DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.of(full, major) });
const mariaDb = (full: string, major: string): IEngine =>
  DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.of(full, major) });
const sqlServer = SqlServerEngineVersion.VER_16;
const aurora = (full: string, major: string): IEngine =>
  DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of(full, major) });
const auroraMysql = (full: string): IEngine =>
  DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.of(`8.0.mysql_aurora.${full}`, '8.0') });

function at(engine: IEngine): DatabaseAt {
  const scope = new Stack(undefined, 'Stack', { env: { region: 'eu-central-1' } });
  const key = (): Key => new Key(scope, 'Key');
  return {
    props: { engine },
    scope,
    limits: Limits.at(scope),
    category: DataCategory.CUSTOMER_WORKLOADS,
    mode: 'fill',
    deployed: false,
    note: jest.fn(),
    key,
    logKey: key,
  };
}

test.each<[string, IEngine, string[]]>([
  ['PostgreSQL 17', postgres('17.7', '17'), []],
  ['SQL Server Standard', DatabaseInstanceEngine.sqlServerSe({ version: sqlServer }), []],
  ['no version', DatabaseInstanceEngine.POSTGRES, ['must state a version of postgres']],
  [
    'Oracle',
    DatabaseInstanceEngine.oracleEe({ version: OracleEngineVersion.VER_19 }),
    ['must be PostgreSQL, MySQL, MariaDB or SQL Server, got oracle-ee'],
  ],
  ['no TLS 1.3', postgres('15.10', '15'), ['must be postgres 16 or newer, got 15.10']],
  ['no sign-in by IAM', mariaDb('10.6.20', '10.6'), ['must be mariadb 10.11 or newer, got 10.6.20']],
  [
    'neither TLS 1.2 alone nor sign-in by IAM',
    mariaDb('10.4.34', '10.4'),
    ['must be mariadb 10.5.24, 10.6.17, 10.11 or newer, got 10.4.34', 'must be mariadb 10.11 or newer, got 10.4.34'],
  ],
  ['no standby', DatabaseInstanceEngine.sqlServerEx({ version: sqlServer }), ['may not be sqlserver-ex']],
])('everything that keeps an engine from keeping the policy is said at once: %s', (_, engine, problems) => {
  expect(flawsOfEngine(engine, at(engine)).map(({ problem }) => problem)).toEqual(problems);
});

test.each<[string, IEngine, string[]]>([
  ['PostgreSQL 12', postgres('12.22', '12'), ['rds.force_ssl', 'ssl_min_protocol_version']],
  ['PostgreSQL 11', postgres('11.22', '11'), ['rds.force_ssl']],
  ['MySQL 5.7', mysql('5.7.44', '5.7'), ['require_secure_transport']],
  ['MySQL 5.6', mysql('5.6.51', '5.6'), []],
  ['MariaDB 10.5', mariaDb('10.5.29', '10.5'), ['require_secure_transport']],
  ['MariaDB 10.4', mariaDb('10.4.34', '10.4'), []],
])('only parameters that a version has are asked for: %s', (_, engine, names) => {
  expect(Object.keys(tryTlsOf(engine)?.parameters ?? {})).toEqual(names);
});

test.each<[string, IEngine, boolean]>([
  ['Aurora PostgreSQL 13.6', aurora('13.6', '13'), true],
  ['Aurora PostgreSQL 13.5', aurora('13.5', '13'), false],
  ['Aurora PostgreSQL 12.15', aurora('12.15', '12'), false],
  ['Aurora PostgreSQL 15.2', aurora('15.2', '15'), true],
  ['Aurora PostgreSQL 15.1', aurora('15.1', '15'), false],
  ['Aurora PostgreSQL 16.1', aurora('16.1', '16'), true],
  ['Aurora PostgreSQL of no version', DatabaseClusterEngine.AURORA_POSTGRESQL, false],
  ['Aurora MySQL 3.02.0', auroraMysql('3.02.0'), true],
  ['Aurora MySQL 3.01.1', auroraMysql('3.01.1'), false],
  ['PostgreSQL', postgres('17.7', '17'), false],
])('serverless instances run from these versions on: %s', (_, engine, expected) => {
  expect(isServerless(engine)).toBe(expected);
});
