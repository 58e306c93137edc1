import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { InstanceType, SubnetType, Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseClusterFromSnapshot,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceFromSnapshot,
  DatabaseInstanceReadReplica,
  LicenseModel,
  MysqlEngineVersion,
  OracleEngineVersion,
  ParameterGroup,
  PostgresEngineVersion,
  ServerlessCluster,
  SqlServerEngineVersion,
  type DatabaseClusterProps,
  type DatabaseInstanceProps,
  type IInstanceEngine,
} from 'aws-cdk-lib/aws-rds';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { SecureDefaults } from '../../lib';
import { newStack } from '../constructs/synthesized';

const postgres = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 });
const mysql = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_5 });
const aurora = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 });
const auroraMysql = DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 });
const writer = ClusterInstance.provisioned('Writer', { instanceType: new InstanceType('r7g.large') });

function network(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
    publicSubnetIds: ['subnet-3', 'subnet-4'],
  });
}

/** A stack under the defaults, and what it came out as. */
function under(deployed: boolean, build: (stack: Stack, vpc: IVpc) => void): [Template, Annotations] {
  const stack = newStack();
  SecureDefaults.apply(stack, { deployed });
  build(stack, network(stack));
  return [Template.fromStack(stack), Annotations.fromStack(stack)];
}

function instance(deployed: boolean, props: Partial<DatabaseInstanceProps> = {}): [Template, Annotations] {
  return under(deployed, (stack, vpc) => {
    new DatabaseInstance(stack, 'Ledger', { vpc, engine: postgres, ...props });
  });
}

function cluster(deployed: boolean, props: Partial<DatabaseClusterProps> = {}): [Template, Annotations] {
  return under(deployed, (stack, vpc) => {
    new DatabaseCluster(stack, 'Orders', { vpc, engine: aurora, writer, ...props });
  });
}

function hasInstance(template: Template, properties: object): void {
  template.hasResourceProperties('AWS::RDS::DBInstance', properties);
}

function warns(annotations: Annotations, path: string, text: string): void {
  annotations.hasWarning(path, Match.stringLikeRegexp(text));
}

