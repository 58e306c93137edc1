import { App, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';

const UNITS_IN_A_STACK = 33;
const RESOURCES_IN_A_UNIT = 12;

/** Builds an app of about as many mixed resources as asked for, none of them hardened. */
export function generatedApp(resources: number, outdir: string): App {
  // as the command line of the CDK has it
  const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
  const units = Math.ceil(resources / RESOURCES_IN_A_UNIT);
  let stack = new Stack(app, 'Stack0');
  for (let unit = 0; unit < units; unit += 1) {
    if (unit > 0 && unit % UNITS_IN_A_STACK === 0) stack = new Stack(app, `Stack${unit}`);
    addUnit(stack, unit);
  }
  return app;
}

/** Twelve resources: bucket and policy, queue and policy, function and role, role and policy, group, key, two log groups. */
function addUnit(stack: Stack, unit: number): void {
  new Bucket(stack, `Bucket${unit}`, { enforceSSL: true });
  new Queue(stack, `Queue${unit}`, { enforceSSL: true });
  new Function(stack, `Function${unit}`, {
    code: Code.fromInline('exports.handler = () => 1;'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
  });
  const role = new Role(stack, `Role${unit}`, { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new ManagedPolicy(stack, `Policy${unit}`, {
    roles: [role],
    statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
  });
  const vpc = Vpc.fromVpcAttributes(stack, `Vpc${unit}`, { vpcId: 'vpc-0', availabilityZones: ['eu-west-1a'] });
  new SecurityGroup(stack, `Group${unit}`, { vpc });
  new Key(stack, `Key${unit}`);
  new LogGroup(stack, `Log${unit}`);
  new LogGroup(stack, `OtherLog${unit}`);
}
