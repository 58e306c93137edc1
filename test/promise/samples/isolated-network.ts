import { InterfaceVpcEndpointAwsService, IpAddresses } from 'aws-cdk-lib/aws-ec2';
import { DataCategory, IsolatedNetwork, type IsolatedNetworkProps } from '../../../lib';
import { ISOLATED_NETWORK } from '../../../lib/constructs/network/isolated-network-table';
import { made, subject, value } from '../subject';

export default subject<IsolatedNetworkProps>({
  name: 'IsolatedNetwork',
  table: ISOLATED_NETWORK,
  required: () => ({}),
  ours: (stack, props) => {
    new IsolatedNetwork(stack, 'Network', props);
    const { maxAzs, endpoints } = props;
    IsolatedNetwork.cardholder(stack, 'Cards', { maxAzs, ...(endpoints && { endpoints }) });
  },
  samples: {
    maxAzs: { taken: [value(2), value(3)], refused: [value(1)] },
    natGateways: { taken: [value(0), value(1), value(2)] },
    flowLogCategory: {
      taken: [value(DataCategory.INFRASTRUCTURE_LOGS), value(DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE)],
      refused: [
        value(DataCategory.CUSTOMER_WORKLOADS),
        value(DataCategory.pii({ purpose: 'Orders', deleteAfterDays: 30 })),
      ],
    },
    ipAddresses: {
      taken: [made(() => IpAddresses.cidr('10.1.0.0/20')), made(() => IpAddresses.cidr('10.1.0.0/24'))],
    },
    endpoints: { taken: [value([]), value([InterfaceVpcEndpointAwsService.STS, InterfaceVpcEndpointAwsService.KMS])] },
  },
  runs: 40,
});
