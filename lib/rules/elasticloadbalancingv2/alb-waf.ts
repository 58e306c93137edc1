import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { isOther } from '../concepts/load-balancer-attribute';

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
  appliesTo(balancer) {
    const scheme = balancer.text('Scheme');
    return !isOther(balancer, 'application') && !(scheme.kind === 'value' && scheme.value === 'internal');
  },
  *check(balancer, { relations }) {
    if (relations.pointingAt(balancer, ASSOCIATION, 'ResourceArn').length > 0) return;
    const scheme = balancer.text('Scheme');
    if (scheme.kind === 'unknown') yield undetermined(scheme);
    else yield fail('', 'an association with a web ACL', 'none in these templates');
  },
});
