import { expected } from '../expect';
import { defineRule } from '../rule';
import { encrypts } from '../concepts/listener';

const TLS_13_ONLY = [
  'ELBSecurityPolicy-TLS13-1-3-2021-06',
  'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04',
  'ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09',
];

export default defineRule({
  id: 'elbv2-tls13-only-policy',
  title: 'Load balancer listener speaks TLS 1.3 only',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::Listener'],
  rationale: 'Older policies let a client, or whoever sits in between, negotiate down to TLS 1.2 or even 1.0.',
  remediation: 'Set `SslPolicy` to ELBSecurityPolicy-TLS13-1-3-2021-06 (`SslPolicy.TLS13_13` in the CDK).',
  controls: {
    iso27001: { 'A.5.14': 'crosswalk', 'A.8.21': 'judgement', 'A.8.24': 'judgement' },
    soc2: { 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'crosswalk', '164.312(e)(2)(i)': 'judgement', '164.312(e)(2)(ii)': 'judgement' },
    pci: { '2.2.5': 'judgement', '4.2.1': 'judgement', '12.3.3': 'judgement' },
  },
  equivalents: {
    awsConfig: ['elbv2-predefined-security-policy-ssl-check'],
    securityHub: ['ELB.17'],
    prowler: ['elbv2_insecure_ssl_ciphers'],
  },
  appliesTo: encrypts,
  check: (listener) =>
    expected(listener.text('SslPolicy'), 'a TLS 1.3-only policy', (policy) => TLS_13_ONLY.includes(policy), {
      byDefault: 'ELBSecurityPolicy-2016-08 by default',
    }),
});
