import { AclCidr, AclTraffic, Action, NetworkAcl, TrafficDirection, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/ec2/nacl-no-public-admin-ports';
import type { JsonObject } from '../../../lib/template/model/json';
import { judgeCase, testRule } from '../test-rule';

interface Entry {
  readonly number: number;
  readonly traffic: AclTraffic;
  readonly from?: AclCidr;
  readonly action?: Action;
  readonly direction?: TrafficDirection;
}

function acl(...entries: readonly Entry[]): (stack: Stack) => unknown {
  return (stack) => {
    const list = new NetworkAcl(stack, 'Acl', { vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }) });
    for (const { number, traffic, from = AclCidr.anyIpv4(), action = Action.ALLOW, direction } of entries) {
      list.addEntry(`Entry${number}`, {
        cidr: from,
        ruleNumber: number,
        traffic,
        ruleAction: action,
        direction: direction ?? TrafficDirection.INGRESS,
      });
    }
  };
}

const SSH = AclTraffic.tcpPort(22);

function entry(properties: JsonObject): JsonObject {
  const open = { RuleAction: 'allow', RuleNumber: 100, Protocol: 6, CidrBlock: '0.0.0.0/0' };
  const Properties = { NetworkAclId: { Ref: 'Acl' }, PortRange: { From: 22, To: 22 }, ...open, ...properties };
  return { Type: 'AWS::EC2::NetworkAclEntry', Properties };
}

