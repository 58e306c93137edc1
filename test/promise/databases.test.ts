import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  LicenseModel,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  OracleEngineVersion,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  StorageType,
} from 'aws-cdk-lib/aws-rds';
import fc from 'fast-check';
import { SecureDatabaseCluster, SecureDatabaseInstance, SecureTable } from '../../lib';
import { backUp, category, keepsItsPromise, mostly, network } from './promise';

const shared = {
  dataCategory: category,
  storageEncrypted: mostly([true], [false]),
  deletionProtection: mostly([true], [false]),
  iamAuthentication: mostly([true], [false]),
  manageMasterUserPassword: mostly([true], [false]),
  removalPolicy: mostly([RemovalPolicy.RETAIN, RemovalPolicy.SNAPSHOT], [RemovalPolicy.DESTROY]),
  cloudwatchLogsRetention: mostly([RetentionDays.THREE_MONTHS, RetentionDays.ONE_YEAR], [RetentionDays.ONE_WEEK]),
  copyTagsToSnapshot: mostly([true]),
};

test('SecureDatabaseInstance passes every rule with any props that it takes', () => {
  const licenseModel = LicenseModel.LICENSE_INCLUDED;
  const props = fc.record({
    ...shared,
    engine: fc.oneof(
      {
        weight: 19,
        arbitrary: fc.constantFrom(
          { engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 }) },
          { engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16_10 }) },
          { engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_18_1 }) },
          { engine: DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_5 }) },
          { engine: DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_10_11_14 }) },
          { engine: DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_11_4_5 }) },
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          { engine: DatabaseInstanceEngine.oracleEe({ version: OracleEngineVersion.VER_19 }), licenseModel },
          { engine: DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_5_7 }) },
          { engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_14_20 }) },
          { engine: DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.of('10.6.20', '10.6') }) },
          { engine: DatabaseInstanceEngine.sqlServerEx({ version: SqlServerEngineVersion.VER_16 }), licenseModel },
          { engine: DatabaseInstanceEngine.POSTGRES },
        ),
      },
    ),
    publiclyAccessible: mostly([false], [true]),
    multiAz: mostly([true], [false]),
    storageType: mostly([StorageType.GP3, StorageType.IO2]),
    backupRetention: mostly([], [Duration.days(6), Duration.days(35)]),
    parameters: mostly<Record<string, string>>(
      [{ max_connections: '100' }],
      [{ 'rds.force_ssl': '0', require_secure_transport: '0', slow_query_log: '0', log_connections: '0' }],
    ),
    enablePerformanceInsights: mostly([true, false]),
    credentials: mostly(
      [Credentials.fromGeneratedSecret('keeper')],
      [Credentials.fromPassword('keeper', SecretValue.unsafePlainText('correct horse'))],
    ),
    instanceType: mostly([new InstanceType('t3.medium')], [new InstanceType('t3.small')]),
    cloudwatchLogsExports: mostly<string[]>([], [['error'], []]),
  });
  keepsItsPromise(props, (stack, { engine, credentials, manageMasterUserPassword, ...one }) => {
    backUp(stack);
    new SecureDatabaseInstance(stack, 'Database', {
      ...one,
      ...engine,
      // RDS manages a password or takes one
      ...(credentials === undefined ? { manageMasterUserPassword } : { credentials }),
      iops: one.storageType === StorageType.IO2 ? 3000 : undefined,
      vpc: network(stack),
    });
  });
});

test('SecureDatabaseInstance of SQL Server passes every rule with any props that it takes', () => {
  const props = fc.record({ ...shared, iamAuthentication: mostly<boolean>([]) });
  keepsItsPromise(props, (stack, one) => {
    backUp(stack);
    new SecureDatabaseInstance(stack, 'Database', {
      ...one,
      engine: DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16_00_4215_2_V1 }),
      licenseModel: LicenseModel.LICENSE_INCLUDED,
      vpc: network(stack),
    });
  });
});

test('SecureDatabaseCluster passes every rule with any props that it takes', () => {
  const reader = ClusterInstance.provisioned('Reader', { publiclyAccessible: false });
  const props = fc.record({
    ...shared,
    engine: fc.oneof(
      {
        weight: 19,
        arbitrary: fc.constantFrom(
          DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
          DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_14_15 }),
          DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 }),
          DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of('15.3', '15') }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_2_11_4 }),
          DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of('15', '15') }),
          DatabaseClusterEngine.AURORA_POSTGRESQL,
        ),
      },
    ),
    writer: mostly(
      [ClusterInstance.provisioned('Writer'), ClusterInstance.serverlessV2('Writer')],
      [ClusterInstance.provisioned('Writer', { publiclyAccessible: true })],
    ),
    readers: mostly([[reader]], [[]]),
    parameters: mostly<Record<string, string>>(
      [{ timezone: 'UTC' }],
      [{ ssl_min_protocol_version: 'TLSv1.2', tls_version: 'TLSv1.2' }],
    ),
    backup: mostly([], [{ retention: Duration.days(1) }]),
    enablePerformanceInsights: mostly([true, false]),
  });
  keepsItsPromise(props, (stack, one) => {
    backUp(stack);
    new SecureDatabaseCluster(stack, 'Cluster', { ...one, vpc: network(stack) });
  });
});

test('SecureTable passes every rule with any props that it takes', () => {
  const props = fc.record({
    dataCategory: category,
    deletionProtection: mostly([true], [false]),
    pointInTimeRecoverySpecification: mostly(
      [{ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 }],
      [{ pointInTimeRecoveryEnabled: false }],
    ),
    encryption: mostly([], [TableEncryptionV2.awsManagedKey(), TableEncryptionV2.dynamoOwnedKey()]),
    timeToLiveAttribute: mostly(['goneBy']),
    removalPolicy: mostly([RemovalPolicy.RETAIN], [RemovalPolicy.DESTROY]),
    billing: mostly([Billing.onDemand()]),
    contributorInsights: mostly([true, false]),
    replicas: mostly([[{ region: 'eu-central-1' }]], [[{ region: 'eu-north-1' }]]),
  });
  keepsItsPromise(
    props,
    (stack, one) => {
      backUp(stack);
      new SecureTable(stack, 'Table', {
        ...one,
        partitionKey: { name: 'id', type: AttributeType.STRING },
        replicaKeyArns: { 'eu-central-1': 'arn:aws:kms:eu-central-1:111122223333:key/one' },
      });
    },
    { region: 'eu-west-1' },
  );
});
