import type { NetworkLoadBalancerProps } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { NETWORK_LOAD_BALANCER } from '../../hardening/edge/network-load-balancer';
import { plainClass } from '../../hardening/plain-class';
import { logWhatIsNotLogged } from './balancer-logs';

/** A plain network load balancer, whose connections are logged. */
export default plainClass<NetworkLoadBalancerProps>({
  classId: 'aws-cdk-lib.aws-elasticloadbalancingv2.NetworkLoadBalancer',
  table: NETWORK_LOAD_BALANCER,
  complete: (balancer) => {
    logWhatIsNotLogged(balancer, 'delivery.logs.amazonaws.com');
  },
});
