import {
  all,
  any,
  anyOf,
  at,
  because,
  equals,
  holds,
  no,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import type { Properties } from '../../template/read/properties';
import type { Resource } from '../../template/read/resource';
import { demanded } from '../expect';
import { defineRule } from '../rule';
import { isApplication } from '../concepts/load-balancer-attribute';

const WEB_ACL = 'AWS::WAFv2::WebACL';
const ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';

export default defineRule({
  id: 'alb-waf',
  title: 'Application load balancer on the internet stands behind a web ACL',
  clause: 'P2.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  rationale: 'Known attacks reach the application as they are, and nothing slows down whoever tries them one by one.',
  remediation:
    'Use `SecureApplicationLoadBalancer` with `Exposure.internet({ webAcl })`, or associate a web ACL with the load balancer.',
  controls: {
    iso27001: { 'A.8.20': 'judgement', 'A.8.26': 'judgement' },
    soc2: { 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(B)': 'judgement' },
    pci: { '6.4.1': 'peer', '6.4.2': 'peer' },
  },
  equivalents: {
    awsConfig: ['alb-waf-enabled'],
    securityHub: ['ELB.16'],
    cdkNag: ['ALBWAFEnabled'],
    prowler: ['elbv2_waf_acl_attached'],
    guard: ['alb_waf_enabled'],
  },
  appliesTo: (balancer) => all([isApplication(balancer), not(equals(balancer.text('Scheme'), 'internal'))]),
  *check(balancer, { relations }) {
    const associations = relations.pointingAt(balancer, ASSOCIATION, 'ResourceArn');
    const none = { ...no, reason: 'none in these templates' };
    const filtered = anyOf(associations, (association) =>
      holds(association.reference('WebACLArn'), (named) => {
        const acl = relations.target(named, WEB_ACL);
        // what a web ACL that is elsewhere holds is judged where it is
        return acl === undefined ? yes : filters(balancer.sibling(acl));
      }),
    );
    const idle = because(filtered, { reason: 'one whose rules refuse nothing' });
    yield* demanded(at('', associations.length === 0 ? none : idle), 'an association with a web ACL');
  },
});

/** Whether a web ACL refuses anything: by default, or by a rule that does more than to count. */
function filters(acl: Resource): Certainty {
  return any([
    isPresentWithin(acl, 'DefaultAction', ['Block']),
    () =>
      anyOf(acl.items('Rules'), (rule) =>
        any([
          isPresentWithin(rule, 'Action', ['Block', 'Captcha', 'Challenge']),
          () => isPresentWithin(rule, 'OverrideAction', ['None']),
        ]),
      ),
  ]);
}

function isPresentWithin(place: Properties, property: string, names: readonly string[]): Certainty {
  return holds(place.object(property), (action) => action.names.some((name) => names.includes(name)));
}
