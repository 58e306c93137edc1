import { Fn, Stack, Token } from 'aws-cdk-lib';
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  OptionGroup,
  OracleEngineVersion,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  type IEngine,
} from 'aws-cdk-lib/aws-rds';
import { flawOfExports, flawOfOptionGroup, isSilent, logsOf } from '../../../lib/hardening/databases/database-logs';

const mysql = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_5 });
const postgres = (version: PostgresEngineVersion): IEngine => DatabaseInstanceEngine.postgres({ version });
const option = {
  name: 'MARIADB_AUDIT_PLUGIN',
  settings: { SERVER_AUDIT_EVENTS: 'CONNECT,QUERY_DDL,QUERY_DCL', SERVER_AUDIT_EXCL_USERS: 'rdsadmin' },
};
const FILES = { slow_query_log: '1', log_output: 'FILE' };

test.each<[string, IEngine, ReturnType<typeof logsOf>]>([
  ['MySQL', mysql, { exports: ['audit', 'error', 'slowquery'], parameters: FILES, option }],
  [
    'MariaDB',
    DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_11_4_5 }),
    { exports: ['audit', 'error', 'slowquery'], parameters: FILES, option },
  ],
  [
    'Aurora MySQL, which has no options',
    DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 }),
    {
      exports: ['audit', 'error', 'slowquery'],
      parameters: { ...FILES, server_audit_logging: '1', server_audit_events: 'CONNECT,QUERY_DDL,QUERY_DCL' },
    },
  ],
  [
    'PostgreSQL 17, where connections are a switch',
    postgres(PostgresEngineVersion.VER_17_7),
    { exports: ['postgresql', 'upgrade'], parameters: { log_connections: '1', log_disconnections: '1' } },
  ],
  [
    'PostgreSQL 18, where connections are a list',
    postgres(PostgresEngineVersion.VER_18_1),
    { exports: ['postgresql', 'upgrade'], parameters: { log_connections: 'all', log_disconnections: '1' } },
  ],
  [
    'Aurora PostgreSQL',
    DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
    { exports: ['postgresql'], parameters: { log_connections: '1', log_disconnections: '1' } },
  ],
  [
    'SQL Server',
    DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16 }),
    { exports: ['agent', 'error'], parameters: {} },
  ],
  [
    'SQL Server Express, which has no agent',
    DatabaseInstanceEngine.sqlServerEx({ version: SqlServerEngineVersion.VER_16 }),
    { exports: ['error'], parameters: {} },
  ],
  [
    'Oracle, which is not built',
    DatabaseInstanceEngine.oracleEe({ version: OracleEngineVersion.VER_19 }),
    { exports: [], parameters: {} },
  ],
])('the logs that an engine exports, and what makes them: %s', (_, engine, logs) => {
  expect(logsOf(engine)).toEqual(logs);
});

test.each<[string, readonly string[] | undefined, string | undefined]>([
  ['left out', undefined, undefined],
  ['all', ['slowquery', 'error', 'audit'], undefined],
  ['more', ['slowquery', 'error', 'audit', 'iam-db-auth-error'], undefined],
  ['only deployment knows', Token.asList(Fn.importValue('Logs')), undefined],
  ['one', ['error'], 'must hold audit and slowquery'],
  ['none', [], 'must hold audit and error and slowquery'],
])('what is wrong with exports: %s', (_, exported, flaw) => {
  expect(flawOfExports(mysql, exported)).toBe(flaw);
});

test.each<[string, (stack: Stack) => OptionGroup, string | undefined]>([
  ['audits', (stack) => new OptionGroup(stack, 'Group', { engine: mysql, configurations: [option] }), undefined],
  [
    'does not audit',
    (stack) => new OptionGroup(stack, 'Group', { engine: mysql, configurations: [{ name: 'MEMCACHED' }] }),
    'must hold MARIADB_AUDIT_PLUGIN',
  ],
])('what is wrong with an option group: it %s', (_, group, flaw) => {
  expect(flawOfOptionGroup(mysql, group(new Stack()))).toBe(flaw);
});

test('an option group from elsewhere cannot be looked into, and other engines need none', () => {
  const stack = new Stack();
  expect(flawOfOptionGroup(mysql, OptionGroup.fromOptionGroupName(stack, 'Imported', 'ours'))).toBeUndefined();
  const engine = DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16 });
  const group = new OptionGroup(stack, 'Group', { engine, configurations: [{ name: 'SQLSERVER_AUDIT' }] });
  expect(flawOfOptionGroup(engine, group)).toBeUndefined();
});

test.each([
  ['1', false],
  ['ON', false],
  ['all', false],
  ['FILE', false],
  ['receipt,authentication', false],
  ['0', true],
  ['OFF', true],
  ['TABLE', true],
  ['NONE', true],
  ['', true],
])('the value %s of a parameter keeps a log empty: %s', (value, silent) => {
  expect(isSilent(value)).toBe(silent);
});
