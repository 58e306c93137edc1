import {
  all,
  because,
  certain,
  equals,
  holds,
  isOneOf,
  maybe,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import { passesToBalancers, redirects } from '../concepts/listener';
import { refused } from '../expect';
import { defineRule } from '../rule';

/** Encrypted, or carrying what cannot be: UDP has DTLS inside, GENEVE links appliances. */
const UNCONCERNED = ['HTTPS', 'TLS', 'UDP', 'GENEVE', 'QUIC'];
const REDIRECT = 'a redirect to HTTPS';
const TLS = 'TLS, or HTTPS on an application load balancer';

export default defineRule({
  id: 'elbv2-https-only',
  title: 'Load balancer listener takes HTTPS or TLS, or redirects to it',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::Listener'],
  rationale: 'Whatever a client sends over plain HTTP, cookies and tokens included, can be read on its way.',
  remediation:
    'Set `Protocol` to HTTPS or TLS, or make the only default action of an HTTP listener a redirect to HTTPS.',
  controls: {
    iso27001: { 'A.5.14': 'crosswalk', 'A.8.24': 'crosswalk' },
    soc2: { 'CC6.1': 'peer', 'CC6.7': 'peer' },
    hipaa: { '164.312(e)(1)': 'peer', '164.312(e)(2)(i)': 'peer', '164.312(e)(2)(ii)': 'peer' },
    pci: { '4.2.1': 'peer' },
  },
  equivalents: {
    awsConfig: ['alb-http-to-https-redirection-check'],
    securityHub: ['ELB.1'],
    cdkNag: ['ALBHttpToHttpsRedirection'],
    prowler: ['elb_ssl_listeners', 'elbv2_insecure_ssl_ciphers'],
    guard: ['alb_http_to_https_redirection_check'],
  },
  appliesTo: (listener) => not(isOneOf(listener.text('Protocol'), UNCONCERNED)),
  *check(listener, { relations }) {
    const protocol = listener.text('Protocol');
    for (const redirect of redirects(listener, relations)) {
      const open = all([equals(protocol, 'HTTP'), () => not(redirect)]);
      yield* refused(because(open, redirect), REDIRECT);
    }
    const plain = holds(protocol, (name) => isPlain(name), { ...yes, reason: 'nothing' });
    const open = all([plain, () => not(passesToBalancers(listener, relations))]);
    yield* refused(because(open, { path: protocol.path, reason: plain.reason }), TLS);
  },
});

function isPlain(protocol: string): Certainty {
  // what clients speak over TCP beside QUIC may be TLS
  if (protocol === 'TCP_QUIC') return maybe('no template shows whether clients speak TLS over TCP');
  return because(certain(protocol !== 'HTTP'), { reason: protocol });
}
