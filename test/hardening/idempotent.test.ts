import { Stack } from 'aws-cdk-lib';
import { AttributeType, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc, type LaunchTemplateProps, type VolumeProps } from 'aws-cdk-lib/aws-ec2';
import type { ApplicationLoadBalancerProps } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  AuroraMysqlEngineVersion,
  ClusterInstance,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  PostgresEngineVersion,
  type DatabaseClusterProps,
  type DatabaseInstanceProps,
} from 'aws-cdk-lib/aws-rds';
import { hardenBucket } from '../../lib/hardening/bucket';
import { hardenDatabaseCluster } from '../../lib/hardening/database-cluster';
import { hardenDatabaseInstance } from '../../lib/hardening/database-instance';
import { hardenKey } from '../../lib/hardening/key';
import { hardenLaunchTemplate } from '../../lib/hardening/launch-template';
import { hardenApplicationLoadBalancer } from '../../lib/hardening/load-balancer';
import { hardenTable } from '../../lib/hardening/table';
import { hardenVolume } from '../../lib/hardening/volume';
import { Limits } from '../../lib/hardening/limits';
import { hardenLogGroup } from '../../lib/hardening/log-group';
import { DataCategory, SecurityPolicy } from '../../lib';

const limits = new Limits(SecurityPolicy.CLOUDNEXUS);
const categories = [
  DataCategory.AUDIT_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS,
  DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
  DataCategory.SUPPORT_AND_BILLING_RECORDS,
];

/** Durations compare by what they come to. */
function plain(value: unknown): unknown {
  return new Stack().resolve(JSON.parse(JSON.stringify(value)));
}

test('hardening a key twice changes nothing', () => {
  const once = hardenKey({}, limits);
  expect(plain(hardenKey(once, limits))).toEqual(plain(once));
});

test.each(categories)('hardening a bucket for $name twice changes nothing', (category) => {
  for (const forAccessLogs of [false, true]) {
    if (forAccessLogs && category.immutable) continue;
    const once = hardenBucket({}, limits, { category, forAccessLogs });
    expect(plain(hardenBucket(once, limits, { category, forAccessLogs }))).toEqual(plain(once));
  }
});

test.each(categories)('hardening a log group for $name twice changes nothing', (category) => {
  const once = hardenLogGroup({}, limits, category);
  expect(plain(hardenLogGroup(once, limits, category))).toEqual(plain(once));
});

/** What a function makes of props, and what it makes of that. */
function twice<T>(harden: (props: T) => T, props: T): [once: T, twice: T] {
  const once = harden(props);
  return [once, harden(once)];
}

const { CUSTOMER_WORKLOADS, SUPPORT_AND_BILLING_RECORDS } = DataCategory;
const vpc = Vpc.fromVpcAttributes(new Stack(), 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
const partitionKey = { name: 'id', type: AttributeType.STRING };
const instance: DatabaseInstanceProps = {
  vpc,
  engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 }),
  parameters: { max_connections: '100' },
};
const cluster: DatabaseClusterProps = {
  vpc,
  engine: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_0 }),
  writer: ClusterInstance.serverlessV2('Writer'),
  readers: [ClusterInstance.serverlessV2('Reader')],
};

test.each<[string, () => [unknown, unknown]]>([
  [
    'a volume',
    () => twice<VolumeProps>((props) => hardenVolume(props, limits, CUSTOMER_WORKLOADS), { availabilityZone: 'a' }),
  ],
  [
    'a launch template',
    () =>
      twice<LaunchTemplateProps>(
        (props) =>
          hardenLaunchTemplate(props, limits, () => Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:a:1:key/b')),
        {},
      ),
  ],
  [
    'a table',
    () => twice<TablePropsV2>((props) => hardenTable(props, limits, SUPPORT_AND_BILLING_RECORDS), { partitionKey }),
  ],
  [
    'an application load balancer',
    () => twice<ApplicationLoadBalancerProps>((props) => hardenApplicationLoadBalancer(props, limits, true), { vpc }),
  ],
])('hardening %s twice changes nothing', (_, harden) => {
  const [once, again] = harden();
  expect(again).toEqual(once);
});

test.each<[string, () => [object, object]]>([
  ['instance', () => twice((props) => hardenDatabaseInstance(props, limits, CUSTOMER_WORKLOADS), instance)],
  ['cluster', () => twice((props) => hardenDatabaseCluster(props, limits, CUSTOMER_WORKLOADS), cluster)],
])('hardening a database %s twice changes nothing', (_, harden) => {
  const [once, again] = harden();
  expect(Object.entries(again)).toEqual(Object.entries(once));
});
