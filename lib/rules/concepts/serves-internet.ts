import { isWithin, TCP, UDP, type Traffic } from '../../template/network/traffic';
import { all, anyOf, equals, maybe, no, not, type Certainty, type Maybe } from '../../template/read/certainty';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { redirects } from './listener';
import { owningGroups } from './owning-group';

const ELBV2 = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** Whether traffic is what an internet-facing load balancer of the group is there for: HTTPS, or a redirect to it. */
export function servesInternet(resource: Resource, traffic: Traffic | Maybe, relations: Relations): Certainty {
  if ('kind' in traffic) return all([servesAt(resource, 443, relations), traffic]);
  const https = isWithin(traffic, TCP, [443]) || isWithin(traffic, UDP, [443]);
  if (!https && !isWithin(traffic, TCP, [80])) return no;
  return servesAt(resource, https ? 443 : 80, relations);
}

function servesAt(resource: Resource, port: 443 | 80, relations: Relations): Certainty {
  const [group] = owningGroups(resource, relations);
  if (group === undefined) return maybe('the security group is not in these templates');
  const balancers = relations.pointingAt(group, ELBV2, 'SecurityGroups');
  if (port === 80) return anyOf(balancers, (one) => all([facesInternet(one), () => redirectsHttp(one, relations)]));
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
  return anyOf(relations.pointingAt(balancer, LISTENER, 'LoadBalancerArn'), (listener) =>
    all([equals(listener.number('Port'), 80), () => all(redirects(listener, relations))]),
  );
}
