import type { Properties } from '../../template/read/properties';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import {
  all,
  allOf,
  at,
  because,
  certain,
  holds,
  isOneOf,
  maybe,
  no,
  equals,
  type Certainty,
} from '../../template/read/certainty';

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** Whether a listener encrypts. */
export function encrypts(listener: Resource): Certainty {
  return isOneOf(listener.text('Protocol'), ['HTTPS', 'TLS']);
}

/** Whether each thing that a plain HTTP listener does is to redirect to HTTPS: by default, and by each rule of it. */
export function redirects(listener: Resource, relations: Relations): readonly Certainty[] {
  const byDefault = listener.items('DefaultActions').map(redirectsToHttps);
  const nothing = { ...no, path: 'DefaultActions', reason: 'nothing' };
  const byRule = relations.pointingAt(listener, RULE, 'ListenerArn').flatMap((rule) =>
    rule.items('Actions').map((action) => {
      const { reason = '', ...answer } = redirectsToHttps(action);
      return { ...answer, path: '', reason: `${reason} by the rule ${rule.logicalId}` };
    }),
  );
  return [...(byDefault.length === 0 ? [nothing] : byDefault), ...byRule];
}

function redirectsToHttps(action: Properties): Certainty {
  const unsaid = { ...no, reason: 'nothing (the protocol of the request)' };
  const type = holds(
    action.text('Type'),
    (value) => because(certain(value === 'redirect'), { reason: `${value} over plain HTTP` }),
    { ...no, reason: 'nothing' },
  );
  return all([
    type,
    () =>
      holds(
        action.text('RedirectConfig.Protocol'),
        (value) => because(certain(value === 'HTTPS'), { reason: value }),
        unsaid,
      ),
  ]);
}

/** Whether all that a listener does is to pass connections on to application load balancers, whose listeners encrypt. */
export function passesToBalancers(listener: Resource, relations: Relations): Certainty {
  const groups = listener
    .items('DefaultActions')
    .flatMap((action) => [action, ...action.items('ForwardConfig.TargetGroups')])
    .map((place) => place.reference('TargetGroupArn'))
    .filter((group) => group.kind !== 'absent');
  const ofBalancer = allOf(groups, (named) =>
    holds(named, (reference) => {
      const definition = relations.target(reference, TARGET_GROUP);
      return definition === undefined ? no : isOfBalancer(listener.sibling(definition), relations);
    }),
  );
  return at('DefaultActions', all([certain(groups.length > 0), ofBalancer]));
}

function isOfBalancer(group: Resource, relations: Relations): Certainty {
  const targets = group.items('Targets');
  const elsewhere = maybe('the application load balancer behind it is not in these templates');
  const known = allOf(targets, (target) =>
    holds(target.reference('Id'), (id) => (relations.target(id, BALANCER) === undefined ? elsewhere : certain(true))),
  );
  return all([equals(group.text('TargetType'), 'alb'), () => (targets.length === 0 ? elsewhere : known)]);
}
