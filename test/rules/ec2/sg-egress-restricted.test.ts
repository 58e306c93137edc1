import { CfnSecurityGroup, Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { DatabaseInstance, DatabaseInstanceEngine } from 'aws-cdk-lib/aws-rds';
import { CfnParameter, CfnResource, type Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/ec2/sg-egress-restricted';
import { testRule } from '../test-rule';

function database(stack: Stack, allowAllOutbound: boolean): SecurityGroup {
  const vpc = new Vpc(stack, 'Vpc');
  const group = new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound });
  new DatabaseInstance(stack, 'Database', { engine: DatabaseInstanceEngine.POSTGRES, vpc, securityGroups: [group] });
  return group;
}

function cache(stack: Stack, egress?: CfnSecurityGroup.EgressProperty[]): CfnSecurityGroup {
  const group = new CfnSecurityGroup(stack, 'Group', { groupDescription: 'cache', securityGroupEgress: egress });
  new CfnReplicationGroup(stack, 'Cache', {
    replicationGroupDescription: 'sessions',
    securityGroupIds: [group.attrGroupId],
  });
  return group;
}

const EVERYTHING = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' };

testRule(rule, {
  compliant: {
    'a database that calls nobody': (stack) => database(stack, false),
    'a database that calls one port': (stack) => {
      database(stack, false).addEgressRule(Peer.anyIpv4(), Port.HTTPS);
    },
    'all ports but the first that are used': (stack) =>
      cache(stack, [{ ipProtocol: 'tcp', fromPort: 2, toPort: 65535, cidrIp: '0.0.0.0/0' }]),
    'a target of its own, which replaces the default': (stack) => {
      const group = cache(stack);
      new CfnResource(stack, 'Egress', {
        type: 'AWS::EC2::SecurityGroupEgress',
        properties: { GroupId: group.ref, IpProtocol: '-1', CidrIp: '10.0.0.0/8' },
      });
    },
  },
  noncompliant: {
    'the default of the L2': (stack) => database(stack, true),
    'the default of AWS': (stack) => cache(stack),
    'a cache of its own': {
      Resources: {
        Group: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
        Cache: {
          Type: 'AWS::ElastiCache::CacheCluster',
          Properties: { VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] },
        },
      },
    },
    'a DAX cluster': {
      Resources: {
        Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupEgress: [EVERYTHING] } },
        Accelerator: {
          Type: 'AWS::DAX::Cluster',
          Properties: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] },
        },
      },
    },
    'half of the internet': (stack) => cache(stack, [{ ipProtocol: '-1', cidrIp: '128.0.0.0/1' }]),
    'two networks that are the internet together': (stack) =>
      cache(stack, [
        { ipProtocol: '-1', cidrIp: '44.0.0.0/8' },
        { ipProtocol: '-1', cidrIp: '45.0.0.0/8' },
      ]),
    'two ranges of ports that are all of them': (stack) =>
      cache(stack, [
        { ipProtocol: 'tcp', fromPort: 0, toPort: 1023, cidrIp: '0.0.0.0/0' },
        { ipProtocol: 'tcp', fromPort: 1024, toPort: 65535, cidrIp: '0.0.0.0/0' },
      ]),
    'a prefix list with everybody in it': {
      Resources: {
        List: { Type: 'AWS::EC2::PrefixList', Properties: { AddressFamily: 'IPv4', Entries: [{ Cidr: '0.0.0.0/0' }] } },
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: { SecurityGroupEgress: [{ IpProtocol: '-1', DestinationPrefixListId: { Ref: 'List' } }] },
        },
        Database: { Type: 'AWS::RDS::DBInstance', Properties: { VPCSecurityGroups: [{ Ref: 'Group' }] } },
      },
    },
    'all TCP ports to every IPv6 address': (stack) =>
      cache(stack, [{ ipProtocol: 'tcp', fromPort: 0, toPort: 65535, cidrIpv6: '::/0' }]),
    'a resource of its own': (stack) => {
      const group = cache(stack, [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '10.0.0.0/8' }]);
      new CfnResource(stack, 'Egress', {
        type: 'AWS::EC2::SecurityGroupEgress',
        properties: { GroupId: group.ref, IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
      });
    },
  },
  undetermined: {
    'rules from elsewhere': (stack) => {
      const group = cache(stack);
      group.addPropertyOverride('SecurityGroupEgress', { 'Fn::ImportValue': 'Rules' });
    },
    'a target from a parameter': (stack) => {
      const target = new CfnParameter(stack, 'Target');
      cache(stack, [{ ipProtocol: '-1', cidrIp: target.valueAsString }]);
    },
  },
  notApplicable: {
    'a group of something else': (stack) =>
      new SecurityGroup(stack, 'Group', { vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }) }),
    'a rule for a group that is elsewhere': {
      Resources: {
        Egress: {
          Type: 'AWS::EC2::SecurityGroupEgress',
          Properties: { GroupId: 'sg-1', IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
        },
      },
    },
  },
});
