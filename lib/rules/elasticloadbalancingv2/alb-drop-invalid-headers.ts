import { expected } from '../expect';
import { defineRule } from '../rule';
import { attributeOf, isApplication } from '../concepts/load-balancer-attribute';

export default defineRule({
  id: 'alb-drop-invalid-headers',
  title: 'Application load balancer drops invalid headers and refuses ambiguous requests',
  clause: 'P2.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  rationale:
    'A request that the load balancer reads in one way and the target in another smuggles a second request past every check.',
  remediation:
    'Use `SecureApplicationLoadBalancer`, or set the attribute `routing.http.drop_invalid_header_fields.enabled` to true and leave `routing.http.desync_mitigation_mode` at defensive or strictest.',
  controls: {
    iso27001: { 'A.8.20': 'judgement', 'A.8.26': 'crosswalk' },
    soc2: { 'CC6.6': 'judgement' },
    hipaa: { '164.308(a)(1)(ii)(B)': 'judgement', '164.312(e)(1)': 'peer' },
    pci: { '6.2.4': 'peer' },
  },
  equivalents: {
    awsConfig: ['alb-desync-mode-check', 'alb-http-drop-invalid-header-enabled'],
    securityHub: ['ELB.12', 'ELB.4'],
    cdkNag: ['ALBHttpDropInvalidHeaderEnabled'],
    prowler: ['elb_desync_mitigation_mode'],
    guard: ['alb_http_drop_invalid_header_enabled'],
  },
  appliesTo: isApplication,
  *check(balancer) {
    const drop = attributeOf(balancer, 'routing.http.drop_invalid_header_fields.enabled');
    yield* expected(drop, 'routing.http.drop_invalid_header_fields.enabled at true', (value) => value === 'true', {
      byDefault: 'false by default',
    });
    const mode = attributeOf(balancer, 'routing.http.desync_mitigation_mode');
    const modes = ['defensive', 'strictest'];
    yield* expected(mode, `a mode of ${modes.join(' or ')}`, (value) => modes.includes(value), { absentPasses: true });
  },
});
