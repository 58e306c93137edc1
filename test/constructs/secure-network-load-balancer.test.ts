import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import {
  Instance,
  InstanceType,
  IpProtocol,
  LaunchTemplate,
  MachineImage,
  Peer,
  SecurityGroup,
  Vpc,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  ContainerImage,
  Ec2Service,
  Ec2TaskDefinition,
  FargateService,
  FargateTaskDefinition,
  NetworkMode,
} from 'aws-cdk-lib/aws-ecs';
import {
  IpAddressType,
  Protocol,
  type INetworkLoadBalancerTarget,
  type INetworkTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  AlbListenerTarget,
  InstanceIdTarget,
  InstanceTarget,
  IpTarget,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import {
  Exposure,
  SecureApplicationLoadBalancer,
  SecureNetworkLoadBalancer,
  type SecureNetworkLoadBalancerProps,
} from '../../lib';
import { certificate, exceptionFrom, newStack, refusalOf } from './synthesized';

const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const EGRESS = 'AWS::EC2::SecurityGroupEgress';
const BALANCERS_GROUP = { 'Fn::GetAtt': [Match.stringLikeRegexp('^BrokerSecurityGroup'), 'GroupId'] };

function broker(
  stack: Stack,
  vpc: IVpc,
  props: Partial<SecureNetworkLoadBalancerProps> = {},
): SecureNetworkLoadBalancer {
  return new SecureNetworkLoadBalancer(stack, 'Broker', { vpc, exposure: Exposure.internal(), certificate, ...props });
}

function fargate(stack: Stack, vpc: IVpc): FargateService {
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  const image = ContainerImage.fromRegistry('example');
  taskDefinition.addContainer('Main', { image, portMappings: [{ containerPort: 8443 }] });
  taskDefinition.addContainer('Side', { image, portMappings: [{ containerPort: 9443 }] });
  return new FargateService(stack, 'Service', { cluster: new Cluster(stack, 'Cluster', { vpc }), taskDefinition });
}

/** The ports between the load balancer and a security group, as both sides see them. */
function opened(stack: Stack, target: string): { readonly in: unknown[]; readonly out: unknown[] } {
  const template = Template.fromStack(stack);
  const group = { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${target}`), 'GroupId'] };
  const ranges = (type: string, properties: Record<string, unknown>): unknown[] => {
    const found = template.findResources(type, { Properties: properties }) as Record<
      string,
      { Properties: { FromPort: unknown; ToPort: unknown } }
    >;
    return Object.values(found).map(({ Properties: { FromPort, ToPort } }) =>
      FromPort === ToPort ? FromPort : [FromPort, ToPort],
    );
  };
  return {
    in: ranges(INGRESS, { GroupId: group, SourceSecurityGroupId: BALANCERS_GROUP }),
    out: ranges(EGRESS, { GroupId: BALANCERS_GROUP, DestinationSecurityGroupId: group }),
  };
}

describe('a network load balancer reaches', () => {
  test('a service of Amazon ECS on the port of its container, not on that of the target group', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc');
    broker(stack, vpc).addTargets('Targets', { port: 443, targets: [fargate(stack, vpc)] });
    expect(opened(stack, 'ServiceSecurityGroup')).toEqual({ in: [8443], out: [8443] });
    // the service waits for the listener, as it does without us
    Template.fromStack(stack).hasResource('AWS::ECS::Service', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^BrokerLoadBalancerTls')]),
      Properties: { LoadBalancers: [Match.objectLike({ ContainerPort: 8443 })] },
    });
  });

  test('another container of the service', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc');
    const targets = [fargate(stack, vpc).loadBalancerTarget({ containerName: 'Side' })];
    broker(stack, vpc).addTargets('Targets', { port: 9443, targets });
    expect(opened(stack, 'ServiceSecurityGroup')).toEqual({ in: [9443], out: [9443] });
  });

  test('containers in bridge mode on the range from which they get their port', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc');
    const cluster = new Cluster(stack, 'Cluster', { vpc });
    cluster.addCapacity('Capacity', { instanceType: new InstanceType('t3.small') });
    const taskDefinition = new Ec2TaskDefinition(stack, 'Task', { networkMode: NetworkMode.BRIDGE });
    taskDefinition.addContainer('Main', {
      image: ContainerImage.fromRegistry('example'),
      memoryLimitMiB: 64,
      portMappings: [{ containerPort: 8443 }],
    });
    const service = new Ec2Service(stack, 'Service', { cluster, taskDefinition });
    broker(stack, vpc).addTargets('Targets', { port: 8443, targets: [service] });
    expect(opened(stack, 'ClusterCapacityInstanceSecurityGroup')).toEqual({
      in: [[32768, 65535]],
      out: [[32768, 65535]],
    });
  });

  test('an Auto Scaling group, and its health check on another port', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc');
    const group = new SecurityGroup(stack, 'Workers', { vpc, allowAllOutbound: false });
    const launchTemplate = new LaunchTemplate(stack, 'Template', {
      instanceType: new InstanceType('t3.small'),
      machineImage: MachineImage.latestAmazonLinux2023(),
      securityGroup: group,
    });
    const targets = [new AutoScalingGroup(stack, 'Group', { vpc, launchTemplate })];
    broker(stack, vpc).addTargets('Targets', { port: 8883, targets, healthCheck: { port: '9000' } });
    expect(opened(stack, 'Workers')).toEqual({ in: [8883, 9000], out: [8883, 9000] });
  });

  test('an instance on a port of its own', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc');
    const instance = new Instance(stack, 'Worker', {
      vpc,
      instanceType: new InstanceType('t3.small'),
      machineImage: MachineImage.latestAmazonLinux2023(),
    });
    broker(stack, vpc).addTargets('Targets', { port: 8883, targets: [new InstanceTarget(instance, 9883)] });
    // instances of the L2 let everything out, the load balancer does not
    expect(opened(stack, 'WorkerInstanceSecurityGroup')).toEqual({ in: [9883], out: [9883] });
  });

  test('addresses inside and outside the network, each by itself, and no others', () => {
    const stack = newStack();
    const targets = [new IpTarget('10.0.0.10'), new IpTarget('192.168.7.7', 9883, 'all'), new IpTarget('fd00::1')];
    broker(stack, new Vpc(stack, 'Vpc')).addTargets('Targets', {
      port: 8883,
      targets,
      healthCheck: { protocol: Protocol.TCP, port: '9000' },
    });
    const to = (range: object, port: number): object => Match.objectLike({ ...range, FromPort: port, ToPort: port });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Load balancer Stack/Broker',
      SecurityGroupEgress: [
        to({ CidrIp: '10.0.0.10/32' }, 8883),
        to({ CidrIp: '10.0.0.10/32' }, 9000),
        to({ CidrIp: '192.168.7.7/32' }, 9883),
        to({ CidrIp: '192.168.7.7/32' }, 9000),
        to({ CidrIpv6: 'fd00::1/128' }, 8883),
        to({ CidrIpv6: 'fd00::1/128' }, 9000),
      ],
    });
  });

  test('a service in another stack, whose stack alone depends on the other', () => {
    const app = new App();
    const env = { region: 'eu-central-1', account: '111122223333' };
    const edge = new Stack(app, 'Stack', { env });
    const services = new Stack(app, 'Services', { env });
    const vpc = new Vpc(edge, 'Vpc');
    broker(edge, vpc).addTargets('Targets', { port: 8443, targets: [fargate(services, vpc)] });
    app.synth();
    Template.fromStack(services).resourceCountIs(INGRESS, 1);
    Template.fromStack(services).resourceCountIs(EGRESS, 1);
    expect(edge.dependencies).toEqual([]);
  });
});

describe('a target whose security group is not known', () => {
  const selfRegistering: INetworkLoadBalancerTarget = {
    attachToNetworkTargetGroup: (group: INetworkTargetGroup) => {
      expect(group.targetGroupArn).toBeDefined();
      return { targetType: new IpTarget('10.0.0.1').attachToNetworkTargetGroup(group).targetType };
    },
  };

  test.each([
    ['i-0123456789abcdef0', new InstanceIdTarget('i-0123456789abcdef0')],
    ['a target that registers itself', selfRegistering],
  ])('is warned of: %s', (name, target) => {
    const stack = newStack();
    broker(stack, new Vpc(stack, 'Vpc')).addTargets('Targets', { port: 8883, targets: [target] });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Broker/LoadBalancer',
      Match.stringLikeRegexp(
        `^the security group of ${name} is not known here, so nothing was opened between it and the load balancer: call`,
      ),
    );
  });
});

describe('an application load balancer as target', () => {
  function inFront(stack: Stack, props: Partial<SecureNetworkLoadBalancerProps> = {}): void {
    const vpc = new Vpc(stack, 'Vpc');
    const web = new SecureApplicationLoadBalancer(stack, 'Web', {
      vpc,
      exposure: Exposure.internal(),
      certificate,
      redirectHttp: true,
    });
    web.addTargets('Targets', { targets: [new IpTarget('10.0.0.10')] });
    broker(stack, vpc, props).addTargets('Web', { port: 443, targets: [new AlbListenerTarget(web.listener)] });
  }

  test('fails without an exception: a TLS listener cannot forward to it', () => {
    expect(
      refusalOf((stack) => {
        inFront(stack);
      }),
    ).toBe(
      "'targets' may not be an application load balancer (P2.1.3): only a TCP listener reaches one, and passes on what is " +
        'not encrypted, too. Let clients connect to the application load balancer, or put an exception on record: ' +
        "exceptions: [{ rule: 'elbv2-https-only', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }].",
    );
  });

  test('is reached by a TCP listener under an exception, and checked where its HTTP redirects', () => {
    const stack = newStack();
    inFront(stack, { exceptions: [exceptionFrom('elbv2-https-only')] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Protocol: 'TCP',
      Port: 443,
      SslPolicy: Match.absent(),
      Certificates: Match.absent(),
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      TargetType: 'alb',
      Protocol: 'TCP',
      Port: 443,
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: '80',
    });
    expect(opened(stack, 'WebSecurityGroup')).toEqual({ in: [443, 80], out: [443, 80] });
  });
});

describe('who is let in', () => {
  const v6 = Match.objectLike({ CidrIpv6: '::/0', FromPort: 443, ToPort: 443 });
  const v4 = Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 });

  test.each([
    [IpAddressType.IPV4, [v4]],
    [IpAddressType.DUAL_STACK, [v4, v6]],
  ])('clients on the internet by the addresses that it has: %s', (ipAddressType, SecurityGroupIngress) => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
    const balancer = broker(stack, vpc, { exposure: Exposure.internet(), ipAddressType });
    balancer.addTargets('Targets', { port: 8883, targets: [new IpTarget('10.0.0.10')] });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress });
  });

  test('the IPv6 addresses of the VPC, once it has some', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK });
    const balancer = broker(stack, vpc, { ipAddressType: IpAddressType.DUAL_STACK });
    balancer.addTargets('Targets', { port: 8883, targets: [new IpTarget('10.0.0.10')] });
    const ranges = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Vpc'), 'Ipv6CidrBlocks'] };
    Template.fromStack(stack).hasResource('AWS::EC2::SecurityGroup', {
      DependsOn: [Match.stringLikeRegexp('^Vpcipv6cidr')],
      Properties: {
        SecurityGroupIngress: [
          Match.objectLike({ CidrIp: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Vpc'), 'CidrBlock'] } }),
          Match.objectLike({ CidrIpv6: { 'Fn::Select': [0, ranges] }, FromPort: 443, ToPort: 443 }),
        ],
      },
    });
  });

  function imported(stack: Stack, vpcCidrBlock?: string): IVpc {
    const privateSubnetIds = ['subnet-1', 'subnet-2'];
    const availabilityZones = ['eu-central-1a', 'eu-central-1b'];
    return Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', vpcCidrBlock, availabilityZones, privateSubnetIds });
  }

  test('fails in an imported VPC whose addresses are not known, and says to name peers', () => {
    expect(refusalOf((stack) => broker(stack, imported(stack)))).toBe(
      "'exposure' must name peers in this VPC (P2.3): it was imported without vpcCidrBlock, so its addresses are not " +
        'known. Use Exposure.internal({ peers: [Peer.ipv4(…)] }).',
    );
  });

  test('peers in such a VPC, whose addresses its targets do not need', () => {
    const stack = newStack();
    const exposure = Exposure.internal({ peers: [Peer.ipv4('10.1.0.0/16')] });
    const targets = [new IpTarget('10.0.0.10')];
    broker(stack, imported(stack), { exposure }).addTargets('Targets', { port: 8883, targets });
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.1.0.0/16', FromPort: 443 })],
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '10.0.0.10/32', FromPort: 8883 })],
    });
  });

  test('IPv4 alone in an imported VPC, which is warned of', () => {
    const stack = newStack();
    const balancer = broker(stack, imported(stack, '10.0.0.0/16'), { ipAddressType: IpAddressType.DUAL_STACK });
    balancer.addTargets('Targets', { port: 8883, targets: [new IpTarget('10.0.0.10')] });
    Annotations.fromStack(stack).hasWarning(
      '/Stack/Broker/SecurityGroup',
      Match.stringLikeRegexp('^the IPv6 addresses of the VPC are not known here, so only IPv4 was let in'),
    );
  });
});
