import { Duration, RemovalPolicy, SecretValue, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { AttributeType, TableEncryptionV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceType, SubnetType, Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Alias, Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  CaCertificate,
  ClusterInstance,
  ClusterScalabilityType,
  Credentials,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  LicenseModel,
  MariaDbEngineVersion,
  MysqlEngineVersion,
  OptionGroup,
  OracleEngineVersion,
  ParameterGroup,
  PostgresEngineVersion,
  SqlServerEngineVersion,
  type IClusterEngine,
  type IInstanceEngine,
} from 'aws-cdk-lib/aws-rds';
import {
  DataCategory,
  SecureDatabaseCluster,
  SecureDatabaseInstance,
  SecureTable,
  SecurityPolicy,
  type SecureDatabaseClusterProps,
  type SecureDatabaseInstanceProps,
  type SecureTableProps,
} from '../../lib';
import { exceptionFrom, newStack, refusalOf, synthesized } from './synthesized';

const dataCategory = DataCategory.CUSTOMER_WORKLOADS;
const postgres = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 });
const mysql = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_5 });
const express = DatabaseInstanceEngine.sqlServerEx({ version: SqlServerEngineVersion.VER_16 });
const aurora = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 });
const auroraMysql = DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 });
const IN_30_DAYS = DataCategory.pii({ purpose: 'Delivery', deleteAfterDays: 30 });

function network(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    isolatedSubnetIds: ['subnet-1', 'subnet-2'],
    privateSubnetIds: ['subnet-3', 'subnet-4'],
  });
}

function instance(stack: Stack, props: Partial<SecureDatabaseInstanceProps> = {}): SecureDatabaseInstance {
  return new SecureDatabaseInstance(stack, 'Records', {
    vpc: network(stack),
    engine: postgres,
    dataCategory,
    ...props,
  });
}

function cluster(stack: Stack, props: Partial<SecureDatabaseClusterProps> = {}): SecureDatabaseCluster {
  return new SecureDatabaseCluster(stack, 'Orders', { vpc: network(stack), engine: aurora, dataCategory, ...props });
}

function table(stack: Stack, props: Partial<SecureTableProps> = {}): SecureTable {
  const partitionKey = { name: 'id', type: AttributeType.STRING };
  return new SecureTable(stack, 'Table', { partitionKey, dataCategory, ...props });
}

function hasInstance(template: Template, properties: object): void {
  template.hasResourceProperties('AWS::RDS::DBInstance', properties);
}

