import type { Stack } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceType, MachineImage, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationLoadBalancedEc2Service,
  ApplicationLoadBalancedFargateService,
  NetworkLoadBalancedFargateService,
} from 'aws-cdk-lib/aws-ecs-patterns';
import { ApplicationLoadBalancer, ListenerCondition } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SnsDestination, SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { stackOf } from './assemblies';
import { keyUseFaults } from './key-use';
import { reachabilityFaults } from './reachability';

const image = ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29');
const small = new InstanceType('t3.micro');

// the CDK warns of much that is not looked at here
beforeAll(() => {
  jest.spyOn(console, 'error').mockReturnValue();
});

function lambda(stack: Stack, id: string, vpc?: Vpc): Lambda {
  return new Lambda(stack, id, {
    vpc,
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('1'),
  });
}

function application(stack: Stack): void {
  const vpc = new Vpc(stack, 'Vpc');
  const listener = new ApplicationLoadBalancer(stack, 'Web', { vpc, internetFacing: true }).addListener('Http', {
    port: 80,
  });
  const machineImage = MachineImage.latestAmazonLinux2023();
  const workers = new AutoScalingGroup(stack, 'Workers', { vpc, instanceType: small, machineImage });
  listener.addTargets('Workers', { port: 8080, targets: [workers] });
  const conditions = [ListenerCondition.pathPatterns(['/function'])];
  listener.addTargets('Function', { priority: 1, conditions, targets: [new LambdaTarget(lambda(stack, 'Function'))] });
}

function database(stack: Stack): void {
  const vpc = new Vpc(stack, 'Vpc');
  const engine = DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 });
  const cluster = new DatabaseCluster(stack, 'Orders', { vpc, engine, writer: ClusterInstance.serverlessV2('Writer') });
  if (cluster.secret !== undefined) cluster.addProxy('Proxy', { vpc, secrets: [cluster.secret] });
  cluster.connections.allowDefaultPortFrom(lambda(stack, 'Function', vpc));
}

function encrypted(stack: Stack): void {
  const key = new Key(stack, 'Key');
  const bucket = new Bucket(stack, 'Bucket', { encryptionKey: key });
  const queue = new Queue(stack, 'Queue', { encryptionMasterKey: key });
  const topic = new Topic(stack, 'Topic', { masterKey: key });
  topic.addSubscription(new SqsSubscription(queue));
  bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(queue));
  bucket.addEventNotification(EventType.OBJECT_REMOVED, new SnsDestination(topic));
  const eventBus = new EventBus(stack, 'Bus');
  new Rule(stack, 'Rule', {
    eventBus,
    eventPattern: { source: ['shop'] },
    targets: [new SnsTopic(topic), new SqsQueue(queue)],
  });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  bucket.grantReadWrite(role);
  queue.grantSendMessages(role);
  queue.grantConsumeMessages(role);
  topic.grantPublish(role);
  const partitionKey = { name: 'id', type: AttributeType.STRING };
  const encryption = TableEncryptionV2.customerManagedKey(key);
  new TableV2(stack, 'Table', { partitionKey, encryption }).grantReadWriteData(role);
  new Secret(stack, 'Secret', { encryptionKey: key }).grantRead(role);
  new Distribution(stack, 'Site', { defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) } });
}

describe('raises no false alarm over constructs of the CDK that work', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    [
      'containers on Fargate',
      (stack) => new ApplicationLoadBalancedFargateService(stack, 'Shop', { taskImageOptions: { image } }),
    ],
    [
      'containers on instances',
      (stack) => {
        const cluster = new Cluster(stack, 'Cluster', { capacity: { instanceType: small } });
        new ApplicationLoadBalancedEc2Service(stack, 'Shop', {
          cluster,
          memoryLimitMiB: 512,
          taskImageOptions: { image },
        });
      },
    ],
    ['instances and a function behind a balancer', application],
    ['a cluster with a proxy and a client', database],
    ['what is encrypted, notified, published and granted', encrypted],
  ])('%s', (_, build) => {
    const set = stackOf(build);
    expect([...reachabilityFaults(set), ...keyUseFaults(set)]).toEqual([]);
  });
});

describe('sees what the CDK leaves to its users', () => {
  test('a network load balancer that nobody opened', () => {
    const set = stackOf(
      (stack) => new NetworkLoadBalancedFargateService(stack, 'Shop', { taskImageOptions: { image } }),
    );
    expect(reachabilityFaults(set).map((one) => one.replace(/[0-9A-F]{8} /g, ' '))).toEqual([
      'Nobody reaches ShopLBPublicListener (Stack): no security group of ShopLB (Stack) lets tcp 80 in.',
      'ShopLB (Stack) does not reach ShopService (Stack) on tcp 80 for health checks: no security group of ShopLB (Stack) lets tcp 80 out to it.',
      'ShopLB (Stack) does not reach ShopService (Stack) on tcp 80 for health checks: no security group of ShopService (Stack) lets tcp 80 in from it.',
      'ShopLB (Stack) does not reach ShopService (Stack) on tcp 80 for requests: no security group of ShopLB (Stack) lets tcp 80 out to it.',
      'ShopLB (Stack) does not reach ShopService (Stack) on tcp 80 for requests: no security group of ShopService (Stack) lets tcp 80 in from it.',
    ]);
  });

  test('an alarm under the key of a topic', () => {
    const set = stackOf((stack) => {
      const topic = new Topic(stack, 'Topic', { masterKey: new Key(stack, 'Key') });
      const metric = new Metric({ namespace: 'shop', metricName: 'errors' });
      new Alarm(stack, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 }).addAlarmAction(new SnsAction(topic));
    });
    expect(keyUseFaults(set)).toEqual([
      expect.stringMatching(/^The policy of Key\w+ \(Stack\) does not let cloudwatch\.amazonaws\.com for Alarm\w+/),
    ]);
  });
});
