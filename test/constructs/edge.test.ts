import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Peer, Port, Vpc, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationProtocol, DesyncMitigationMode, Protocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IpTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import {
  DataCategory,
  Exposure,
  IsolatedNetwork,
  SecureApplicationLoadBalancer,
  SecureNetworkLoadBalancer,
  SecureSecurityGroup,
  TlsPolicy,
  type SecureApplicationLoadBalancerProps,
  type SecureNetworkLoadBalancerProps,
} from '../../lib';
import { certificate, exceptionFrom, newStack, refusalOf, synthesized } from './synthesized';

const targets = [new IpTarget('10.0.0.10')];
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

function network(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    publicSubnetIds: ['subnet-1', 'subnet-2'],
    privateSubnetIds: ['subnet-3', 'subnet-4'],
  });
}

function internet(stack: Stack): Exposure {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'acl', sampledRequestsEnabled: true };
  const webAcl = new CfnWebACL(stack, 'Acl', { scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig });
  return Exposure.internet({ webAcl });
}

function application(
  stack: Stack,
  props: Partial<SecureApplicationLoadBalancerProps> = {},
): SecureApplicationLoadBalancer {
  const balancer = new SecureApplicationLoadBalancer(stack, 'Web', {
    vpc: network(stack),
    exposure: Exposure.internal(),
    certificate,
    ...props,
  });
  balancer.addTargets('Targets', { port: 8443, targets });
  return balancer;
}

function networkBalancer(stack: Stack, props: Partial<SecureNetworkLoadBalancerProps> = {}): SecureNetworkLoadBalancer {
  const balancer = new SecureNetworkLoadBalancer(stack, 'Broker', {
    vpc: network(stack),
    exposure: Exposure.internal(),
    certificate,
    ...props,
  });
  balancer.addTargets('Targets', { port: 8883, targets });
  return balancer;
}

/** The attributes of a load balancer that log delivery is told by. */
function attributes(template: Template): string[] {
  const [balancer] = Object.values(template.findResources(BALANCER)) as {
    Properties: { LoadBalancerAttributes: { Key: string; Value: unknown }[] };
  }[];
  return (balancer?.Properties.LoadBalancerAttributes ?? []).map(({ Key }) => Key).sort();
}

describe('SecureApplicationLoadBalancer', () => {
  test('minimal', () => {
    expect(synthesized((stack) => application(stack)).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const full = synthesized((stack) =>
      application(stack, { exposure: internet(stack), redirectHttp: true, tlsPolicy: TlsPolicy.POST_QUANTUM }),
    );
    expect(full.toJSON()).toMatchSnapshot();
  });

  test.each([
    [TlsPolicy.STANDARD, 'ELBSecurityPolicy-TLS13-1-3-2021-06'],
    [TlsPolicy.FIPS, 'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04'],
    [TlsPolicy.POST_QUANTUM, 'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09'],
    [TlsPolicy.FIPS_POST_QUANTUM, 'ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09'],
  ])('traps 53, 54 and 64: the listener speaks TLS 1.3 only: %s', (tlsPolicy, SslPolicy) => {
    synthesized((stack) => application(stack, { tlsPolicy })).hasResourceProperties(LISTENER, {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy,
      Certificates: Match.anyValue(),
    });
  });

  test('HTTP only redirects, and targets are reached over HTTPS', () => {
    const template = synthesized((stack) => application(stack, { redirectHttp: true }));
    template.hasResourceProperties(LISTENER, {
      Port: 80,
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Protocol: 'HTTPS',
      HealthCheckProtocol: 'HTTPS',
    });
  });

  test('is open to the VPC alone, or to 443 of the internet behind a web ACL', () => {
    synthesized((stack) => application(stack)).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443 })],
    });
    const open = synthesized((stack) => application(stack, { exposure: internet(stack) }));
    open.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 })],
    });
    open.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  });

  test('trap 19: its logs go into a bucket that takes SSE-S3', () => {
    const template = synthesized((stack) => application(stack));
    expect(attributes(template)).toEqual(
      expect.arrayContaining(['access_logs.s3.bucket', 'connection_logs.s3.bucket', 'deletion_protection.enabled']),
    );
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
  });

  test('traps 21 and 22: it waits for the policy of the bucket, which is no child of it', () => {
    const template = synthesized((stack) => application(stack));
    template.hasResource(BALANCER, { DependsOn: [Match.stringLikeRegexp('^AccessLogsBucketPolicy')] });
    expect(Object.keys(template.findResources('AWS::S3::Bucket')).every((id) => id.startsWith('AccessLogs'))).toBe(
      true,
    );
  });

  test('reaches targets that are addresses', () => {
    synthesized((stack) => application(stack)).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '10.0.0.10/32', FromPort: 8443, ToPort: 8443 })],
    });
  });

  test.each<[string, Partial<SecureApplicationLoadBalancerProps>]>([
    ['internetFacing', { internetFacing: true }],
    ['deletionProtection', { deletionProtection: false }],
    ['dropInvalidHeaderFields', { dropInvalidHeaderFields: false }],
    ['desyncMitigationMode', { desyncMitigationMode: DesyncMitigationMode.MONITOR }],
    ['the internet without a web ACL', { exposure: Exposure.internet() }],
  ])('fails when a prop is weaker than the policy: %s', (_, props) => {
    expect(refusalOf((stack) => application(stack, props))).toMatchSnapshot();
  });

  test('fails when targets are to be reached over HTTP', () => {
    const protocol = ApplicationProtocol.HTTP;
    expect(refusalOf((stack) => application(stack).addTargets('More', { protocol, targets }))).toMatchSnapshot();
  });

  test('takes a weaker value under an exception', () => {
    const exceptions = [exceptionFrom('alb-waf')];
    const open = synthesized((stack) => application(stack, { exposure: Exposure.internet(), exceptions }));
    open.resourceCountIs('AWS::WAFv2::WebACLAssociation', 0);
  });
});

