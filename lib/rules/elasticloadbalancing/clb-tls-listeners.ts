import { all, anyOf, because, equals, holds, not, type Certainty } from '../../template/read/certainty';
import type { Properties } from '../../template/read/properties';
import type { Resource } from '../../template/read/resource';
import { isOfAcm } from '../concepts/acm-certificate';
import { expected, refused } from '../expect';
import { defineRule } from '../rule';

/** The only predefined policy of classic load balancers that speaks no version older than TLS 1.2. */
const STRICTEST = 'ELBSecurityPolicy-TLS-1-2-2017-01';
const REFERENCE = 'Reference-Security-Policy';

export default defineRule({
  id: 'clb-tls-listeners',
  title: 'Classic load balancer takes HTTPS or SSL only',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancing::LoadBalancer'],
  rationale:
    'Whatever a client sends over plain HTTP or TCP can be read on its way, and a classic load balancer never speaks TLS 1.3.',
  remediation:
    'Use `SecureApplicationLoadBalancer` or `SecureNetworkLoadBalancer` in its place, or set `Protocol` of each listener to HTTPS or SSL, with a certificate of ACM and the policy ELBSecurityPolicy-TLS-1-2-2017-01.',
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
      yield* expected(protocol, 'HTTPS or SSL', isTls);
      const weak = all([holds(protocol, isTls), not(negotiates(balancer, listener, STRICTEST))]);
      const path = `${listener.path}.PolicyNames`;
      yield* refused(because(weak, { path, reason: 'a weaker one' }), `a policy that refers to ${STRICTEST}`);
      const certificate = isOfAcm(listener.reference('SSLCertificateId'));
      const uploaded = all([holds(protocol, isTls), not(certificate)]);
      yield* refused(because(uploaded, certificate), 'the ARN of a certificate of ACM');
    }
  },
});

function isTls(protocol: string): boolean {
  return ['HTTPS', 'SSL'].includes(protocol.toUpperCase());
}

/** Whether a listener has a policy of the balancer that refers to a predefined one. */
function negotiates(balancer: Resource, listener: Properties, predefined: string): Certainty {
  return anyOf(listener.items('PolicyNames'), (item) =>
    holds(item.text(''), (name) =>
      anyOf(balancer.items('Policies'), (policy) =>
        all([equals(policy.text('PolicyName'), name), () => refersTo(policy, predefined)]),
      ),
    ),
  );
}

function refersTo(policy: Properties, predefined: string): Certainty {
  return anyOf(policy.items('Attributes'), (attribute) =>
    all([equals(attribute.text('Name'), REFERENCE), () => equals(attribute.text('Value'), predefined)]),
  );
}
