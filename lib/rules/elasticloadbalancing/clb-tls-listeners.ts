import { expected } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'clb-tls-listeners',
  title: 'Classic load balancer takes HTTPS or SSL only',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancing::LoadBalancer'],
  rationale:
    'Whatever a client sends over plain HTTP or TCP can be read on its way, and a classic load balancer never speaks TLS 1.3.',
  remediation:
    'Use `SecureApplicationLoadBalancer` or `SecureNetworkLoadBalancer` in its place, or set `Protocol` of each listener to HTTPS or SSL.',
  controls: {
    iso27001: { 'A.5.14': 'crosswalk', 'A.8.24': 'crosswalk' },
    soc2: { 'CC6.1': 'peer', 'CC6.7': 'peer' },
    hipaa: { '164.312(e)(1)': 'peer', '164.312(e)(2)(i)': 'peer', '164.312(e)(2)(ii)': 'peer' },
    pci: { '4.2.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['elb-predefined-security-policy-ssl-check', 'elb-tls-https-listeners-only'],
    securityHub: ['ELB.3', 'ELB.8'],
    cdkNag: ['ELBTlsHttpsListenersOnly'],
    prowler: ['elb_ssl_listeners', 'elb_insecure_ssl_ciphers'],
    guard: ['elb_tls_https_listeners_only', 'elb_predefined_security_policy_ssl_check', 'elb_acm_certificate_required'],
  },
  *check(balancer) {
    for (const listener of balancer.items('Listeners')) {
      const protocol = listener.text('Protocol');
      yield* expected(protocol, 'HTTPS or SSL', (value) => ['HTTPS', 'SSL'].includes(value.toUpperCase()));
    }
  },
});
