import {
  DesyncMitigationMode,
  type ApplicationLoadBalancerProps,
  type BaseLoadBalancerProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Limits } from './limits';
import { refusal } from './refusal';

/**
 * What any load balancer must be: where its exposure says, and hard to delete.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenLoadBalancer<T extends BaseLoadBalancerProps>(props: T, limits: Limits, internet: boolean): T {
  if (props.internetFacing !== undefined && props.internetFacing !== internet) {
    const problem = `may not be ${String(props.internetFacing)} for this exposure`;
    throw refusal('internetFacing', problem, 'P2.3', "'exposure' says who can reach the load balancer");
  }
  if (props.deletionProtection === false) {
    const why = 'one call would take the service off the net';
    limits.refuse('elb-deletion-protection', 'deletionProtection', 'may not be false', 'P2.3', why);
  }
  return { ...props, internetFacing: internet, deletionProtection: props.deletionProtection ?? true };
}

/**
 * What an application load balancer must be: hard to smuggle requests past.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenApplicationLoadBalancer<T extends ApplicationLoadBalancerProps>(
  props: T,
  limits: Limits,
  internet: boolean,
): T {
  const why = 'a malformed request could be read in one way here and in another way behind it';
  if (props.dropInvalidHeaderFields === false) {
    limits.refuse('alb-drop-invalid-headers', 'dropInvalidHeaderFields', 'may not be false', 'P2.3', why);
  }
  if (props.desyncMitigationMode === DesyncMitigationMode.MONITOR) {
    limits.refuse('alb-drop-invalid-headers', 'desyncMitigationMode', 'may not be MONITOR', 'P2.3', why);
  }
  return {
    ...hardenLoadBalancer(props, limits, internet),
    dropInvalidHeaderFields: props.dropInvalidHeaderFields ?? true,
    desyncMitigationMode: props.desyncMitigationMode ?? DesyncMitigationMode.STRICTEST,
  };
}
