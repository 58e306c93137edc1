import type { ApplicationLoadBalancerProps } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { APPLICATION_LOAD_BALANCER } from '../../hardening/edge/application-load-balancer';
import { plainClass } from '../../hardening/plain-class';
import { logWhatIsNotLogged } from './balancer-logs';

/** A plain application load balancer, whose requests are logged. */
export default plainClass<ApplicationLoadBalancerProps>({
  classId: 'aws-cdk-lib.aws-elasticloadbalancingv2.ApplicationLoadBalancer',
  table: APPLICATION_LOAD_BALANCER,
  complete: (balancer) => {
    logWhatIsNotLogged(balancer, 'logdelivery.elasticloadbalancing.amazonaws.com');
  },
});