describe('SecureDatabaseInstance', () => {
  test('minimal', () => {
    expect(synthesized((stack) => instance(stack)).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const full = synthesized((stack) =>
      instance(stack, {
        engine: mysql,
        dataCategory: IN_30_DAYS,
        parameters: { max_connections: '100' },
        enablePerformanceInsights: true,
        cloudwatchLogsRetention: RetentionDays.ONE_YEAR,
        vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
        removalPolicy: RemovalPolicy.SNAPSHOT,
      }),
    );
    expect(full.toJSON()).toMatchSnapshot();
  });

  test('storage and the master password are encrypted under the key of its data category', () => {
    const key = { 'Fn::GetAtt': [Match.stringLikeRegexp('^CategoryKeysCustomerWorkloads'), 'Arn'] };
    hasInstance(
      synthesized((stack) => instance(stack)),
      {
        StorageEncrypted: true,
        KmsKeyId: key,
        ManageMasterUserPassword: true,
        MasterUserSecret: { KmsKeyId: Match.anyValue() },
        MasterUserPassword: Match.absent(),
      },
    );
  });

  test('is private, in two zones, backed up, and protected against deletion', () => {
    hasInstance(
      synthesized((stack) => instance(stack)),
      {
        PubliclyAccessible: false,
        MultiAZ: true,
        BackupRetentionPeriod: 35,
        DeletionProtection: true,
        EnableIAMDatabaseAuthentication: true,
        DeleteAutomatedBackups: false,
      },
    );
  });

  test('backups end when the data must be gone', () => {
    hasInstance(
      synthesized((stack) => instance(stack, { dataCategory: IN_30_DAYS })),
      { BackupRetentionPeriod: 30 },
    );
  });

  test.each<[string, IInstanceEngine, object]>([
    ['PostgreSQL', postgres, { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.3' }],
    ['MySQL', mysql, { require_secure_transport: '1', tls_version: Match.absent() }],
    [
      'MariaDB',
      DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_10_11 }),
      { require_secure_transport: '1', tls_version: Match.absent() },
    ],
    [
      'SQL Server (trap 43: 1.2 cannot be switched off)',
      DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16 }),
      { 'rds.force_ssl': '1', 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' },
    ],
  ])('traps 39 and 40: TLS is forced by parameters that the engine has, in strings: %s', (_, engine, parameters) => {
    const licenseModel = engine.engineType.startsWith('sqlserver-') ? LicenseModel.LICENSE_INCLUDED : undefined;
    synthesized((stack) => instance(stack, { engine, licenseModel })).hasResourceProperties(
      'AWS::RDS::DBParameterGroup',
      { Parameters: parameters },
    );
  });

  test.each<[string, Partial<SecureDatabaseInstanceProps>]>([
    ['storageEncrypted', { storageEncrypted: false }],
    ['publiclyAccessible', { publiclyAccessible: true }],
    ['multiAz', { multiAz: false }],
    ['deletionProtection', { deletionProtection: false }],
    ['iamAuthentication', { iamAuthentication: false }],
    ['manageMasterUserPassword', { manageMasterUserPassword: false }],
    ['removalPolicy', { removalPolicy: RemovalPolicy.DESTROY }],
    ['backups for 6 days', { backupRetention: Duration.days(6) }],
    ['backups that outlive the data', { dataCategory: IN_30_DAYS, backupRetention: Duration.days(31) }],
    ['logs for a week', { cloudwatchLogsRetention: RetentionDays.ONE_WEEK }],
    ['parameters without TLS', { parameters: { 'rds.force_ssl': '0' } }],
    [
      'trap 45: a newest version that is older than the oldest',
      { parameters: { ssl_max_protocol_version: 'TLSv1.2' } },
    ],
    ['an engine without a version', { engine: DatabaseInstanceEngine.POSTGRES }],
    [
      'trap 44: an engine without TLS 1.3',
      { engine: DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_5_7 }) },
    ],
    [
      'trap 44: RDS PostgreSQL 15',
      { engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_15_10 }) },
    ],
    ['trap 46: TLS 1.2 beside 1.3', { engine: mysql, parameters: { tls_version: 'TLSv1.2,TLSv1.3' } }],
    ['Oracle', { engine: DatabaseInstanceEngine.oracleEe({ version: OracleEngineVersion.VER_19 }) }],
    [
      'MariaDB without sign-in by IAM',
      { engine: DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.of('10.6.20', '10.6') }) },
    ],
    [
      'sign-in by IAM where there is none',
      {
        engine: DatabaseInstanceEngine.sqlServerSe({ version: SqlServerEngineVersion.VER_16 }),
        iamAuthentication: true,
      },
    ],
    ['SQL Server Express, which has no standby', { engine: express }],
    ['a standby of SQL Server Express', { engine: express, multiAz: true }],
    ['a slow query log that is off', { engine: mysql, parameters: { slow_query_log: '0' } }],
    ['logs in tables, which are not exported', { engine: mysql, parameters: { log_output: 'TABLE' } }],
    ['connections that are not logged', { parameters: { log_connections: 'off' } }],
    ['one log of three', { engine: mysql, cloudwatchLogsExports: ['error'] }],
    [
      'insights on a class that has none',
      { engine: mysql, enablePerformanceInsights: true, instanceType: new InstanceType('t3.small') },
    ],
    ['a zone of its own', { availabilityZone: 'eu-central-1a' }],
    ['public subnets', { vpcSubnets: { subnetType: SubnetType.PUBLIC } }],
    ['backups that go with the database', { deleteAutomatedBackups: true }],
    ['backups for longer than RDS has them', { backupRetention: Duration.days(36) }],
    ['logs that never go', { cloudwatchLogsRetention: RetentionDays.INFINITE }],
    ['snapshots without tags', { copyTagsToSnapshot: false }],
    ['a certificate that has expired', { caCertificate: CaCertificate.of('rds-ca-2019') }],
    [
      'a password in plain text',
      { credentials: Credentials.fromPassword('keeper', SecretValue.unsafePlainText('correct horse')) },
    ],
  ])('fails when a prop is weaker than the policy: %s', (_, props) => {
    expect(refusalOf((stack) => instance(stack, props))).toMatchSnapshot();
  });

  test.each<[string, (stack: Stack) => Partial<SecureDatabaseInstanceProps>]>([
    ['AWS manages', (stack) => ({ storageEncryptionKey: Alias.fromAliasName(stack, 'Key', 'alias/aws/rds') })],
    ['never rotates', (stack) => ({ storageEncryptionKey: new Key(stack, 'Key') })],
    ['never rotates, for insights', (stack) => ({ performanceInsightEncryptionKey: new Key(stack, 'Key') })],
    [
      'never rotates, for the password',
      (stack) => ({ credentials: Credentials.fromGeneratedSecret('keeper', { encryptionKey: new Key(stack, 'Key') }) }),
    ],
  ])('fails with a key that %s', (_, props) => {
    expect(refusalOf((stack) => instance(stack, props(stack)))).toMatchSnapshot();
  });

  test('fails when an option group of one’s own leaves the audit log empty', () => {
    const build = (stack: Stack): unknown => {
      const configurations = [{ name: 'MEMCACHED' }];
      return instance(stack, {
        engine: mysql,
        optionGroup: new OptionGroup(stack, 'Group', { engine: mysql, configurations }),
      });
    };
    expect(refusalOf(build)).toMatchSnapshot();
  });

  test('the audit log is written by an option that is kept with the database', () => {
    const template = synthesized((stack) => instance(stack, { engine: mysql }));
    hasInstance(template, {
      OptionGroupName: { Ref: 'RecordsOptionGroup1C3C555E' },
      EnableCloudwatchLogsExports: ['audit', 'error', 'slowquery'],
    });
    template.hasResource('AWS::RDS::OptionGroup', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { OptionConfigurations: [Match.objectLike({ OptionName: 'MARIADB_AUDIT_PLUGIN' })] },
    });
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Parameters: { slow_query_log: '1', log_output: 'FILE' },
    });
  });

  test('an option group from elsewhere is taken', () => {
    const template = synthesized((stack) =>
      instance(stack, { engine: mysql, optionGroup: OptionGroup.fromOptionGroupName(stack, 'Group', 'ours') }),
    );
    hasInstance(template, { OptionGroupName: 'ours' });
    template.resourceCountIs('AWS::RDS::OptionGroup', 0);
  });

  test('more connections may be logged than by default', () => {
    const parameters = { log_connections: 'on', log_statement: 'ddl' };
    synthesized((stack) => instance(stack, { parameters })).hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Parameters: { ...parameters, log_disconnections: '1' },
    });
  });

  test.each<[string, IInstanceEngine, string]>([
    ['PostgreSQL', postgres, '1.3'],
    ['MySQL', mysql, '1.2'],
    ['MariaDB', DatabaseInstanceEngine.mariaDb({ version: MariaDbEngineVersion.VER_11_4_5 }), '1.2'],
  ])('says which TLS version it still speaks: %s', (_, engine, oldest) => {
    expect(instance(newStack(), { engine }).oldestTlsVersion).toBe(oldest);
  });

  test('an old engine under an exception says what it still speaks', () => {
    const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_15_10 });
    const exceptions = [exceptionFrom('rds-min-tls-version')];
    expect(instance(newStack(), { engine, exceptions }).oldestTlsVersion).toBe('1.2');
    synthesized((stack) => instance(stack, { engine, exceptions })).hasResourceProperties(
      'AWS::RDS::DBParameterGroup',
      { Parameters: { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.2' } },
    );
  });

  test('SQL Server Express stands in one zone under an exception, on a class that is stated', () => {
    const licenseModel = LicenseModel.LICENSE_INCLUDED;
    const exceptions = [exceptionFrom('rds-multi-az')];
    const props = { engine: express, licenseModel, exceptions };
    expect(refusalOf((stack) => instance(stack, props))).toMatchSnapshot();
    hasInstance(
      synthesized((stack) => instance(stack, { ...props, instanceType: new InstanceType('t3.medium') })),
      { MultiAZ: false, EnableCloudwatchLogsExports: ['error'], DBInstanceClass: 'db.t3.medium' },
    );
  });

  test('fails when a parameter group of somebody else hides the TLS settings', () => {
    const build = (stack: Stack): unknown => {
      const parameterGroup = ParameterGroup.fromParameterGroupName(stack, 'Group', 'ours');
      return instance(stack, { parameterGroup });
    };
    expect(refusalOf(build)).toMatchSnapshot();
  });

  test('trap 38: warns of what replaces a running database when it changes', () => {
    const stack = newStack();
    instance(stack, { instanceIdentifier: 'records' });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Records',
      Match.stringLikeRegexp("'instanceIdentifier' can never change: CloudFormation replaces a running database"),
    );
  });

  test('a secret that is generated is encrypted under the key of the data category', () => {
    const credentials = Credentials.fromGeneratedSecret('keeper');
    synthesized((stack) => instance(stack, { credentials })).hasResourceProperties('AWS::SecretsManager::Secret', {
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CategoryKeysCustomerWorkloads'), 'Arn'] },
    });
  });

  test('keeps what it holds on to for as long as itself', () => {
    const template = synthesized((stack) => instance(stack));
    for (const type of ['AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBParameterGroup', 'AWS::EC2::SecurityGroup']) {
      template.hasResource(type, { DeletionPolicy: 'RetainExceptOnCreate' });
    }
  });

  test('a parameter that must force TLS passes under an exception, as it was stated', () => {
    const exceptions = [exceptionFrom('rds-force-tls')];
    synthesized((stack) => instance(stack, { parameters: { 'rds.force_ssl': '0' }, exceptions })).hasResourceProperties(
      'AWS::RDS::DBParameterGroup',
      { Parameters: { 'rds.force_ssl': '0', ssl_min_protocol_version: 'TLSv1.3' } },
    );
  });

  test('takes a weaker value under an exception', () => {
    const exceptions = [exceptionFrom('rds-multi-az')];
    hasInstance(
      synthesized((stack) => instance(stack, { multiAz: false, exceptions })),
      { MultiAZ: false },
    );
  });
});

