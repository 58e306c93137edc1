import type { Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/sg-no-public-ssh-rdp';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function group(stack: Stack): { readonly vpc: Vpc; readonly group: SecurityGroup } {
  const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
  return { vpc, group: new SecurityGroup(stack, 'Group', { vpc }) };
}

function ingress(...rules: readonly JsonObject[]): JsonObject {
  return { SecurityGroupIngress: rules.map((one) => ({ IpProtocol: 'tcp', ...one })) };
}

testRule(rule, {
  compliant: {
    'no ingress': {},
    'ports below and above': ingress(
      { CidrIp: '0.0.0.0/0', FromPort: 0, ToPort: 21 },
      { CidrIpv6: '::/0', FromPort: 23, ToPort: 3388 },
      { CidrIp: '0.0.0.0/0', FromPort: 3390, ToPort: 65535 },
    ),
    'SSH from a range': ingress({ CidrIp: '203.0.113.0/24', FromPort: 22, ToPort: 22 }),
    'SSH over UDP, which nothing speaks': ingress({ IpProtocol: 'udp', CidrIp: '0.0.0.0/0', FromPort: 22, ToPort: 22 }),
    'networks that meet at no such port': ingress(
      { CidrIp: '44.0.0.0/8', FromPort: 20, ToPort: 22 },
      { CidrIp: '45.0.0.0/8', FromPort: 23, ToPort: 24 },
    ),
    'ping from everywhere': ingress({ IpProtocol: 'icmp', CidrIp: '0.0.0.0/0', FromPort: 8, ToPort: -1 }),
    'SSH from the network and from another group': (stack) => {
      const { vpc, group: bastion } = group(stack);
      bastion.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.SSH);
      bastion.addIngressRule(bastion, Port.SSH);
    },
    'an address of the stack': ingress({ CidrIp: { 'Fn::Sub': '${AWS::AccountId}/32' }, FromPort: 22, ToPort: 22 }),
  },
  noncompliant: {
    'SSH from everywhere': (stack) => {
      group(stack).group.addIngressRule(Peer.anyIpv4(), Port.SSH);
    },
    'RDP from every IPv6 address': (stack) => {
      group(stack).group.addIngressRule(Peer.anyIpv6(), Port.RDP);
    },
    'RDP over UDP': ingress({ IpProtocol: '17', CidrIp: '0.0.0.0/0', FromPort: 3389, ToPort: 3389 }),
    'half of the internet': ingress({ CidrIp: '0.0.0.0/1', FromPort: 22, ToPort: 22 }),
    'networks that are it together at port 22': ingress(
      { CidrIp: '44.0.0.0/8', FromPort: 20, ToPort: 22 },
      { CidrIp: '45.0.0.0/8', FromPort: 21, ToPort: 23 },
    ),
    'a prefix list of the same templates with everybody in it': {
      Resources: {
        List: {
          Type: 'AWS::EC2::PrefixList',
          Properties: { AddressFamily: 'IPv4', Entries: [{ Cidr: '0.0.0.0/0' }] },
        },
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: ingress({ SourcePrefixListId: { Ref: 'List' }, FromPort: 22, ToPort: 22 }),
        },
      },
    },
    'a range with 22 at its end': ingress({ CidrIp: '0.0.0.0/0', FromPort: 0, ToPort: 22 }),
    'a range with 3389 at its start': ingress({ CidrIpv6: '0::/0', FromPort: '3389', ToPort: '4000' }),
    'all TCP ports': ingress({ CidrIp: '0.0.0.0/0', FromPort: -1, ToPort: -1 }),
    'all traffic': ingress({ CidrIp: '0.0.0.0/0', IpProtocol: -1 }),
    'a resource of its own': {
      Resources: {
        Ingress: {
          Type: 'AWS::EC2::SecurityGroupIngress',
          Properties: { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' },
        },
      },
    },
  },
  undetermined: {
    'a range that a parameter has by default': {
      Parameters: { Range: { Type: 'String', Default: '10.0.0.0/8' } },
      Resources: {
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: ingress({ CidrIp: { 'Fn::Sub': '${Range}' }, FromPort: 22, ToPort: 22 }),
        },
      },
    },
    'a range from a parameter': {
      Parameters: { Range: { Type: 'String' } },
      Resources: {
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: ingress({ CidrIp: { Ref: 'Range' }, FromPort: 22, ToPort: 22 }),
        },
      },
    },
    'a port from a parameter': {
      Parameters: { Port: { Type: 'Number' } },
      Resources: {
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: ingress({ CidrIp: '0.0.0.0/0', FromPort: { Ref: 'Port' }, ToPort: { Ref: 'Port' } }),
        },
      },
    },
    'rules from a parameter': {
      Parameters: { Rules: { Type: 'String' } },
      Resources: { Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: { Ref: 'Rules' } } } },
    },
  },
});