describe('SecureNetworkLoadBalancer', () => {
  test('minimal', () => {
    expect(synthesized((stack) => networkBalancer(stack)).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const full = synthesized((stack) =>
      networkBalancer(stack, { exposure: Exposure.internet(), tlsPolicy: TlsPolicy.FIPS, crossZoneEnabled: true }),
    );
    expect(full.toJSON()).toMatchSnapshot();
  });

  test('trap 56: it ends TLS 1.3, and reaches its targets over TLS', () => {
    const template = synthesized((stack) => networkBalancer(stack));
    template.hasResourceProperties(LISTENER, {
      Protocol: 'TLS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Protocol: 'TLS' });
  });

  test('trap 20: it logs each TLS connection', () => {
    expect(attributes(synthesized((stack) => networkBalancer(stack)))).toContain('access_logs.s3.bucket');
  });

  test('fails when it is given a web ACL', () => {
    expect(refusalOf((stack) => networkBalancer(stack, { exposure: internet(stack) }))).toMatchSnapshot();
  });

  test('fails when targets are to be reached over TCP', () => {
    const props = { protocol: Protocol.TCP, port: 8883, targets };
    expect(refusalOf((stack) => networkBalancer(stack).addTargets('More', props))).toMatchSnapshot();
  });
});

describe('IsolatedNetwork', () => {
  test('minimal', () => {
    expect(synthesized((stack) => new IsolatedNetwork(stack, 'Network')).toJSON()).toMatchSnapshot();
  });

  test('cardholder', () => {
    expect(synthesized((stack) => IsolatedNetwork.cardholder(stack, 'Network')).toJSON()).toMatchSnapshot();
  });

  test('no subnet hands out public addresses', () => {
    const subnets = synthesized((stack) => new IsolatedNetwork(stack, 'Network'));
    subnets.resourceCountIs('AWS::EC2::Subnet', 6);
    subnets.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
  });

  test('the default security group is closed', () => {
    synthesized((stack) => new IsolatedNetwork(stack, 'Network')).resourceCountIs('Custom::VpcRestrictDefaultSG', 1);
  });

  test('all traffic is in flow logs that are kept as their category says', () => {
    const flowLogCategory = DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE;
    const template = synthesized((stack) => new IsolatedNetwork(stack, 'Network', { flowLogCategory }));
    template.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'ALL' });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });

  test('a cardholder network has no way to the internet, and logs for 365 days', () => {
    const template = synthesized((stack) => IsolatedNetwork.cardholder(stack, 'Network'));
    template.resourceCountIs('AWS::EC2::InternetGateway', 0);
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });

  test('trap 92: endpoints let principals of the account through', () => {
    const template = synthesized((stack) => IsolatedNetwork.cardholder(stack, 'Network'));
    template.allResourcesProperties('AWS::EC2::VPCEndpoint', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Condition: { StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } } }),
        ]),
      },
    });
  });

  test('trap 90: it sets nothing for the whole account', () => {
    const template = synthesized((stack) => IsolatedNetwork.cardholder(stack, 'Network'));
    template.resourceCountIs('AWS::EC2::VPCBlockPublicAccessOptions', 0);
  });

  test('fails when it would stand in one zone', () => {
    expect(refusalOf((stack) => new IsolatedNetwork(stack, 'Network', { maxAzs: 1 }))).toBe(
      "'maxAzs' must be 2 or more, got 1 (P2.3): one zone is no high availability. Leave it out.",
    );
  });
});

describe('SecureSecurityGroup', () => {
  function group(stack: Stack, internetPorts?: number[]): SecureSecurityGroup {
    return new SecureSecurityGroup(stack, 'Group', { vpc: network(stack), internetPorts });
  }

  test.each([
    [Peer.anyIpv4(), Port.tcp(22)],
    [Peer.anyIpv6(), Port.allTraffic()],
    [Peer.anyIpv4(), Port.tcpRange(443, 444)],
  ])('fails when everybody is let in: %#', (peer, port) => {
    const build = (stack: Stack): unknown => {
      group(stack, [443]).addIngressRule(peer, port);
      return undefined;
    };
    expect(refusalOf(build)).toMatchSnapshot();
  });

  test('lets everybody in on the ports that may be open, and nothing out', () => {
    const stack = newStack();
    group(stack, [443]).addIngressRule(Peer.anyIpv4(), Port.tcp(443), 'HTTPS');
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 })],
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });
});
