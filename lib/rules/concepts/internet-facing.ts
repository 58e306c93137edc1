import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';

const ELBV2 = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';

/** Whether something holds; `maybe` where only deployment knows. */
export type Certainty = 'yes' | 'no' | 'maybe';

/** Whether everybody may reach a port of a group: 443 when an internet-facing load balancer uses it, 80 when that redirects. */
export function servesEverybody(group: Resource, port: number, relations: Relations): Certainty {
  const elbv2 = relations.pointingAt(group, ELBV2, 'SecurityGroups');
  const balancers = port === 443 ? [...elbv2, ...relations.pointingAt(group, CLASSIC, 'SecurityGroups')] : elbv2;
  const facing = balancers
    .filter((balancer) => port === 443 || redirectsHttp(balancer, relations))
    .map((balancer) => facesInternet(balancer));
  return facing.includes('yes') ? 'yes' : facing.includes('maybe') ? 'maybe' : 'no';
}

function facesInternet(balancer: Resource): Certainty {
  const scheme = balancer.text('Scheme');
  if (scheme.kind === 'unknown') return 'maybe';
  // load balancers face the internet by default
  return scheme.kind === 'value' && scheme.value === 'internal' ? 'no' : 'yes';
}

function redirectsHttp(balancer: Resource, relations: Relations): boolean {
  return relations.pointingAt(balancer, 'AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn').some((listener) => {
    const port = listener.number('Port');
    const actions = listener.items('DefaultActions');
    return (
      port.kind === 'value' &&
      port.value === 80 &&
      actions.length > 0 &&
      actions.every((action) => {
        const protocol = action.text('RedirectConfig.Protocol');
        return protocol.kind === 'value' && protocol.value === 'HTTPS';
      })
    );
  });
}