describe('SecureDatabaseCluster', () => {
  test('minimal', () => {
    expect(synthesized((stack) => cluster(stack)).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const full = synthesized((stack) =>
      cluster(stack, {
        engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 }),
        writer: ClusterInstance.provisioned('Writer', { instanceType: new InstanceType('r7g.large') }),
        readers: [ClusterInstance.provisioned('Reader', { instanceType: new InstanceType('r7g.large') })],
        enablePerformanceInsights: true,
      }),
    );
    expect(full.toJSON()).toMatchSnapshot();
  });

  test.each<[string, IClusterEngine, Record<string, string>]>([
    ['Aurora PostgreSQL', aurora, { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.3' }],
    [
      'Aurora MySQL',
      DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 }),
      { require_secure_transport: 'ON', tls_version: 'TLSv1.3' },
    ],
  ])('trap 42: TLS is forced in the parameter group of the cluster: %s', (_, engine, parameters) => {
    const template = synthesized((stack) => cluster(stack, { engine }));
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', { Parameters: parameters });
    template.resourceCountIs('AWS::RDS::DBParameterGroup', 0);
  });

  test('the audit log of Aurora MySQL is written by parameters of the cluster', () => {
    const template = synthesized((stack) => cluster(stack, { engine: auroraMysql }));
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Parameters: {
        server_audit_logging: '1',
        server_audit_events: 'CONNECT,QUERY_DDL,QUERY_DCL',
        slow_query_log: '1',
        log_output: 'FILE',
      },
    });
    template.resourceCountIs('AWS::RDS::OptionGroup', 0);
  });

  test('says which TLS version it still speaks', () => {
    expect(cluster(newStack()).oldestTlsVersion).toBe('1.3');
  });

  test('every instance is private, and one of them reads in another zone', () => {
    const writer = ClusterInstance.provisioned('Writer');
    const template = synthesized((stack) => cluster(stack, { writer }));
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
    template.allResourcesProperties('AWS::RDS::DBInstance', { PubliclyAccessible: false });
  });

  test('is encrypted, signed into by IAM, backed up, and protected against deletion', () => {
    synthesized((stack) => cluster(stack)).hasResourceProperties('AWS::RDS::DBCluster', {
      StorageEncrypted: true,
      KmsKeyId: Match.anyValue(),
      EnableIAMDatabaseAuthentication: true,
      ManageMasterUserPassword: true,
      BackupRetentionPeriod: 35,
      DeletionProtection: true,
    });
  });

  test.each<[string, Partial<SecureDatabaseClusterProps>]>([
    ['storageEncrypted', { storageEncrypted: false }],
    ['no reader', { readers: [] }],
    ['a public writer', { writer: ClusterInstance.provisioned('Writer', { publiclyAccessible: true }) }],
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- callers may still set it
    ['instances', { instances: 2 }],
    ['backup', { backup: { retention: Duration.days(1) } }],
    [
      'trap 44: Aurora MySQL 2',
      { engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_2_11_4 }) },
    ],
    [
      'trap 44: Aurora PostgreSQL 15.2',
      { engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of('15.2', '15') }) },
    ],
    [
      'a version that may be too old',
      { engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of('15', '15') }) },
    ],
    [
      'insights on a class that has none',
      {
        engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 }),
        writer: ClusterInstance.provisioned('Writer'),
        enablePerformanceInsights: true,
      },
    ],
    ['shards', { clusterScalabilityType: ClusterScalabilityType.LIMITLESS }],
    [
      'a writer whose certificate has expired',
      { writer: ClusterInstance.provisioned('Writer', { caCertificate: CaCertificate.of('rds-ca-2019') }) },
    ],
    [
      'a version without serverless instances',
      { engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of('12.15', '12') }) },
    ],
    ['an audit log without events', { engine: auroraMysql, parameters: { server_audit_events: '' } }],
  ])('fails when a prop is weaker than the policy: %s', (_, props) => {
    expect(refusalOf((stack) => cluster(stack, props))).toMatchSnapshot();
  });

  test('fails when it is a copy of a database outside the residency Regions', () => {
    const build = (stack: Stack): unknown => {
      new SecurityPolicy({ residencyRegions: SecurityPolicy.EU_REGIONS }).applyTo(stack);
      return cluster(stack, { replicationSourceIdentifier: 'arn:aws:rds:us-east-1:111122223333:cluster:orders' });
    };
    expect(refusalOf(build)).toMatchSnapshot();
  });

  test('a copy signs in as its source does', () => {
    const replicationSourceIdentifier = 'arn:aws:rds:eu-west-1:111122223333:cluster:orders';
    synthesized((stack) => cluster(stack, { replicationSourceIdentifier })).hasResourceProperties(
      'AWS::RDS::DBCluster',
      {
        ManageMasterUserPassword: Match.absent(),
        MasterUsername: Match.absent(),
        KmsKeyId: Match.anyValue(),
      },
    );
  });

  test('takes a weaker value under an exception', () => {
    const exceptions = [exceptionFrom('rds-multi-az')];
    synthesized((stack) => cluster(stack, { readers: [], exceptions })).resourceCountIs('AWS::RDS::DBInstance', 1);
  });
});

