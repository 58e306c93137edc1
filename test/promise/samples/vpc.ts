import {
  DefaultInstanceTenancy,
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  IpProtocol,
  Ipv6Addresses,
  NatProvider,
  SubnetType,
  Vpc,
  type VpcProps,
} from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { SecretValue } from 'aws-cdk-lib';
import { VPC } from '../../../lib/hardening/network/vpc';
import { made, subject, value, type Sample } from '../subject';

const isolated = { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED };
const open = { name: 'Public', subnetType: SubnetType.PUBLIC };
const tunnel = (options: object): Sample<VpcProps, NonNullable<VpcProps['vpnConnections']>> =>
  value({ office: { ip: '192.0.2.1', tunnelOptions: [options] } });

/** A plain VPC. */
export default subject<VpcProps>({
  name: 'Vpc',
  table: VPC,
  required: () => ({}),
  plain: (stack, props) => {
    new Vpc(stack, 'Vpc', props);
  },
  samples: {
    flowLogs: {
      taken: [
        value({ all: {} }),
        made((stack) => ({ all: { destination: FlowLogDestination.toS3(new Bucket(stack, 'Logs')) } })),
      ],
      refused: [value({}), value({ rejected: { trafficType: FlowLogTrafficType.REJECT } })],
    },
    subnetConfiguration: {
      taken: [
        value([isolated]),
        value([
          { ...open, mapPublicIpOnLaunch: false, cidrMask: 24 },
          { ...isolated, reserved: true },
        ]),
      ],
      refused: [value([{ ...open, mapPublicIpOnLaunch: true }])],
    },
    vpnConnections: {
      taken: [value({}), tunnel({ preSharedKeySecret: SecretValue.secretsManager('tunnel') })],
      refused: [tunnel({ preSharedKey: 'open_sesame_1234' })],
    },
    gatewayEndpoints: { taken: [value({ S3: { service: GatewayVpcEndpointAwsService.S3 } })] },
    natGatewayProvider: { taken: [made(() => NatProvider.gateway())] },
    createInternetGateway: { taken: [value(false, { subnetConfiguration: [isolated] }), value(true)] },
    ipProtocol: { taken: Object.values(IpProtocol).map((protocol) => value(protocol)) },
    ipAddresses: {
      taken: [
        made(() => IpAddresses.cidr('10.1.0.0/20')),
        made(() =>
          IpAddresses.awsIpamAllocation({
            ipv4IpamPoolId: 'pool',
            ipv4NetmaskLength: 20,
            defaultSubnetIpv4NetmaskLength: 24,
          }),
        ),
      ],
    },
    ipv6Addresses: {
      taken: [
        made(
          () => Ipv6Addresses.amazonProvided(),
          () => ({ ipProtocol: IpProtocol.DUAL_STACK }),
        ),
      ],
    },
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- callers may still set it
    cidr: { taken: [value('10.2.0.0/16')] },
    enableDnsHostnames: { taken: [value(true), value(false)] },
    enableDnsSupport: { taken: [value(true), value(false)] },
    defaultInstanceTenancy: { taken: Object.values(DefaultInstanceTenancy).map((tenancy) => value(tenancy)) },
    maxAzs: { taken: [value(1), value(3)] },
    reservedAzs: { taken: [value(1)] },
    // the L2 appends the zones that it reserves to the list that it is given
    availabilityZones: { taken: [made(() => ['eu-west-1a'])] },
    natGateways: { taken: [value(0), value(1)] },
    natGatewaySubnets: { taken: [value({ subnetType: SubnetType.PUBLIC })] },
    vpnGateway: { taken: [value(true), value(false)] },
    vpnGatewayAsn: { taken: [value(65_000)] },
    vpnRoutePropagation: { taken: [value([{ subnetType: SubnetType.PUBLIC }], { vpnGateway: true })] },
    vpcName: { taken: [value('orders')] },
  },
  env: { region: 'eu-west-1', account: '111122223333' },
});
