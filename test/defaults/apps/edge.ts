import { RestApi, AccessLogFormat, LogGroupLogDestination, MockIntegration } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { FlowLog, FlowLogDestination, FlowLogResourceType, IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  IpAddressType,
  ListenerAction,
  ListenerCertificate,
  ListenerCondition,
  NetworkLoadBalancer,
  Protocol,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AlbListenerTarget, IpTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Token, type Stack } from 'aws-cdk-lib';
import type { Apps } from './app';

const certificate = ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/one');

/** `logAccessLogs` of the CDK wants to know the Region, with the defaults as without. */
function knowsItsRegion(stack: Stack): boolean {
  return !Token.isUnresolved(stack.region);
}

/** What the internet reaches. */
export const edge: Apps = {
  'ALB with listeners of every kind': (stack) => {
    const balancer = new ApplicationLoadBalancer(stack, 'Balancer', {
      vpc: new Vpc(stack, 'Vpc'),
      internetFacing: true,
    });
    balancer.addRedirect();
    const https = balancer.addListener('Https', { port: 443, defaultAction: ListenerAction.fixedResponse(404) });
    https.addCertificates('Later', [certificate]);
    https.addTargets('Orders', {
      port: 80,
      priority: 1,
      conditions: [ListenerCondition.pathPatterns(['/orders'])],
      targets: [new IpTarget('10.0.0.10')],
    });
    balancer.addListener('Tests', {
      port: 8443,
      protocol: ApplicationProtocol.HTTPS,
      certificates: [certificate],
      defaultAction: ListenerAction.fixedResponse(404),
    });
  },
  'ALB with access logs in a plain bucket': (stack) => {
    const balancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') });
    const logs = new Bucket(stack, 'Logs');
    if (knowsItsRegion(stack)) balancer.logAccessLogs(logs, 'alb');
  },
  'NLB with access logs in a plain bucket': (stack) => {
    const balancer = new NetworkLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') });
    balancer.addListener('Dns', { port: 53, protocol: Protocol.UDP }).addTargets('Dns', {
      port: 53,
      targets: [new IpTarget('10.0.0.10')],
    });
    const logs = new Bucket(stack, 'Logs', { encryption: BucketEncryption.S3_MANAGED });
    if (knowsItsRegion(stack)) balancer.logAccessLogs(logs);
  },
  'NLB in front of an ALB, dual-stack': (stack) => {
    const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
    const inner = new ApplicationLoadBalancer(stack, 'Inner', { vpc, ipAddressType: IpAddressType.DUAL_STACK });
    const listener = inner.addListener('Http', { port: 80, defaultAction: ListenerAction.fixedResponse(200) });
    const outer = new NetworkLoadBalancer(stack, 'Outer', { vpc, internetFacing: true, disableSecurityGroups: true });
    outer
      .addListener('Tcp', { port: 80 })
      .addTargets('Inner', { port: 80, targets: [new AlbListenerTarget(listener)] });
  },
  'VPCs with flow logs of their own': (stack) => {
    new Vpc(stack, 'Stated', { flowLogs: { FlowLogs: { destination: FlowLogDestination.toCloudWatchLogs() } } });
    new Vpc(stack, 'Added').addFlowLog('FlowLogs');
    const resourceType = FlowLogResourceType.fromVpc(new Vpc(stack, 'Apart'));
    const destination = FlowLogDestination.toS3(new Bucket(stack, 'Logs'), 'flows/');
    new FlowLog(stack, 'FlowLog', { resourceType, destination });
  },
  'CloudFront over a bucket with origin access control, logged': (stack) => {
    const site = new Bucket(stack, 'Site');
    new Distribution(stack, 'Cdn', {
      defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(site) },
      enableLogging: true,
    });
    new BucketDeployment(stack, 'Deployment', {
      destinationBucket: site,
      sources: [Source.data('index.html', '<h1>Orders</h1>')],
    });
  },
  'CloudFront over a bucket with an origin access identity, logged into a bucket': (stack) => {
    const defaultBehavior = { origin: S3BucketOrigin.withOriginAccessIdentity(new Bucket(stack, 'Site')) };
    const logBucket = new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.OBJECT_WRITER });
    new Distribution(stack, 'Cdn', {
      defaultBehavior,
      additionalBehaviors: { '/api/*': { origin: new HttpOrigin('api.example.com') } },
      enableLogging: true,
      logBucket,
    });
  },
  'Website bucket that everybody reads': (stack) => {
    new Bucket(stack, 'Site', {
      websiteIndexDocument: 'index.html',
      publicReadAccess: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY,
    });
  },
  'REST API with access logs': (stack) => {
    const api = new RestApi(stack, 'Api', {
      cloudWatchRole: true,
      deployOptions: {
        accessLogDestination: new LogGroupLogDestination(new LogGroup(stack, 'Requests')),
        accessLogFormat: AccessLogFormat.jsonWithStandardFields(),
      },
    });
    api.root.addMethod('GET', new MockIntegration());
  },
  'HTTP API': (stack) => {
    const integration = new HttpUrlIntegration('Orders', 'https://orders.example.com');
    new HttpApi(stack, 'Api').addRoutes({ path: '/orders', integration });
  },
};
