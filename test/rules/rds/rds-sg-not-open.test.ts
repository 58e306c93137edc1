import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/rds/rds-sg-not-open';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'open to the largest network that is one': (stack) => {
      database(stack, (group) => {
        group.addIngressRule(Peer.ipv4('44.0.0.0/8'), Port.tcp(5432));
      });
    },
    'open to a network': (stack) => {
      database(stack, (group) => {
        group.addIngressRule(Peer.ipv4('10.0.0.0/16'), Port.tcp(5432));
      });
    },
  },
  noncompliant: {
    'open to half of the internet': (stack) => {
      database(stack, (group) => {
        group.addIngressRule(Peer.ipv4('0.0.0.0/1'), Port.tcp(5432));
      });
    },
    'open to networks that are the internet together': (stack) => {
      database(stack, (group) => {
        group.addIngressRule(Peer.ipv4('44.0.0.0/8'), Port.tcp(5432));
        group.addIngressRule(Peer.ipv4('45.0.0.0/8'), Port.tcp(5432));
      });
    },
    'open to a prefix list with everybody in it': {
      Resources: {
        List: { Type: 'AWS::EC2::PrefixList', Properties: { AddressFamily: 'IPv4', Entries: [{ Cidr: '0.0.0.0/0' }] } },
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: { SecurityGroupIngress: [{ IpProtocol: '-1', SourcePrefixListId: { Ref: 'List' } }] },
        },
        Database: { Type: 'AWS::RDS::DBInstance', Properties: { VPCSecurityGroups: [{ Ref: 'Group' }] } },
      },
    },
    'open to everybody': (stack) => {
      database(stack, (group) => {
        group.addIngressRule(Peer.anyIpv4(), Port.tcp(5432));
      });
    },
    'opened by a rule of its own': {
      Resources: {
        Group: { Type: 'AWS::EC2::SecurityGroup' },
        Rule: {
          Type: 'AWS::EC2::SecurityGroupIngress',
          Properties: {
            GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] },
            IpProtocol: 'tcp',
            FromPort: 5432,
            ToPort: 5432,
            CidrIpv6: '::/0',
          },
        },
        Cluster: {
          Type: 'AWS::RDS::DBCluster',
          Properties: { VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] },
        },
      },
    },
  },
  undetermined: { 'a group from elsewhere': { VPCSecurityGroups: ['sg-1'] } },
  notApplicable: { 'no groups': { Engine: 'postgres' } },
});

function database(stack: Stack, open: (group: SecurityGroup) => void): void {
  const vpc = new Vpc(stack, 'Vpc');
  const group = new SecurityGroup(stack, 'Group', { vpc });
  open(group);
  new DatabaseInstance(stack, 'Database', {
    vpc,
    engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 }),
    securityGroups: [group],
  });
}
