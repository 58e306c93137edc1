import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { InstanceType, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  DatabaseInstance,
  DatabaseInstanceEngine,
  EngineLifecycleSupport,
  LicenseModel,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  OptionGroup,
  OracleEngineVersion,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  StorageType,
  type DatabaseInstanceProps,
  type IInstanceEngine,
} from 'aws-cdk-lib/aws-rds';
import { SecureDatabaseInstance, type DataCategory } from '../../../lib';
import { DATABASE_INSTANCE } from '../../../lib/hardening/databases/instance';
import { backUp } from '../backup';
import { made, subject, value, type Sample, type SamplesOf } from '../subject';
import { certificates, ENV, fresh, keys, network, role, SHARED } from './database';

type Engine = Sample<DatabaseInstanceProps, IInstanceEngine>;

const licenseModel = LicenseModel.LICENSE_INCLUDED;
const postgres = (version: PostgresEngineVersion): IInstanceEngine => DatabaseInstanceEngine.postgres({ version });
const mysql = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_5 });
const mariaDb = (full: string, major: string): IInstanceEngine =>
  DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.of(full, major) });
const standard = DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16_00_4215_2_V1 });
const express = DatabaseInstanceEngine.sqlServerEx({ version: SqlServerEngineVersion.VER_16_00_4215_2_V1 });
const oracle = DatabaseInstanceEngine.oracleEe({ version: OracleEngineVersion.VER_19 });
const medium = new InstanceType('t3.medium');

/** Engines that keep the policy: each type, each version on its bound. */
const ABLE: Engine[] = [
  value(postgres(PostgresEngineVersion.of('16', '16'))),
  value(postgres(PostgresEngineVersion.VER_16_10)),
  value(postgres(PostgresEngineVersion.VER_18_1)),
  value(DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.of('8.0.42', '8.0') })),
  value(mysql),
  value(mariaDb('10.11.14', '10.11')),
  value(mariaDb('11.4.5', '11.4')),
  value(standard, { licenseModel }),
  value(DatabaseInstanceEngine.sqlServerEe({ version: SqlServerEngineVersion.VER_16_00_4215_2_V1 }), { licenseModel }),
  value(DatabaseInstanceEngine.sqlServerWeb({ version: SqlServerEngineVersion.VER_16_00_4215_2_V1 }), {
    licenseModel,
  }),
];

/** Engines that cannot keep it: each type, each version below its bound, and those that say none. */
const UNABLE: Engine[] = [
  value(postgres(PostgresEngineVersion.VER_15_10)),
  value(postgres(PostgresEngineVersion.of('11.22', '11'))),
  value(DatabaseInstanceEngine.POSTGRES),
  value(DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.of('5.7.44', '5.7') })),
  value(DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.of('5.6.51', '5.6') })),
  value(DatabaseInstanceEngine.MYSQL),
  value(mariaDb('10.6.20', '10.6')),
  value(mariaDb('10.4.34', '10.4')),
  value(DatabaseInstanceEngine.MARIADB),
  value(express, { licenseModel }),
  value(DatabaseInstanceEngine.sqlServerWeb({ version: SqlServerEngineVersion.VER_15 }), { licenseModel }),
  value(DatabaseInstanceEngine.SQL_SERVER_SE, { licenseModel }),
  value(oracle, { licenseModel }),
  value(DatabaseInstanceEngine.oracleSe2({ version: OracleEngineVersion.VER_19 }), { licenseModel }),
];

