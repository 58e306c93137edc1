import type { Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { LoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancing';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCertificate,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import rule from '../../../lib/rules/ec2/sg-no-public-any-ingress';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function balancer(stack: Stack, internetFacing = true): ApplicationLoadBalancer {
  const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
  const securityGroup = new SecurityGroup(stack, 'Group', { vpc });
  return new ApplicationLoadBalancer(stack, 'Balancer', { vpc, internetFacing, securityGroup });
}

function https(alb: ApplicationLoadBalancer): ApplicationListener {
  return alb.addListener('Https', {
    protocol: ApplicationProtocol.HTTPS,
    certificates: [ListenerCertificate.fromArn('arn:aws:acm:eu-central-1:111122223333:certificate/1')],
    defaultAction: ListenerAction.fixedResponse(204),
  });
}

function ingressOf(GroupId: Json, port = 443, CidrIp = '0.0.0.0/0'): JsonObject {
  return {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId, IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp },
  };
}

function group(...rules: readonly JsonObject[]): JsonObject {
  return { SecurityGroupIngress: rules.map((rule) => ({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...rule })) };
}

function withPrefixList(...ranges: readonly Json[]): JsonObject {
  return {
    Parameters: { Range: { Type: 'String' } },
    Resources: {
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: group({ SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } }),
      },
      List: { Type: 'AWS::EC2::PrefixList', Properties: { Entries: ranges.map((Cidr) => ({ Cidr })) } },
    },
  };
}

testRule(rule, {
  compliant: {
    'HTTPS of an internet-facing load balancer, and the redirect to it': (stack) => {
      const alb = balancer(stack);
      https(alb);
      alb.addRedirect();
    },
    'HTTPS of a classic load balancer': {
      Resources: {
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: {
            SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
          },
        },
        Balancer: {
          Type: 'AWS::ElasticLoadBalancing::LoadBalancer',
          Properties: { SecurityGroups: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }], Listeners: [] },
        },
      },
    },
    'a resource of its own for such a group': {
      Resources: {
        Group: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
        Balancer: {
          Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          Properties: { SecurityGroups: [{ Ref: 'Group' }] },
        },
        Ingress: ingressOf({ 'Fn::GetAtt': ['Group', 'GroupId'] }),
      },
    },
    'the largest network that is one': group({ CidrIp: '44.0.0.0/8' }, { CidrIpv6: '2600::/24' }),
    'every private network': group({ CidrIp: '10.0.0.0/8' }, { CidrIp: '172.16.0.0/12' }, { CidrIp: '100.64.0.0/10' }),
    'a prefix list of networks': withPrefixList('44.0.0.0/16', '10.0.0.0/8'),
    'no rules': { SecurityGroupIngress: [] },
    'another group': { SecurityGroupIngress: [{ IpProtocol: '-1', SourceSecurityGroupId: 'sg-1' }] },
  },
  noncompliant: {
    'HTTPS of a group that no load balancer uses': (stack) => {
      const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
      new SecurityGroup(stack, 'Group', { vpc }).addIngressRule(Peer.anyIpv4(), Port.HTTPS);
    },
    'HTTPS of an internal load balancer': (stack) => https(balancer(stack, false)),
    'port 80 of a load balancer that serves it': (stack) =>
      balancer(stack).addListener('Http', { port: 80, defaultAction: ListenerAction.fixedResponse(204) }),
    'port 80 of a load balancer without a listener for it': {
      Resources: {
        Group: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
        Balancer: {
          Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          Properties: { SecurityGroups: [{ Ref: 'Group' }] },
        },
        Ingress: ingressOf({ Ref: 'Group' }, 80),
      },
    },
    'port 80 of a classic load balancer, which cannot redirect': (stack) =>
      new LoadBalancer(stack, 'Balancer', {
        vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }),
        internetFacing: true,
        listeners: [{ externalPort: 80 }],
      }),
    'more ports than 443': (stack) => {
      balancer(stack).connections.allowFromAnyIpv4(Port.tcpRange(443, 444));
    },
    'two halves of the internet': group({ CidrIp: '0.0.0.0/1' }, { CidrIp: '128.0.0.0/1' }),
    'more than the largest network': group({ CidrIp: '44.0.0.0/7' }, { CidrIpv6: '2600::/23' }),
    'many networks that are the internet together': group(
      ...Array.from({ length: 300 }, (_, at) => ({ CidrIp: `${20 + (at >> 8)}.${at % 256}.0.0/16` })),
    ),
    'networks in resources of their own that are it together': {
      Resources: {
        Group: { Type: 'AWS::EC2::SecurityGroup', Properties: group({ CidrIp: '44.0.0.0/8' }) },
        Ingress: ingressOf({ Ref: 'Group' }, 22, '45.0.0.0/8'),
      },
    },
    'a prefix list with everybody in it': withPrefixList('10.0.0.0/8', '0.0.0.0/0'),
    'a prefix list of two halves': withPrefixList('0.0.0.0/1', '128.0.0.0/1'),
    'everybody, mapped into IPv6': group({ CidrIpv6: '::ffff:0.0.0.0/96' }),
    'a range with host bits': group({ CidrIp: '203.0.113.9/0' }),
    'a protocol by its number': group({ IpProtocol: '17', CidrIp: '0.0.0.0/0' }),
    'ping from everywhere': {
      SecurityGroupIngress: [{ IpProtocol: 'icmp', FromPort: 8, ToPort: -1, CidrIp: '0.0.0.0/0' }],
    },
    'all traffic from every IPv6 address': { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIpv6: '::/0' }] },
    'another port of a group that is elsewhere': { Resources: { Ingress: ingressOf('sg-1', 8443) } },
  },
  undetermined: {
    'a prefix list that is elsewhere': group({ SourcePrefixListId: 'pl-1234' }),
    'a prefix list with a range from a parameter': withPrefixList({ Ref: 'Range' }),
    'no range at all': group({ CidrIp: 'everybody' }),
    'rules from elsewhere': { SecurityGroupIngress: { 'Fn::ImportValue': 'Rules' } },
    'HTTPS of a group that is elsewhere': { Resources: { Ingress: ingressOf('sg-1') } },
    'a load balancer whose scheme is a parameter': {
      Parameters: { Scheme: { Type: 'String' } },
      Resources: {
        Group: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
        Balancer: {
          Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
          Properties: { SecurityGroups: [{ Ref: 'Group' }], Scheme: { Ref: 'Scheme' } },
        },
        Ingress: ingressOf({ Ref: 'Group' }),
      },
    },
  },
});
