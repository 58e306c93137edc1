/* eslint-disable @typescript-eslint/no-deprecated -- every prop is drawn, those that are deprecated as well */
import { Duration } from 'aws-cdk-lib';
import { InstanceType, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraEngineVersion,
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  CaCertificate,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DBClusterStorageType,
  EngineLifecycleSupport,
  InstanceUpdateBehaviour,
  type DatabaseClusterProps,
  type IClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import { SecureDatabaseCluster } from '../../../lib';
import { DATABASE_CLUSTER } from '../../../lib/hardening/databases/cluster';
import { backUp } from '../backup';
import { made, subject, value, type Sample, type SamplesOf } from '../subject';
import { ENV, fresh, keys, network, role, SHARED } from './database';

const aurora = (full: string, major: string): IClusterEngine =>
  DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.of(full, major) });
const postgres = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 });
const mysql = DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 });
const mysql2 = DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_2_11_4 });
const large = new InstanceType('r7g.large');
const writer = ClusterInstance.provisioned('Writer', { instanceType: large });
const reader = ClusterInstance.provisioned('Reader', { instanceType: large });
const publicly = { publiclyAccessible: true };
const expired = { caCertificate: CaCertificate.of('rds-ca-2019') };

/** Props of a cluster of old, whose instances are made alike. */
const legacy: Sample<DatabaseClusterProps, NonNullable<DatabaseClusterProps['instanceProps']>>[] = [
  {},
  { parameters: { work_mem: '64000' } },
  { vpcSubnets: { subnetType: SubnetType.PUBLIC } },
  { enablePerformanceInsights: true, instanceType: large },
  publicly,
].map((props) =>
  made(
    (stack) => ({ ...props, vpc: network(stack, fresh(stack, 'Vpc')) }),
    () => ({ vpc: undefined }),
  ),
);

