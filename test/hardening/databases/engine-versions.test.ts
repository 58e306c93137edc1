import { CfnParameter, Stack } from 'aws-cdk-lib';
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  MariaDbEngineVersion,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  type IEngine,
} from 'aws-cdk-lib/aws-rds';
import { flawOfVersion, reaches, versionOf } from '../../../lib/hardening/databases/engine-versions';

const postgres = (version: PostgresEngineVersion): IEngine => DatabaseInstanceEngine.postgres({ version });
const auroraPostgres = (full: string, major: string): IEngine =>
  DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of(full, major) });
const auroraMysql = (version: AuroraMysqlEngineVersion): IEngine => DatabaseClusterEngine.auroraMysql({ version });
const AURORA = ['11.20', '12.15', '13.11', '14.8', '15.3'];

test.each<[string, IEngine, readonly number[] | undefined]>([
  ['a minor version', postgres(PostgresEngineVersion.VER_15_10), [15, 10]],
  ['a major version alone', postgres(PostgresEngineVersion.VER_15), [15]],
  ['a version of one’s own', postgres(PostgresEngineVersion.of('16.3', '16')), [16, 3]],
  ['extended support', postgres(PostgresEngineVersion.of('11.22-rds.20240418', '11')), [11, 22]],
  ['Aurora MySQL 3', auroraMysql(AuroraMysqlEngineVersion.VER_3_04_0), [3, 4, 0]],
  ['Aurora MySQL 2', auroraMysql(AuroraMysqlEngineVersion.VER_2_11_4), [2, 11, 4]],
  ['Aurora MySQL by the version of MySQL', auroraMysql(AuroraMysqlEngineVersion.of('8.0', '8.0')), [3]],
  ['Aurora MySQL 2 by the version of MySQL', auroraMysql(AuroraMysqlEngineVersion.of('5.7.12', '5.7')), [2]],
  ['Aurora MySQL of an unknown MySQL', auroraMysql(AuroraMysqlEngineVersion.of('9.9', '9.9')), undefined],
  ['Aurora MySQL as it comes', DatabaseClusterEngine.AURORA_MYSQL, [2]],
  ['Aurora PostgreSQL as it comes', DatabaseClusterEngine.AURORA_POSTGRESQL, undefined],
  [
    'SQL Server',
    DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16_00_4236_2_V1 }),
    [16, 0, 4236, 2],
  ],
  ['SQL Server by its year', DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16 }), [16, 0]],
  ['MariaDB', DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_10_11_14 }), [10, 11, 14]],
  ['none', DatabaseInstanceEngine.POSTGRES, undefined],
])('the numbers of a version: %s', (_, engine, numbers) => {
  expect(versionOf(engine)).toEqual(numbers);
});

test('a version that only deployment knows has no numbers', () => {
  const { valueAsString } = new CfnParameter(new Stack(), 'Version');
  expect(versionOf(postgres(PostgresEngineVersion.of(valueAsString, '16')))).toBeUndefined();
});

test.each<[readonly number[], readonly string[], boolean | undefined]>([
  [[16], ['16'], true],
  [[15, 99], ['16'], false],
  [[17, 1], ['16'], true],
  [[3, 4, 0], ['3.04.0'], true],
  [[3, 3, 9], ['3.04.0'], false],
  [[3, 10, 0], ['3.04.0'], true],
  [[3], ['3.04.0'], undefined],
  [[3, 4], ['3.04.0'], true],
  [[2], ['3.04.0'], false],
  [[15, 3], AURORA, true],
  [[15, 2], AURORA, false],
  [[15], AURORA, undefined],
  [[14, 8], AURORA, true],
  [[14, 7], AURORA, false],
  [[11, 20], AURORA, true],
  [[11, 19], AURORA, false],
  [[10, 99], AURORA, false],
  [[16], AURORA, true],
  [[10, 5, 24], ['10.5.24', '10.6.17', '10.11'], true],
  [[10, 6, 16], ['10.5.24', '10.6.17', '10.11'], false],
  [[10, 6], ['10.5.24', '10.6.17', '10.11'], undefined],
  [[10, 11], ['10.5.24', '10.6.17', '10.11'], true],
  [[11, 4, 5], ['10.5.24', '10.6.17', '10.11'], true],
  [[10, 4, 30], ['10.5.24', '10.6.17', '10.11'], false],
  [[16, 0], ['16.00.4215.2'], undefined],
  [[16, 0, 4215, 2], ['16.00.4215.2'], true],
  [[16, 0, 4215, 1], ['16.00.4215.2'], false],
])('%j since %j is %s', (version, since, expected) => {
  expect(reaches(version, since)).toBe(expected);
});

test.each<[string, IEngine, string | undefined]>([
  ['new enough', auroraPostgres('15.3', '15'), undefined],
  [
    'too old',
    auroraPostgres('15.2', '15'),
    'must be aurora-postgresql 11.20, 12.15, 13.11, 14.8, 15.3 or newer, got 15.2',
  ],
  ['not said far enough', auroraPostgres('15', '15'), 'must state a full version of aurora-postgresql, got 15'],
  [
    'not said at all',
    DatabaseClusterEngine.AURORA_POSTGRESQL,
    'must state a full version of aurora-postgresql, got none that is known before deployment',
  ],
])('what is wrong with a version: %s', (_, engine, problem) => {
  expect(flawOfVersion(engine, AURORA, 'older ones do not speak TLS 1.3')?.problem).toBe(problem);
});
