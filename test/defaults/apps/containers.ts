import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { FargateComputeEnvironment, JobQueue } from 'aws-cdk-lib/aws-batch';
import { MachineImage, InstanceType, LaunchTemplate, Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AwsLogDriver,
  Cluster,
  ContainerImage,
  ExecuteCommandLogging,
  FargateTaskDefinition,
} from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationLoadBalancedFargateService,
  ApplicationMultipleTargetGroupsFargateService,
  NetworkLoadBalancedFargateService,
  QueueProcessingFargateService,
  ScheduledFargateTask,
} from 'aws-cdk-lib/aws-ecs-patterns';
import { Cluster as EksCluster, KubernetesVersion } from 'aws-cdk-lib/aws-eks';
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Apps } from './app';

const image = ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx');
const CERTIFICATE = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';

/** Containers and instances, with what the CDK makes around them. */
export const containers: Apps = {
  'ecs-patterns ApplicationLoadBalancedFargateService': (stack) => {
    new ApplicationLoadBalancedFargateService(stack, 'Web', { taskImageOptions: { image } });
  },
  'ecs-patterns ApplicationLoadBalancedFargateService over HTTPS': (stack) => {
    new ApplicationLoadBalancedFargateService(stack, 'Web', {
      taskImageOptions: { image },
      certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE),
      redirectHTTP: true,
    });
  },
  'ecs-patterns ApplicationMultipleTargetGroupsFargateService': (stack) => {
    new ApplicationMultipleTargetGroupsFargateService(stack, 'Web', { taskImageOptions: { image } });
  },
  'ecs-patterns NetworkLoadBalancedFargateService': (stack) => {
    new NetworkLoadBalancedFargateService(stack, 'Web', { taskImageOptions: { image } });
  },
  'ecs-patterns QueueProcessingFargateService': (stack) => {
    new QueueProcessingFargateService(stack, 'Worker', { image });
  },
  'ecs-patterns ScheduledFargateTask': (stack) => {
    new ScheduledFargateTask(stack, 'Nightly', {
      schedule: Schedule.rate(Duration.days(1)),
      scheduledFargateTaskImageOptions: { image, memoryLimitMiB: 512 },
    });
  },
  'ECS with a log driver and logs of commands': (stack) => {
    const vpc = new Vpc(stack, 'Vpc');
    new Cluster(stack, 'Cluster', {
      vpc,
      executeCommandConfiguration: {
        logging: ExecuteCommandLogging.OVERRIDE,
        logConfiguration: {
          cloudWatchLogGroup: new LogGroup(stack, 'Commands'),
          s3Bucket: new Bucket(stack, 'CommandsBucket'),
        },
      },
    });
    const task = new FargateTaskDefinition(stack, 'Task');
    task.addContainer('Forever', { image, logging: new AwsLogDriver({ streamPrefix: 'forever' }) });
    task.addContainer('Week', {
      image,
      logging: new AwsLogDriver({ streamPrefix: 'week', logRetention: RetentionDays.ONE_WEEK }),
    });
  },
  'EKS cluster': (stack) => {
    new EksCluster(stack, 'Cluster', {
      version: KubernetesVersion.V1_33,
      // any layer will do: nothing is deployed
      kubectlLayer: new LayerVersion(stack, 'Kubectl', { code: Code.fromAsset(__dirname) }),
    });
  },
  'Auto Scaling group with a launch template': (stack) => {
    const vpc = new Vpc(stack, 'Vpc');
    const securityGroup = new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: true });
    securityGroup.addIngressRule(Peer.anyIpv4(), Port.tcp(443));
    new AutoScalingGroup(stack, 'Fleet', {
      vpc,
      launchTemplate: new LaunchTemplate(stack, 'Template', {
        machineImage: MachineImage.latestAmazonLinux2023(),
        instanceType: new InstanceType('t3.micro'),
        securityGroup,
      }),
    });
  },
  'Batch on Fargate': (stack) => {
    const computeEnvironment = new FargateComputeEnvironment(stack, 'Fargate', { vpc: new Vpc(stack, 'Vpc') });
    new JobQueue(stack, 'Queue').addComputeEnvironment(computeEnvironment, 1);
  },
};
