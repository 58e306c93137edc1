import type { NetworkLoadBalancerProps } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { flaw, free, mayNotBe, type Because } from '../decisions';
import type { At, Table } from '../prop-rule';
import { LOAD_BALANCER } from './load-balancer';

type BalancerAt = At<NetworkLoadBalancerProps>;

const OPEN_TO_ALL: Because<BalancerAt> = { clause: 'P2.3', why: 'without a group nothing limits who connects' };

/** What becomes of every prop of a network load balancer. */
export const NETWORK_LOAD_BALANCER: Table<NetworkLoadBalancerProps, BalancerAt> = {
  ...LOAD_BALANCER,
  securityGroups: {
    says: 'one or more; who connects is judged by `sg-no-public-any-ingress`',
    rule: 'sg-no-public-any-ingress',
    flaws: (groups, at) => (groups.length > 0 ? [] : [flaw(OPEN_TO_ALL, at, 'may not be empty')]),
  },
  disableSecurityGroups: mayNotBe<boolean, BalancerAt>(true, OPEN_TO_ALL),
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: mayNotBe<boolean, BalancerAt>(false, {
    clause: 'P2.3',
    why: 'who comes through an endpoint service would pass by the security groups',
  }),
  internetFacing: free('free; its security groups say who connects'),
  ipAddressType: free(),
  clientRoutingPolicy: free(),
  zonalShift: free(),
  enablePrefixForIpv6SourceNat: free(),
  subnetMappings: free(),
};