describe('SecureTable', () => {
  test('minimal', () => {
    expect(synthesized((stack) => table(stack)).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const full = synthesized((stack) =>
      table(stack, {
        dataCategory: IN_30_DAYS,
        replicas: [{ region: 'eu-west-1' }],
        replicaKeyArns: { 'eu-west-1': 'arn:aws:kms:eu-west-1:111122223333:key/one' },
        timeToLiveAttribute: 'goneBy',
      }),
    );
    expect(full.toJSON()).toMatchSnapshot();
  });

  test('is encrypted under the key of its data category, restorable and protected against deletion', () => {
    synthesized((stack) => table(stack)).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [
        Match.objectLike({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { KMSMasterKeyId: Match.anyValue() },
        }),
      ],
      TimeToLiveSpecification: Match.absent(),
    });
  });

  test('lets items expire where the data category has a day of deletion', () => {
    synthesized((stack) => table(stack, { dataCategory: IN_30_DAYS })).hasResourceProperties(
      'AWS::DynamoDB::GlobalTable',
      { TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } },
    );
  });

  test.each<[string, Partial<SecureTableProps>]>([
    ['encryption', { encryption: TableEncryptionV2.awsManagedKey() }],
    ['pointInTimeRecovery', { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } }],
    ['deletionProtection', { deletionProtection: false }],
    ['removalPolicy', { removalPolicy: RemovalPolicy.DESTROY }],
    ['trap 50: a replica without a key', { replicas: [{ region: 'eu-west-1' }] }],
  ])('fails when a prop is weaker than the policy: %s', (_, props) => {
    expect(refusalOf((stack) => table(stack, props))).toMatchSnapshot();
  });

  test('fails with a key that never rotates', () => {
    const build = (stack: Stack): unknown =>
      table(stack, { encryption: TableEncryptionV2.customerManagedKey(new Key(stack, 'Key')) });
    expect(refusalOf(build)).toMatchSnapshot();
  });

  test('fails when a replica leaves the residency Regions', () => {
    const build = (stack: Stack): unknown => {
      new SecurityPolicy({ residencyRegions: SecurityPolicy.EU_REGIONS }).applyTo(stack);
      return table(stack, { replicas: [{ region: 'us-east-1' }], replicaKeyArns: { 'us-east-1': 'arn' } });
    };
    expect(refusalOf(build)).toMatchSnapshot();
  });
});
