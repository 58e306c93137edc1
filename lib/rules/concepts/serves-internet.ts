import { isWithin, TCP, UDP, type Traffic } from '../../template/network/traffic';
import {
  all,
  allOf,
  anyOf,
  certain,
  equals,
  maybe,
  no,
  not,
  type Certainty,
  type Maybe,
} from '../../template/read/certainty';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { owningGroup } from './owning-group';

const ELBV2 = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** Whether traffic is what an internet-facing load balancer of the group is there for: HTTPS, or a redirect to it. */
export function servesInternet(resource: Resource, traffic: Traffic | Maybe, relations: Relations): Certainty {
  if ('kind' in traffic) return traffic;
  const https = isWithin(traffic, TCP, [443]) || isWithin(traffic, UDP, [443]);
  if (!https && !isWithin(traffic, TCP, [80])) return no;
  const group = owningGroup(resource, relations);
  if (group === undefined) return maybe('the security group is not in these templates');
  const balancers = relations.pointingAt(group, ELBV2, 'SecurityGroups');
  if (!https) return anyOf(balancers, (one) => all([facesInternet(one), () => redirectsHttp(one, relations)]));
  return anyOf([...balancers, ...relations.pointingAt(group, CLASSIC, 'SecurityGroups')], facesInternet);
}

function facesInternet(balancer: Resource): Certainty {
  const scheme = balancer.text('Scheme');
  // load balancers face the internet by default
  const internal = equals(scheme, 'internal');
  return internal.kind === 'maybe'
    ? maybe('only deployment knows whether its load balancer faces the internet', scheme.path)
    : not(internal);
}

function redirectsHttp(balancer: Resource, relations: Relations): Certainty {
  return anyOf(relations.pointingAt(balancer, LISTENER, 'LoadBalancerArn'), (listener) => {
    const actions = listener.items('DefaultActions');
    return all([
      equals(listener.number('Port'), 80),
      certain(actions.length > 0),
      () => allOf(actions, (action) => equals(action.text('RedirectConfig.Protocol'), 'HTTPS')),
    ]);
  });
}
