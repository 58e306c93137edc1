import { AclCidr, AclTraffic, Action, NetworkAcl, TrafficDirection, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/ec2/nacl-no-public-admin-ports';
import { testRule } from '../test-rule';

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

testRule(rule, {
  compliant: {
    'HTTPS from everywhere': acl({ number: 100, traffic: AclTraffic.tcpPort(443) }),
    'SSH from a range': acl({ number: 100, traffic: AclTraffic.tcpPort(22), from: AclCidr.ipv4('203.0.113.0/24') }),
    'the ports between': acl({ number: 100, traffic: AclTraffic.tcpPortRange(23, 3388) }),
    UDP: acl({ number: 100, traffic: AclTraffic.udpPortRange(0, 65535) }),
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
    'a denial for IPv6 only': acl(
      { number: 90, traffic: AclTraffic.tcpPort(22), action: Action.DENY, from: AclCidr.anyIpv6() },
      { number: 100, traffic: AclTraffic.tcpPort(22) },
    ),
  },
  undetermined: {
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
