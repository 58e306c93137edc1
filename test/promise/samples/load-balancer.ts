import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { BaseLoadBalancerProps } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { made, value, type SamplesOf } from '../subject';
import { network } from './network';

/** The props that all load balancers have. */
export const balancing: SamplesOf<BaseLoadBalancerProps> = {
  vpc: { taken: [made((stack) => network(stack, 'OtherVpc'))] },
  vpcSubnets: {
    taken: [value({ subnetType: SubnetType.PRIVATE_WITH_EGRESS }), value({ subnetType: SubnetType.PUBLIC })],
  },
  loadBalancerName: { taken: [value('orders')] },
};
