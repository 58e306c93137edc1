import { expected, expectPresent, expectTrue } from '../expect';
import { defineRule } from '../rule';
import { attributeOf, isOther } from '../concepts/load-balancer-attribute';

const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';

export default defineRule({
  id: 'elb-access-logs',
  title: 'Load balancer logs who connected',
  clause: 'P2.2.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer'],
  rationale: 'After an incident nobody can tell who asked for what, and whether it was answered.',
  remediation:
    'Use `SecureApplicationLoadBalancer` or `SecureNetworkLoadBalancer`, or set the attributes `access_logs.s3.enabled` and `access_logs.s3.bucket`.',
  controls: {
    iso27001: { 'A.8.15': 'peer' },
    soc2: { 'CC7.2': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'peer', '164.312(b)': 'peer' },
    pci: { '10.2.1': 'peer', '10.2.1.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['elb-logging-enabled'],
    securityHub: ['ELB.5'],
    cdkNag: ['ELBLoggingEnabled'],
    prowler: ['elbv2_logging_enabled', 'elb_logging_enabled'],
    guard: ['elb_logging_enabled'],
  },
  appliesTo: (balancer) =>
    balancer.type === CLASSIC || !isOther(balancer, 'application') || !isOther(balancer, 'network'),
  *check(balancer) {
    if (balancer.type === CLASSIC) {
      yield* expectTrue(balancer.boolean('AccessLoggingPolicy.Enabled'), 'no access logs by default');
      return;
    }
    const enabled = attributeOf(balancer, 'access_logs.s3.enabled');
    yield* expected(enabled, 'access_logs.s3.enabled at true', (value) => value === 'true', {
      byDefault: 'false by default',
    });
    if (enabled.kind !== 'value' || enabled.value !== 'true') return;
    const bucket = attributeOf(balancer, 'access_logs.s3.bucket');
    // the name of a bucket of the same templates is known only at deployment
    if (bucket.kind !== 'unknown') yield* expectPresent(bucket, 'access_logs.s3.bucket');
  },
});
