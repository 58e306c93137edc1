import type { BaseLoadBalancerProps } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { flaw, free, must } from '../decisions';
import type { At, PropRule, Table } from '../prop-rule';

type LoadBalancerAt = At<BaseLoadBalancerProps>;

/** What becomes of the props that all load balancers have. */
export const LOAD_BALANCER = {
  deletionProtection: must<boolean, LoadBalancerAt>(true, {
    rule: 'elb-deletion-protection',
    why: 'one call would take the service off the net',
    guardsLoss: true,
    ephemeral: false,
  }),
  denyAllIgwTraffic: {
    says: 'must be true inside, and false where the load balancer faces the internet',
    flaws: (stated, at) => {
      const { internetFacing = false } = at.props;
      if (stated !== internetFacing) return [];
      const why = stated ? 'the internet could not reach it' : 'it could be reached through an internet gateway';
      return [flaw({ clause: 'P2.3', why }, at, `may not be ${String(stated)} for this exposure`)];
    },
  },
  vpc: free(),
  vpcSubnets: free('free; what faces the internet stands in public subnets by itself'),
  loadBalancerName: free('free; a load balancer of a name of its own cannot be replaced'),
  internetFacing: free(),
  crossZoneEnabled: free(),
  minimumCapacityUnit: free('free; it costs'),
} satisfies Table<BaseLoadBalancerProps, LoadBalancerAt>;

/** One of our load balancers faces the internet when its exposure says so. */
export function facing<P extends BaseLoadBalancerProps>(internet: boolean): PropRule<boolean, At<P>> {
  return must<boolean, At<P>>(internet, {
    clause: 'P2.3',
    why: "'exposure' says who can reach the load balancer",
  });
}