const samples: SamplesOf<DatabaseClusterProps> = {
  ...SHARED,
  engine: {
    taken: [
      value(postgres),
      value(aurora('16.1', '16')),
      value(aurora('15.3', '15')),
      value(aurora('14.8', '14')),
      value(aurora('13.11', '13')),
      value(aurora('12.15', '12'), { writer, readers: [reader] }),
      value(mysql),
      value(DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_04_0 })),
    ],
    refused: [
      value(aurora('15.2', '15')),
      value(aurora('15', '15')),
      value(aurora('12.14', '12')),
      value(DatabaseClusterEngine.AURORA_POSTGRESQL),
      value(mysql2),
      value(DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_03_0 })),
      value(DatabaseClusterEngine.AURORA_MYSQL),
      value(DatabaseClusterEngine.aurora({ version: AuroraEngineVersion.VER_1_22_2 })),
      value(DatabaseClusterEngine.AURORA),
    ],
  },
  instances: {
    refused: legacy.map(({ make, beside }) => ({
      make: () => 2,
      beside: (stack) => ({ ...beside?.(stack), instanceProps: make(stack) }),
    })),
  },
  instanceProps: { refused: legacy },
  writer: {
    taken: [
      value(writer),
      value(ClusterInstance.serverlessV2('Writer')),
      value(ClusterInstance.serverlessV2('Reader'), { readers: [ClusterInstance.serverlessV2('Other')] }),
      value(ClusterInstance.provisioned('Writer', { instanceType: large, enablePerformanceInsights: true })),
      made((stack) =>
        ClusterInstance.provisioned('Writer', {
          instanceType: large,
          performanceInsightEncryptionKey: keys().taken[0]?.make(stack),
        }),
      ),
    ],
    refused: [
      value(ClusterInstance.provisioned('Writer', publicly)),
      value(ClusterInstance.provisioned('Writer', expired)),
    ],
  },
  readers: {
    taken: [value([reader]), value([reader, ClusterInstance.serverlessV2('Third', { scaleWithWriter: true })])],
    refused: [value([]), value([ClusterInstance.serverlessV2('Reader', publicly)])],
  },
  parameters: {
    taken: [
      value({}),
      value({ timezone: 'UTC' }),
      value({ 'rds.force_ssl': 'on' }),
      value({ require_secure_transport: '1', server_audit_events: 'CONNECT' }, { engine: mysql }),
    ],
    refused: [
      value({ 'rds.force_ssl': '0' }),
      value({ ssl_min_protocol_version: 'TLSv1.2' }),
      value({ tls_version: 'TLSv1.2' }, { engine: mysql }),
      value({ server_audit_events: '' }, { engine: mysql }),
    ],
  },
  cloudwatchLogsExports: {
    taken: [value(['postgresql']), value(['audit', 'error', 'general', 'slowquery'], { engine: mysql })],
    refused: [value([]), value(['error'], { engine: mysql })],
  },
  backup: {
    taken: [
      value({ retention: Duration.days(7) }),
      value({ retention: Duration.days(35), preferredWindow: '01:00-02:00' }),
    ],
    refused: [value({ retention: Duration.days(6) }), value({ retention: Duration.days(36) })],
  },
  s3ExportBuckets: {
    taken: [
      ...(SHARED.s3ExportBuckets?.taken ?? []),
      made(
        (stack) => SHARED.s3ExportBuckets?.taken?.[0]?.make(stack) ?? [],
        () => ({ engine: mysql }),
      ),
    ],
    refused: SHARED.s3ExportBuckets?.refused,
  },
  s3ImportRole: { taken: [made(role), made(role, () => ({ engine: mysql }))] },
  enablePerformanceInsights: { taken: [value(true), value(false)] },
  performanceInsightEncryptionKey: keys(),
  replicationSourceIdentifier: {
    taken: [value('arn:aws:rds:eu-central-1:111122223333:cluster:orders'), value('orders')],
    refused: [value('arn:aws:rds:us-east-1:111122223333:cluster:orders')],
  },
  enableDataApi: { taken: [value(true), value(false)] },
  enableLocalWriteForwarding: { taken: [value(true), value(false)] },
  enableClusterLevelEnhancedMonitoring: {
    taken: [value(true, { monitoringInterval: Duration.seconds(60) }), value(false)],
  },
  monitoringRole: { taken: [made(role)] },
  domainRole: { taken: [made(role, () => ({ domain: 'd-1234567890' }))] },
  vpc: { taken: [made((stack) => network(stack, fresh(stack, 'Vpc')))] },
  clusterIdentifier: { taken: [value('orders')] },
  instanceIdentifierBase: { taken: [value('orders')] },
  instanceUpdateBehaviour: { taken: [value(InstanceUpdateBehaviour.ROLLING), value(InstanceUpdateBehaviour.BULK)] },
  backtrackWindow: { taken: [value(Duration.hours(24), { engine: mysql })] },
  defaultDatabaseName: { taken: [value('orders')] },
  serverlessV2MaxCapacity: { taken: [value(16)] },
  serverlessV2MinCapacity: { taken: [value(0), value(1)] },
  serverlessV2AutoPauseDuration: { taken: [value(Duration.minutes(10), { serverlessV2MinCapacity: 0 })] },
  storageType: { taken: [value(DBClusterStorageType.AURORA), value(DBClusterStorageType.AURORA_IOPT1)] },
  engineLifecycleSupport: {
    taken: Object.values(EngineLifecycleSupport).map((one) => value<DatabaseClusterProps, typeof one>(one)),
  },
};

export const cluster = subject<DatabaseClusterProps>({
  name: 'SecureDatabaseCluster',
  table: DATABASE_CLUSTER,
  samples,
  env: ENV,
  required: (stack) => ({ engine: postgres, vpc: network(stack) }),
  ours: (stack, props, dataCategory) => {
    backUp(stack);
    new SecureDatabaseCluster(stack, 'Cluster', { ...props, dataCategory });
  },
  plain: (stack, props) => {
    new DatabaseCluster(stack, 'Cluster', {
      ...props,
      // the CDK makes no writer by itself
      writer: props.instanceProps === undefined ? (props.writer ?? writer) : undefined,
    });
  },
});
