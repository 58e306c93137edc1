import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/sg-no-public-common-ports';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function fromEverywhere(...rules: readonly JsonObject[]): JsonObject {
  return { SecurityGroupIngress: rules.map((one) => ({ IpProtocol: 'tcp', CidrIp: '0.0.0.0/0', ...one })) };
}

testRule(rule, {
  compliant: {
    'HTTPS from everywhere, PostgreSQL from the network': (stack) => {
      const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
      const group = new SecurityGroup(stack, 'Group', { vpc });
      group.addIngressRule(Peer.anyIpv4(), Port.HTTPS);
      group.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.POSTGRES);
    },
    'the ports around MySQL': fromEverywhere({ FromPort: 3301, ToPort: 3305 }, { FromPort: 3307, ToPort: 4332 }),
    'SSH, which has a rule of its own': fromEverywhere({ FromPort: 22, ToPort: 22 }),
    'a port of TCP over UDP': fromEverywhere({ IpProtocol: 'udp', FromPort: 3306, ToPort: 3306 }),
  },
  noncompliant: {
    'PostgreSQL from everywhere': (stack) => {
      const vpc = new Vpc(stack, 'Vpc', { natGateways: 0 });
      new SecurityGroup(stack, 'Group', { vpc }).addIngressRule(Peer.anyIpv4(), Port.POSTGRES);
    },
    'Memcached over UDP': fromEverywhere({ IpProtocol: 'udp', FromPort: 11211, ToPort: 11211 }),
    'both ports of FTP': fromEverywhere({ FromPort: 20, ToPort: 21 }),
    'MySQL at the end of a range': fromEverywhere({ FromPort: 3301, ToPort: 3306 }),
    'all traffic': fromEverywhere({ IpProtocol: '-1' }),
    'a resource of its own': {
      Resources: {
        Ingress: {
          Type: 'AWS::EC2::SecurityGroupIngress',
          Properties: { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379, CidrIpv6: '::/0' },
        },
      },
    },
  },
  undetermined: {
    'a protocol from a parameter': {
      Parameters: { Protocol: { Type: 'String' } },
      Resources: {
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: fromEverywhere({ IpProtocol: { Ref: 'Protocol' }, FromPort: 9, ToPort: 9 }),
        },
      },
    },
  },
});