const samples: SamplesOf<DatabaseInstanceProps> = {
  ...SHARED,
  engine: { taken: ABLE, refused: UNABLE },
  iamAuthentication: {
    taken: [value(true), value(false, { engine: standard, licenseModel })],
    refused: [value(false), value(true, { engine: standard, licenseModel })],
  },
  parameters: {
    taken: [
      value({}),
      value({ max_connections: '100' }),
      value({ 'rds.force_ssl': 'on', log_connections: 'on' }),
      value({ ssl_min_protocol_version: 'TLSv1.3', ssl_max_protocol_version: 'TLSv1.3' }),
      value({ slow_query_log: 'ON', require_secure_transport: 'true' }, { engine: mysql }),
    ],
    refused: [
      value({ 'rds.force_ssl': '0' }),
      value({ ssl_min_protocol_version: 'TLSv1.2' }),
      value({ ssl_max_protocol_version: 'TLSv1.2' }),
      value({ log_connections: 'off' }),
      value({ require_secure_transport: '0' }, { engine: mysql }),
      value({ tls_version: 'TLSv1.2' }, { engine: mysql }),
      value({ slow_query_log: '0' }, { engine: mysql }),
      value({ 'rds.tls10': 'enabled' }, { engine: standard, licenseModel }),
    ],
  },
  cloudwatchLogsExports: {
    taken: [value(['postgresql', 'upgrade']), value(['postgresql', 'upgrade', 'iam-db-auth-error'])],
    refused: [value([]), value(['upgrade']), value(['error'], { engine: mysql })],
  },
  instanceType: { taken: [value(new InstanceType('r7g.large')), value(medium)] },
  multiAz: {
    taken: [value(true)],
    refused: [value(false), value(true, { engine: express, licenseModel, instanceType: medium })],
  },
  availabilityZone: { refused: [value('eu-west-1a')] },
  publiclyAccessible: { refused: [value(true, { vpcSubnets: { subnetType: SubnetType.PUBLIC } })] },
  optionGroup: {
    taken: [
      made(
        (stack) => OptionGroup.fromOptionGroupName(stack, fresh(stack, 'Options'), 'ours'),
        () => ({ engine: postgres(PostgresEngineVersion.VER_17_7) }),
      ),
      made(
        (stack) =>
          new OptionGroup(stack, fresh(stack, 'Audited'), {
            engine: mysql,
            configurations: [{ name: 'MARIADB_AUDIT_PLUGIN' }],
          }),
        () => ({ engine: mysql }),
      ),
    ],
    refused: [
      made(
        (stack) =>
          new OptionGroup(stack, fresh(stack, 'Silent'), { engine: mysql, configurations: [{ name: 'MEMCACHED' }] }),
        () => ({ engine: mysql }),
      ),
    ],
  },
  enablePerformanceInsights: {
    taken: [value(true), value(false), value(true, { engine: mysql, instanceType: medium })],
    refused: [value(true, { engine: mysql, instanceType: new InstanceType('t3.small') })],
  },
  performanceInsightEncryptionKey: keys(),
  storageType: {
    taken: [value(StorageType.GP2), value(StorageType.IO1), value(StorageType.IO2), value(StorageType.STANDARD)],
  },
  caCertificate: certificates,
  monitoringRole: { taken: [made(role)] },
  domainRole: { taken: [made(role, () => ({ domain: 'd-1234567890' }))] },
  vpc: { taken: [made((stack) => network(stack, fresh(stack, 'Vpc')))] },
  instanceIdentifier: { taken: [value('orders')] },
  allowMajorVersionUpgrade: { taken: [value(true), value(false)] },
  applyImmediately: { taken: [value(true), value(false)] },
  preferredBackupWindow: { taken: [value('01:00-02:00')] },
  allocatedStorage: { taken: [value(500)] },
  maxAllocatedStorage: { taken: [value(1000)] },
  iops: { taken: [value(3000, { storageType: StorageType.IO2 })] },
  storageThroughput: { taken: [value(500, { storageType: StorageType.GP3, allocatedStorage: 500 })] },
  processorFeatures: { taken: [value({ coreCount: 2, threadsPerCore: 1 })] },
  licenseModel: { taken: [value(licenseModel, { engine: standard })] },
  timezone: { taken: [value('W. Europe Standard Time', { engine: standard, licenseModel })] },
  databaseName: { taken: [value('orders')] },
  characterSetName: { taken: [value('AL32UTF8')] },
  engineLifecycleSupport: {
    taken: Object.values(EngineLifecycleSupport).map((one) => value<DatabaseInstanceProps, typeof one>(one)),
  },
  removalPolicy: { taken: [value(RemovalPolicy.SNAPSHOT, { deletionProtection: true })] },
};

