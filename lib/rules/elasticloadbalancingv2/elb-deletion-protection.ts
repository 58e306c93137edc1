import { expected } from '../expect';
import { defineRule } from '../rule';
import { attributeOf } from '../concepts/load-balancer-attribute';

export default defineRule({
  id: 'elb-deletion-protection',
  title: 'Load balancer is protected against deletion',
  clause: 'P2.3',
  severity: 'warning',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  rationale: 'One wrong call takes a service off the net, and its address does not come back.',
  remediation:
    'Use `SecureApplicationLoadBalancer` or `SecureNetworkLoadBalancer`, or set the attribute `deletion_protection.enabled` to true.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.33': 'judgement' },
    soc2: { 'A1.2': 'judgement' },
    hipaa: { '164.308(a)(7)(i)': 'peer', '164.312(c)(1)': 'judgement' },
  },
  equivalents: {
    awsConfig: ['elb-deletion-protection-enabled'],
    securityHub: ['ELB.6'],
    cdkNag: ['ELBDeletionProtectionEnabled'],
    prowler: ['elbv2_deletion_protection'],
    guard: ['elb_deletion_protection_enabled'],
  },
  *check(balancer) {
    const enabled = attributeOf(balancer, 'deletion_protection.enabled');
    yield* expected(enabled, 'deletion_protection.enabled at true', (value) => value === 'true', {
      byDefault: 'false by default',
    });
  },
});