describe('a plain instance', () => {
  test('comes out as the policy wants it', () => {
    const [template] = instance(false);
    hasInstance(template, {
      StorageEncrypted: true,
      KmsKeyId: Match.anyValue(),
      PubliclyAccessible: false,
      MultiAZ: true,
      BackupRetentionPeriod: 35,
      DeletionProtection: true,
      DeleteAutomatedBackups: false,
      EnableIAMDatabaseAuthentication: true,
      EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
    });
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Parameters: { 'rds.force_ssl': '1', ssl_min_protocol_version: 'TLSv1.3' },
    });
  });

  test('keeps the secret that the CDK generates', () => {
    const [template] = instance(false);
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
    hasInstance(template, { ManageMasterUserPassword: Match.absent() });
  });

  test('whose password RDS manages has it encrypted under the key, by the name that it had', () => {
    const [template] = instance(false, { manageMasterUserPassword: true });
    hasInstance(template, { MasterUsername: 'postgres', MasterUserSecret: { KmsKeyId: Match.anyValue() } });
  });

  test('with a parameter group of its own gets everything else', () => {
    const [template, annotations] = under(false, (stack, vpc) => {
      const parameterGroup = ParameterGroup.fromParameterGroupName(stack, 'Group', 'ours');
      new DatabaseInstance(stack, 'Ledger', { vpc, engine: postgres, parameterGroup });
    });
    hasInstance(template, { DBParameterGroupName: 'ours', StorageEncrypted: true, DeletionProtection: true });
    template.resourceCountIs('AWS::RDS::DBParameterGroup', 0);
    annotations.hasInfo('/Stack/Ledger', Match.stringLikeRegexp("'parameterGroup' may not be set"));
  });

  test('keeps its parameters, and gets those that it lacks', () => {
    const [template] = instance(false, { parameters: { 'rds.force_ssl': '0', max_connections: '100' } });
    template.hasResourceProperties('AWS::RDS::DBParameterGroup', {
      Parameters: { 'rds.force_ssl': '0', max_connections: '100', ssl_min_protocol_version: 'TLSv1.3' },
    });
  });

  test('that is stated weak stays weak, and the judges are pointed at it', () => {
    const [template, annotations] = instance(false, {
      storageEncrypted: false,
      backupRetention: Duration.days(0),
      cloudwatchLogsRetention: RetentionDays.ONE_DAY,
      credentials: Credentials.fromGeneratedSecret('keeper'),
    });
    hasInstance(template, { StorageEncrypted: false, KmsKeyId: Match.absent(), BackupRetentionPeriod: 0 });
    annotations.hasInfo('/Stack/Ledger', Match.stringLikeRegexp("'storageEncrypted' may not be false"));
  });

  test('that is to go with its stack is not held back', () => {
    const [template, annotations] = instance(false, { removalPolicy: RemovalPolicy.DESTROY });
    hasInstance(template, { DeletionProtection: Match.absent() });
    warns(annotations, '/Stack/Ledger', "'deletionProtection' is left as it is: the database is to go with its stack");
  });

  test('keeps what it holds on to for as long as itself', () => {
    const [template] = instance(false);
    for (const type of ['AWS::RDS::DBInstance', 'AWS::RDS::DBSubnetGroup', 'AWS::RDS::DBParameterGroup']) {
      template.hasResource(type, { DeletionPolicy: 'RetainExceptOnCreate' });
    }
  });

  test('of MySQL gets an option group that writes its audit log', () => {
    const [template] = instance(false, { engine: mysql });
    template.hasResourceProperties('AWS::RDS::OptionGroup', {
      OptionConfigurations: [Match.objectLike({ OptionName: 'MARIADB_AUDIT_PLUGIN' })],
    });
    hasInstance(template, { OptionGroupName: { Ref: Match.stringLikeRegexp('^LedgerOptionGroup') } });
  });

  test.each<[string, IInstanceEngine, string]>([
    [
      'for which there are no settings',
      DatabaseInstanceEngine.oracleEe({ version: OracleEngineVersion.VER_19 }),
      "'engine' must be PostgreSQL, MySQL, MariaDB or SQL Server, got oracle-ee",
    ],
    [
      'too old for TLS 1.3',
      DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_15_10 }),
      "'engine' must be postgres 16 or newer, got 15.10",
    ],
    ['of no version', DatabaseInstanceEngine.POSTGRES, "'engine' must state a version of postgres"],
    [
      'without a standby',
      DatabaseInstanceEngine.sqlServerEx({ version: SqlServerEngineVersion.VER_16 }),
      "'engine' may not be sqlserver-ex",
    ],
  ])('of an engine that cannot keep the policy gets what it can take: %s', (_, engine, why) => {
    const licenseModel = engine.engineType === 'postgres' ? undefined : LicenseModel.LICENSE_INCLUDED;
    const [template, annotations] = instance(false, { engine, licenseModel });
    hasInstance(template, { StorageEncrypted: true, DeletionProtection: true, BackupRetentionPeriod: 35 });
    annotations.hasInfo('/Stack/Ledger', Match.stringLikeRegexp(why));
  });
});

describe('a plain instance that is deployed', () => {
  test('is not replaced, gets no standby and no option group, and says so', () => {
    const [template, annotations] = instance(true, { engine: mysql });
    hasInstance(template, {
      StorageEncrypted: Match.absent(),
      KmsKeyId: Match.absent(),
      MultiAZ: Match.absent(),
      OptionGroupName: Match.absent(),
      DeletionProtection: true,
    });
    template.resourceCountIs('AWS::RDS::OptionGroup', 0);
    template.resourceCountIs('AWS::KMS::Key', 0);
    for (const prop of ['storageEncrypted', 'multiAz', 'optionGroup', 'cloudwatchLogsRetention']) {
      warns(annotations, '/Stack/Ledger', `'${prop}' is left as it is`);
    }
    warns(annotations, '/Stack/Ledger', "'parameters' is set for what is deployed: the database may restart");
  });

  test('in public subnets stays reachable', () => {
    const [template] = instance(true, { vpcSubnets: { subnetType: SubnetType.PUBLIC } });
    hasInstance(template, { PubliclyAccessible: true });
    const [fresh] = instance(false, { vpcSubnets: { subnetType: SubnetType.PUBLIC } });
    hasInstance(fresh, { PubliclyAccessible: false });
  });

  test('keeps no insights under another key', () => {
    const [template, annotations] = instance(true, { enablePerformanceInsights: true });
    hasInstance(template, { PerformanceInsightsKMSKeyId: Match.absent() });
    warns(annotations, '/Stack/Ledger', "'performanceInsightEncryptionKey' is left as it is");
  });
});

