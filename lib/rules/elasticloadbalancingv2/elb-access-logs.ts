import { all, because, certain, equals, isOneOf, yes } from '../../template/read/certainty';
import { expected, expectTrue, refused } from '../expect';
import { defineRule } from '../rule';
import { attributeOf } from '../concepts/load-balancer-attribute';

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
    balancer.type === CLASSIC ? yes : isOneOf(balancer.text('Type'), ['application', 'network'], yes),
  *check(balancer) {
    if (balancer.type === CLASSIC) {
      yield* expectTrue(balancer.boolean('AccessLoggingPolicy.Enabled'), 'no access logs by default');
      return;
    }
    const enabled = attributeOf(balancer, 'access_logs.s3.enabled');
    yield* expected(enabled, 'access_logs.s3.enabled at true', (value) => value === 'true', {
      byDefault: 'false by default',
    });
    const bucket = attributeOf(balancer, 'access_logs.s3.bucket');
    // deployment refuses to log into no bucket, so that one that is unknown is there
    const nowhere = certain(bucket.kind === 'absent');
    const lost = all([equals(enabled, 'true'), nowhere]);
    yield* refused(because(lost, { path: bucket.path, reason: 'nothing' }), 'access_logs.s3.bucket');
  },
});
