import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Instance, InstanceType, IpProtocol, MachineImage, Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ApplicationProtocol, IpAddressType, ListenerCondition } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  InstanceIdTarget,
  InstanceTarget,
  IpTarget,
  LambdaTarget,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Exposure, SecureApplicationLoadBalancer, type SecureApplicationLoadBalancerProps } from '../../lib';
import { certificate, exceptionFrom, newStack, refusalOf } from './synthesized';

const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const EGRESS = 'AWS::EC2::SecurityGroupEgress';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const BALANCERS_GROUP = { 'Fn::GetAtt': [Match.stringLikeRegexp('^WebSecurityGroup'), 'GroupId'] };

function web(
  stack: Stack,
  vpc: IVpc,
  props: Partial<SecureApplicationLoadBalancerProps> = {},
): SecureApplicationLoadBalancer {
  const exposure = Exposure.internal();
  return new SecureApplicationLoadBalancer(stack, 'Web', { vpc, exposure, certificate, ...props });
}

/** The ports on which both sides of the load balancer and its targets are open. */
function opened(stack: Stack): { readonly in: number[]; readonly out: number[] } {
  const template = Template.fromStack(stack);
  const ports = (type: string, properties: object): number[] =>
    Object.values(template.findResources(type, { Properties: properties }) as Rules).map(({ Properties }) => {
      expect(Properties.ToPort).toBe(Properties.FromPort);
      return Properties.FromPort;
    });
  return {
    in: ports(INGRESS, { SourceSecurityGroupId: BALANCERS_GROUP }),
    out: ports(EGRESS, { GroupId: BALANCERS_GROUP }),
  };
}

type Rules = Record<string, { Properties: { FromPort: number; ToPort: number } }>;

function lambda(stack: Stack): LambdaTarget {
  const code = Code.fromInline('exports.handler = async () => ({ statusCode: 200 });');
  return new LambdaTarget(
    new Function(stack, 'Function', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code }),
  );
}

describe('an application load balancer reaches', () => {
  test('a service of Amazon ECS, and its health check on another port', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc');
    const taskDefinition = new FargateTaskDefinition(stack, 'Task');
    const image = ContainerImage.fromRegistry('example');
    taskDefinition.addContainer('Main', { image, portMappings: [{ containerPort: 8443 }, { containerPort: 9000 }] });
    const cluster = new Cluster(stack, 'Cluster', { vpc });
    const targets = [new FargateService(stack, 'Service', { cluster, taskDefinition })];
    web(stack, vpc).addTargets('Targets', { port: 8443, targets, healthCheck: { port: '9000', path: '/healthy' } });
    expect(opened(stack)).toEqual({ in: [8443, 9000], out: [8443, 9000] });
    Template.fromStack(stack).hasResourceProperties(TARGET_GROUP, {
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPort: '9000',
      HealthCheckPath: '/healthy',
    });
  });

  test('an instance, which the L2 leaves closed', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc');
    const instanceType = new InstanceType('t3.small');
    const machineImage = MachineImage.latestAmazonLinux2023();
    const targets = [new InstanceTarget(new Instance(stack, 'Worker', { vpc, instanceType, machineImage }))];
    web(stack, vpc).addTargets('Targets', { port: 8443, targets });
    expect(opened(stack)).toEqual({ in: [8443], out: [8443] });
  });

  test('an address on the port of HTTPS when none is named', () => {
    const stack = newStack();
    web(stack, new Vpc(stack, 'Vpc')).addTargets('Targets', { targets: [new IpTarget('10.0.0.10')] });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '10.0.0.10/32', FromPort: 443, ToPort: 443 })],
    });
  });

  test('a Lambda function by invoking it: without a protocol, a port or a way out', () => {
    const stack = newStack();
    web(stack, new Vpc(stack, 'Vpc')).addTargets('Targets', { targets: [lambda(stack)] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(TARGET_GROUP, {
      TargetType: 'lambda',
      Protocol: Match.absent(),
      Port: Match.absent(),
      HealthCheckProtocol: Match.absent(),
      VpcId: Match.absent(),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });

  test('addresses and a Lambda function on one listener, each in a group of its own', () => {
    const stack = newStack();
    const balancer = web(stack, new Vpc(stack, 'Vpc'));
    balancer.addTargets('Targets', { port: 8443, targets: [new IpTarget('10.0.0.10')] });
    const conditions = [ListenerCondition.pathPatterns(['/lambda'])];
    balancer.addTargets('Function', { priority: 1, conditions, targets: [lambda(stack)] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(TARGET_GROUP, { TargetType: 'lambda', Protocol: Match.absent() });
    template.hasResourceProperties(TARGET_GROUP, { TargetType: 'ip', Protocol: 'HTTPS', Port: 8443 });
  });
});

test('an instance of which only the id is known is warned of', () => {
  const stack = newStack();
  const targets = [new InstanceIdTarget('i-0123456789abcdef0')];
  web(stack, new Vpc(stack, 'Vpc')).addTargets('Targets', { port: 8443, targets });
  Annotations.fromStack(stack).hasWarning(
    '/Stack/Web/LoadBalancer',
    Match.stringLikeRegexp('^the security group of i-0123456789abcdef0 is not known here'),
  );
});

test.each([
  [IpAddressType.DUAL_STACK, ['0.0.0.0/0', '::/0']],
  [IpAddressType.DUAL_STACK_WITHOUT_PUBLIC_IPV4, ['::/0']],
])('clients on the internet are let in by the addresses that it has: %s', (ipAddressType, ranges) => {
  const stack = newStack();
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'acl', sampledRequestsEnabled: true };
  const webAcl = new CfnWebACL(stack, 'Acl', { scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig });
  const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
  const balancer = web(stack, vpc, { exposure: Exposure.internet({ webAcl }), ipAddressType });
  balancer.addTargets('Targets', { targets: [new IpTarget('10.0.0.10')] });
  const SecurityGroupIngress = ranges.map((range) =>
    Match.objectLike({ [range.includes(':') ? 'CidrIpv6' : 'CidrIp']: range, FromPort: 443 }),
  );
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress });
});

test('targets are reached over HTTP under an exception, on its port', () => {
  const stack = newStack();
  const balancer = web(stack, new Vpc(stack, 'Vpc'), { exceptions: [exceptionFrom('elbv2-target-encryption')] });
  const protocol = ApplicationProtocol.HTTP;
  balancer.addTargets('Targets', { protocol, targets: [new IpTarget('10.0.0.10')] });
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupEgress: [Match.objectLike({ CidrIp: '10.0.0.10/32', FromPort: 80, ToPort: 80 })],
  });
});

test('fails in an imported VPC whose addresses are not known, and says to name peers', () => {
  expect(
    refusalOf((stack) =>
      web(stack, Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-central-1a'] })),
    ),
  ).toBe(
    "'exposure' must name peers in this VPC (P2.3): it was imported without vpcCidrBlock, so its addresses are not " +
      'known. Use Exposure.internal({ peers: [Peer.ipv4(…)] }).',
  );
});