describe('a plain cluster', () => {
  test('gets a reader, and every instance is private', () => {
    const [template] = cluster(false);
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
    template.allResourcesProperties('AWS::RDS::DBInstance', { PubliclyAccessible: false });
  });

  test('that is deployed gets no reader', () => {
    const [template, annotations] = cluster(true);
    template.resourceCountIs('AWS::RDS::DBInstance', 1);
    warns(annotations, '/Stack/Orders', "'readers' is left as it is: one more instance would be paid for");
  });

  test.each([true, false])('whose instances are made alike gets everything else (deployed: %s)', (deployed) => {
    const [template] = under(deployed, (stack, vpc) => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- deployed apps hold on to it
      new DatabaseCluster(stack, 'Orders', { engine: aurora, instanceProps: { vpc } });
    });
    template.resourceCountIs('AWS::RDS::DBInstance', 2);
    template.allResourcesProperties('AWS::RDS::DBInstance', { PubliclyAccessible: false });
    template.hasResourceProperties('AWS::RDS::DBCluster', { DeletionProtection: true, BackupRetentionPeriod: 35 });
  });

  test('takes its TLS settings into the group that the CDK makes for S3', () => {
    const [template] = under(false, (stack, vpc) => {
      const s3ImportBuckets = [Bucket.fromBucketName(stack, 'Bucket', 'ours')];
      new DatabaseCluster(stack, 'Orders', { vpc, engine: auroraMysql, writer, s3ImportBuckets });
    });
    template.resourceCountIs('AWS::RDS::DBClusterParameterGroup', 1);
    template.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
      Parameters: {
        tls_version: 'TLSv1.3',
        aurora_load_from_s3_role: Match.absent(),
        aws_default_s3_role: Match.anyValue(),
      },
    });
  });

  test('encrypts insights under the key', () => {
    const [template] = cluster(false, { enablePerformanceInsights: true });
    template.hasResourceProperties('AWS::RDS::DBCluster', { PerformanceInsightsKmsKeyId: Match.anyValue() });
  });

  test('leaves insights alone where an instance states a key, for both must agree', () => {
    const [template] = under(false, (stack, vpc) => {
      const performanceInsightEncryptionKey = Key.fromKeyArn(
        stack,
        'Key',
        'arn:aws:kms:eu-central-1:111122223333:key/1',
      );
      const own = ClusterInstance.provisioned('Writer', { performanceInsightEncryptionKey });
      new DatabaseCluster(stack, 'Orders', { vpc, engine: aurora, writer: own, enablePerformanceInsights: true });
    });
    template.hasResourceProperties('AWS::RDS::DBCluster', { PerformanceInsightsKmsKeyId: Match.absent() });
  });

  test('that is a copy is encrypted as its source', () => {
    const [template] = cluster(false, { replicationSourceIdentifier: 'orders' });
    template.hasResourceProperties('AWS::RDS::DBCluster', { StorageEncrypted: Match.absent() });
  });
});

test.each([true, false])('databases that have no defaults are left alone (deployed: %s)', (deployed) => {
  const [template] = under(deployed, (stack, vpc) => {
    const source = new DatabaseInstance(stack, 'Source', { vpc, engine: postgres });
    const instanceType = new InstanceType('m7g.large');
    new DatabaseInstanceReadReplica(stack, 'Replica', { vpc, instanceType, sourceDatabaseInstance: source });
    new DatabaseInstanceFromSnapshot(stack, 'Restored', { vpc, engine: postgres, snapshotIdentifier: 'one' });
    new DatabaseClusterFromSnapshot(stack, 'Cluster', { vpc, engine: aurora, writer, snapshotIdentifier: 'one' });
    new ServerlessCluster(stack, 'Serverless', { vpc, engine: aurora });
    source.addProxy('Proxy', { vpc, secrets: source.secret === undefined ? [] : [source.secret] });
  });
  template.resourceCountIs('AWS::RDS::DBInstance', 4);
  template.resourceCountIs('AWS::RDS::DBProxy', 1);
});
