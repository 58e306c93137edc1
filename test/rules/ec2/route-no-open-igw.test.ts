import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/route-no-open-igw';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const PUBLIC = [{ Key: 'network-tier', Value: 'public' }];

function network(
  subnets: Readonly<Record<string, JsonObject[]>>,
  route: JsonObject = {},
): JsonObject & { Resources: JsonObject } {
  const associations = Object.entries(subnets).flatMap(([name, Tags]): [string, JsonObject][] => [
    [name, { Type: 'AWS::EC2::Subnet', Properties: { Tags } }],
    [
      `${name}Association`,
      {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { RouteTableId: { Ref: 'Table' }, SubnetId: { Ref: name } },
      },
    ],
  ]);
  return {
    Resources: {
      Gateway: { Type: 'AWS::EC2::InternetGateway' },
      Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: 'vpc-1' } },
      Route: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: { Ref: 'Table' },
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: { Ref: 'Gateway' },
          ...route,
        },
      },
      ...Object.fromEntries(associations),
    },
  };
}

testRule(rule, {
  compliant: {
    'the public subnets of the L2': (stack) => new Vpc(stack, 'Vpc'),
    'subnets tagged public': network({ One: PUBLIC, Two: PUBLIC }),
    'a virtual private gateway': network({ One: [] }, { GatewayId: 'vgw-1' }),
  },
  noncompliant: {
    'half of the internet': network({ One: [] }, { DestinationCidrBlock: '128.0.0.0/1' }),
    'a subnet without a tag': network({ One: PUBLIC, Two: [] }),
    'a gateway by its id, and IPv6': network(
      { One: [] },
      { GatewayId: 'igw-1', DestinationCidrBlock: { Ref: 'AWS::NoValue' }, DestinationIpv6CidrBlock: '::/0' },
    ),
  },
  undetermined: {
    'a destination from a parameter': {
      Parameters: { Destination: { Type: 'String' } },
      ...network({ One: [] }, { DestinationCidrBlock: { Ref: 'Destination' } }),
    },
    'a tag from a parameter': {
      Parameters: { Tier: { Type: 'String', Default: 'public' } },
      ...network({ One: [{ Key: 'network-tier', Value: { Ref: 'Tier' } }] }),
    },
    'a route table without subnets': network({}),
    'a route table that is elsewhere': network({ One: PUBLIC }, { RouteTableId: 'rtb-1' }),
    'a gateway that is imported': network({ One: [] }, { GatewayId: { 'Fn::ImportValue': 'gateway' } }),
  },
  notApplicable: {
    'no internet gateway': (stack) =>
      new Vpc(stack, 'Vpc', { subnetConfiguration: [{ name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED }] }),
    'a narrow route': network({ One: [] }, { DestinationCidrBlock: '203.0.113.0/24' }),
  },
});
