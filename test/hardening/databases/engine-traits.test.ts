import { Aws } from 'aws-cdk-lib';
import {
  AuroraMysqlEngineVersion,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  type IEngine,
} from 'aws-cdk-lib/aws-rds';
import {
  defaultInstanceType,
  flawOfIamSignIn,
  flawOfStandby,
  hasInsights,
} from '../../../lib/hardening/databases/engine-traits';

const sqlServer = SqlServerEngineVersion.VER_16;
const standard = DatabaseInstanceEngine.sqlServerSe({ version: sqlServer });
const enterprise = DatabaseInstanceEngine.sqlServerEe({ version: sqlServer });
const express = DatabaseInstanceEngine.sqlServerEx({ version: sqlServer });
const web = (full: string, major: string): IEngine =>
  DatabaseInstanceEngine.sqlServerWeb({ version: SqlServerEngineVersion.of(full, major) });
const postgres = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 });
const mysql = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_5 });
const mariaDb = (full: string, major: string): IEngine =>
  DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.of(full, major) });
const auroraMysql = DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 });

test.each<[string, IEngine, string | undefined]>([
  ['PostgreSQL', postgres, undefined],
  ['SQL Server Standard', standard, undefined],
  ['SQL Server Express', express, 'may not be sqlserver-ex'],
  ['SQL Server Web 2022', web('16.00.4215.2.v1', '16.00'), undefined],
  [
    'SQL Server Web 2022 before',
    web('16.00.4210.1.v1', '16.00'),
    'must be sqlserver-web 16.00.4215.2 or newer, got 16.00.4210.1.v1',
  ],
  ['SQL Server Web 2022 by its year', web('16.00', '16.00'), 'must state a full version of sqlserver-web, got 16.00'],
  [
    'SQL Server Web 2019',
    web('15.00.4430.1.v1', '15.00'),
    'must be sqlserver-web 16.00.4215.2 or newer, got 15.00.4430.1.v1',
  ],
])('what keeps an engine from having a standby: %s', (_, engine, problem) => {
  expect(flawOfStandby(engine)?.problem).toBe(problem);
});

test.each<[string, IEngine, string | undefined, string | undefined]>([
  ['PostgreSQL', postgres, 'eu-central-2', undefined],
  ['MySQL', mysql, 'eu-central-2', undefined],
  ['MariaDB 10.11', mariaDb('10.11.14', '10.11'), 'eu-central-1', undefined],
  ['MariaDB 10.11 by its line', mariaDb('10.11', '10.11'), undefined, undefined],
  ['MariaDB 10.6', mariaDb('10.6.20', '10.6'), 'eu-central-1', 'must be mariadb 10.11 or newer, got 10.6.20'],
  ['MariaDB in Zurich', mariaDb('11.4.5', '11.4'), 'eu-central-2', 'may not be mariadb in eu-central-2'],
  ['MariaDB in Spain', mariaDb('11.4.5', '11.4'), 'eu-south-2', 'may not be mariadb in eu-south-2'],
  ['MariaDB 11.4 in Mexico', mariaDb('11.4.5', '11.4'), 'mx-central-1', undefined],
  [
    'MariaDB 10.11 in Mexico',
    mariaDb('10.11.14', '10.11'),
    'mx-central-1',
    'must be mariadb 11.4 or newer, got 10.11.14',
  ],
  ['SQL Server', standard, 'eu-central-1', 'may not be sqlserver-se'],
])('what keeps an engine from signing in by IAM: %s', (_, engine, region, problem) => {
  expect(flawOfIamSignIn(engine, region)?.problem).toBe(problem);
});

test.each<[string, IEngine, string, string]>([
  ['PostgreSQL', postgres, 'eu-central-1', 'm7g.large'],
  ['in any Region', postgres, Aws.REGION, 'm7g.large'],
  ['SQL Server Standard', standard, 'eu-central-1', 'm6i.large'],
  ['SQL Server Enterprise, which begins at xlarge', enterprise, 'eu-central-1', 'm6i.xlarge'],
])('the class of an instance that states none: %s', (_, engine, region, expected) => {
  expect(defaultInstanceType(engine, region).toString()).toBe(expected);
});

test.each<[string, IEngine, string, string]>([
  [
    'SQL Server Express',
    express,
    'eu-central-1',
    "'instanceType' must be stated for sqlserver-ex (P4.2): it runs on db.t3.micro to db.t3.xlarge only. State a class that is offered.",
  ],
  [
    'PostgreSQL in Milan',
    postgres,
    'eu-south-1',
    "'instanceType' must be stated for postgres in eu-south-1 (P4.2): db.m7g is not offered there. State a class that is offered.",
  ],
  [
    'SQL Server in Zurich',
    standard,
    'eu-central-2',
    "'instanceType' must be stated for sqlserver-se in eu-central-2 (P4.2): db.m6i is not offered there. State a class that is offered.",
  ],
])('asks for a class where there is no default: %s', (_, engine, region, sentence) => {
  expect(() => defaultInstanceType(engine, region)).toThrow(sentence);
});

test.each<[IEngine, string, boolean]>([
  [mysql, 'db.t3.small', false],
  [mysql, 't4g.micro', false],
  [mysql, 'db.t3.medium', true],
  [auroraMysql, 'db.t3.medium', false],
  [auroraMysql, 'db.t4g.small', false],
  [auroraMysql, 'db.t4g.medium', true],
  [auroraMysql, 'db.serverless', true],
  [postgres, 'db.t3.micro', true],
])('%s on %s has insights: %s', (engine, instanceClass, expected) => {
  expect(hasInsights(engine, instanceClass)).toBe(expected);
});