testRule(rule, {
  compliant: {
    'HTTPS from everywhere': acl({ number: 100, traffic: AclTraffic.tcpPort(443) }),
    'SSH from a range': acl({ number: 100, traffic: AclTraffic.tcpPort(22), from: AclCidr.ipv4('203.0.113.0/24') }),
    'the ports between': acl({ number: 100, traffic: AclTraffic.tcpPortRange(23, 3388) }),
    'UDP but for RDP': acl(
      { number: 100, traffic: AclTraffic.udpPortRange(0, 3388) },
      { number: 110, traffic: AclTraffic.udpPortRange(3390, 65535) },
    ),
    'all traffic after two denials that cover it': acl(
      { number: 80, traffic: AclTraffic.allTraffic(), action: Action.DENY, from: AclCidr.ipv4('0.0.0.0/1') },
      { number: 90, traffic: AclTraffic.allTraffic(), action: Action.DENY, from: AclCidr.ipv4('128.0.0.0/1') },
      { number: 100, traffic: AclTraffic.allTraffic() },
    ),
    'the largest network that is one': acl({ number: 100, traffic: SSH, from: AclCidr.ipv4('44.0.0.0/8') }),
    'two networks of different ports': acl(
      { number: 100, traffic: SSH, from: AclCidr.ipv4('44.0.0.0/8') },
      { number: 110, traffic: AclTraffic.tcpPort(443), from: AclCidr.ipv4('45.0.0.0/8') },
    ),
    'a range from a parameter after everything is denied': {
      Parameters: { Range: { Type: 'String' } },
      Resources: {
        Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: 'vpc-1' } },
        Deny: entry({ RuleNumber: 90, RuleAction: 'deny' }),
        Entry: entry({ CidrBlock: { Ref: 'Range' } }),
      },
    },
    'return traffic after a denial of RDP': acl(
      { number: 90, traffic: AclTraffic.tcpPort(3389), action: Action.DENY },
      { number: 100, traffic: AclTraffic.tcpPortRange(1024, 65535) },
    ),
  },
  noncompliant: {
    'SSH from everywhere': acl({ number: 100, traffic: AclTraffic.tcpPort(22) }),
    'RDP from every IPv6 address': acl({ number: 100, traffic: AclTraffic.tcpPort(3389), from: AclCidr.anyIpv6() }),
    'all traffic': acl({ number: 100, traffic: AclTraffic.allTraffic() }),
    'a denial that comes too late': acl(
      { number: 100, traffic: AclTraffic.tcpPortRange(1024, 65535) },
      { number: 110, traffic: AclTraffic.tcpPort(3389), action: Action.DENY },
    ),
    'RDP over UDP': acl({ number: 100, traffic: AclTraffic.udpPort(3389) }),
    'half of the internet': acl({ number: 100, traffic: SSH, from: AclCidr.ipv4('0.0.0.0/1') }),
    'more than the largest network': acl({ number: 100, traffic: SSH, from: AclCidr.ipv4('44.0.0.0/7') }),
    'two networks that are the internet together': acl(
      { number: 100, traffic: SSH, from: AclCidr.ipv4('44.0.0.0/8') },
      { number: 110, traffic: SSH, from: AclCidr.ipv4('45.0.0.0/8') },
    ),
    'a denial of half of it': acl(
      { number: 90, traffic: SSH, action: Action.DENY, from: AclCidr.ipv4('0.0.0.0/1') },
      { number: 100, traffic: SSH },
    ),
    'a denial of what goes out': acl(
      { number: 90, traffic: SSH, action: Action.DENY, direction: TrafficDirection.EGRESS },
      { number: 100, traffic: SSH },
    ),
    'everybody, mapped into IPv6': acl({ number: 100, traffic: SSH, from: AclCidr.ipv6('::ffff:0:0/96') }),
    'a protocol that is left out': { Resources: { Entry: entry({ Protocol: { Ref: 'AWS::NoValue' } }) } },
    'a denial for IPv6 only': acl(
      { number: 90, traffic: AclTraffic.tcpPort(22), action: Action.DENY, from: AclCidr.anyIpv6() },
      { number: 100, traffic: AclTraffic.tcpPort(22) },
    ),
  },
  undetermined: {
    'an order from a parameter': {
      Parameters: { Number: { Type: 'Number' } },
      Resources: {
        Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: 'vpc-1' } },
        Deny: entry({ RuleNumber: { Ref: 'Number' }, RuleAction: 'deny' }),
        Entry: entry({}),
      },
    },
    'a denial of a range from a parameter': {
      Parameters: { Range: { Type: 'String' } },
      Resources: {
        Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: 'vpc-1' } },
        Deny: entry({ RuleNumber: 90, RuleAction: 'deny', CidrBlock: { Ref: 'Range' } }),
        Entry: entry({}),
      },
    },
    'an action from a parameter': {
      Parameters: { Action: { Type: 'String' } },
      Resources: { Entry: entry({ RuleAction: { Ref: 'Action' } }) },
    },
    'a direction from a parameter': {
      Parameters: { Egress: { Type: 'String' } },
      Resources: { Entry: entry({ Egress: { Ref: 'Egress' } }) },
    },
    'a range from a parameter': {
      Parameters: { Range: { Type: 'String' } },
      Resources: {
        Entry: {
          Type: 'AWS::EC2::NetworkAclEntry',
          Properties: { RuleAction: 'allow', RuleNumber: 100, Protocol: -1, CidrBlock: { Ref: 'Range' } },
        },
      },
    },
    'a port from a parameter': {
      Parameters: { Port: { Type: 'Number' } },
      Resources: {
        Entry: {
          Type: 'AWS::EC2::NetworkAclEntry',
          Properties: {
            RuleAction: 'allow',
            RuleNumber: 100,
            Protocol: 6,
            CidrBlock: '0.0.0.0/0',
            PortRange: { From: { Ref: 'Port' }, To: { Ref: 'Port' } },
          },
        },
      },
    },
  },
  notApplicable: {
    egress: acl({ number: 100, traffic: AclTraffic.allTraffic(), direction: TrafficDirection.EGRESS }),
    'a denial': acl({ number: 100, traffic: AclTraffic.tcpPort(22), action: Action.DENY }),
  },
});

test.each<[string, (at: number) => string]>([
  ['of one ACL', () => 'Acl0'],
  ['of ACLs with 40 each', (at: number) => `Acl${Math.floor(at / 40)}`],
])('5,000 entries %s take no more than a moment', (_, aclOf) => {
  const entries = Array.from({ length: 5_000 }, (__, at): [string, JsonObject] => {
    const denies: JsonObject = at % 2 === 0 ? { RuleAction: 'deny', CidrBlock: `44.${at % 256}.0.0/16` } : {};
    return [`Entry${at}`, entry({ RuleNumber: at + 1, NetworkAclId: { Ref: aclOf(at) }, ...denies })];
  });
  const acls = Array.from({ length: 125 }, (__, at): [string, JsonObject] => [
    `Acl${at}`,
    { Type: 'AWS::EC2::NetworkAcl', Properties: {} },
  ]);
  const start = performance.now();
  const results = judgeCase(rule, { Resources: Object.fromEntries([...acls, ...entries]) });
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(results.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(2_500);
});