/** What the CDK takes for PostgreSQL alone of these engines. */
const withPostgres = <V>({ taken = [] }: { readonly taken?: readonly Sample<DatabaseInstanceProps, V>[] } = {}): {
  taken: Sample<DatabaseInstanceProps, V>[];
} => ({
  taken: taken.map(({ make }) => made(make, () => ({ engine: postgres(PostgresEngineVersion.VER_17_7) }))),
});
const reachesS3: SamplesOf<DatabaseInstanceProps> = {
  s3ExportBuckets: { ...withPostgres(SHARED.s3ExportBuckets), refused: SHARED.s3ExportBuckets?.refused },
  s3ExportRole: withPostgres(SHARED.s3ExportRole),
  s3ImportBuckets: withPostgres(SHARED.s3ImportBuckets),
  s3ImportRole: withPostgres(SHARED.s3ImportRole),
};

const sqlServer: SamplesOf<DatabaseInstanceProps> = {
  ...samples,
  engine: { taken: ABLE.slice(-3), refused: UNABLE.slice(-5) },
  parameters: {
    taken: [value({ 'max degree of parallelism': '4' })],
    refused: [value({ 'rds.tls10': 'enabled' }), value({ 'rds.force_ssl': '0' })],
  },
  iamAuthentication: { taken: [value(false)], refused: [value(true)] },
  engineLifecycleSupport: withPostgres(samples.engineLifecycleSupport),
  cloudwatchLogsExports: { taken: [value(['agent', 'error'])], refused: [value([]), value(['error'])] },
};

const mysqls: SamplesOf<DatabaseInstanceProps> = {
  ...samples,
  ...reachesS3,
  engine: { taken: ABLE.slice(3, 7), refused: UNABLE.slice(3, 8) },
  parameters: {
    taken: [value({ max_connections: '100' }), value({ tls_version: 'TLSv1.3' })],
    refused: [value({ tls_version: 'TLSv1.2' }), value({ slow_query_log: '0' }), value({ log_output: 'TABLE' })],
  },
  cloudwatchLogsExports: {
    taken: [value(['audit', 'error', 'slowquery']), value(['audit', 'error', 'general', 'slowquery'])],
    refused: [value([]), value(['error'])],
  },
};

const each = {
  table: DATABASE_INSTANCE,
  env: ENV,
  ours: (stack: Stack, props: DatabaseInstanceProps, dataCategory: DataCategory): void => {
    backUp(stack);
    new SecureDatabaseInstance(stack, 'Database', { ...props, dataCategory });
  },
  plain: (stack: Stack, props: DatabaseInstanceProps): void => {
    new DatabaseInstance(stack, 'Database', props);
  },
};

/** An instance of PostgreSQL, and of each other engine where the engine is drawn. */
export const postgresInstance = subject<DatabaseInstanceProps>({
  ...each,
  name: 'SecureDatabaseInstance',
  samples,
  required: (stack) => ({ engine: postgres(PostgresEngineVersion.VER_17_7), vpc: network(stack) }),
});

export const mysqlInstance = subject<DatabaseInstanceProps>({
  ...each,
  name: 'SecureDatabaseInstance of MySQL',
  samples: mysqls,
  required: (stack) => ({ engine: mysql, vpc: network(stack) }),
  runs: 30,
});

export const sqlServerInstance = subject<DatabaseInstanceProps>({
  ...each,
  name: 'SecureDatabaseInstance of SQL Server',
  samples: sqlServer,
  required: (stack) => ({ engine: standard, licenseModel, vpc: network(stack) }),
  runs: 30,
});
