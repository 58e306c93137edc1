import { CfnSubnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/subnet-no-auto-public-ip';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'private subnets of the L2': (stack) =>
      new Vpc(stack, 'Vpc', { subnetConfiguration: [{ name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED }] }),
    'nothing set': (stack) => new CfnSubnet(stack, 'Subnet', { vpcId: 'vpc-1', cidrBlock: '10.0.0.0/24' }),
  },
  noncompliant: {
    'addresses in a subnet without a tag': { VpcId: 'vpc-1', MapPublicIpOnLaunch: true },
    'addresses in a private subnet': {
      VpcId: 'vpc-1',
      MapPublicIpOnLaunch: 'true',
      Tags: [{ Key: 'aws-cdk:subnet-type', Value: 'Private' }],
    },
  },
  undetermined: {
    'a parameter': {
      Parameters: { Public: { Type: 'String' } },
      Resources: { Subnet: { Type: 'AWS::EC2::Subnet', Properties: { MapPublicIpOnLaunch: { Ref: 'Public' } } } },
    },
  },
  notApplicable: {
    'public subnets of the L2': (stack) =>
      new Vpc(stack, 'Vpc', { subnetConfiguration: [{ name: 'edge', subnetType: SubnetType.PUBLIC }] }),
    'a subnet tagged public': { MapPublicIpOnLaunch: true, Tags: [{ Key: 'network-tier', Value: 'public' }] },
  },
});
