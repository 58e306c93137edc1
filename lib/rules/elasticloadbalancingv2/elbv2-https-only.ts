import type { Resource } from '../../template/read/resource';
import { fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';

/** Encrypted, or carrying what cannot be: UDP has DTLS inside, GENEVE links appliances, TCP_UDP serves DNS. */
const UNCONCERNED = ['HTTPS', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'];

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
  appliesTo(listener) {
    const protocol = listener.text('Protocol');
    return protocol.kind !== 'value' || !UNCONCERNED.includes(protocol.value);
  },
  *check(listener) {
    const protocol = listener.text('Protocol');
    if (protocol.kind === 'unknown') yield undetermined(protocol);
    if (protocol.kind === 'absent') yield fail(protocol.path, 'HTTPS or TLS', 'nothing');
    if (protocol.kind !== 'value') return;
    if (protocol.value === 'HTTP') yield* redirectsOnly(listener);
    else yield fail(protocol.path, 'TLS, or HTTPS on an application load balancer', protocol.value);
  },
});

function* redirectsOnly(listener: Resource): Generator<Problem> {
  const actions = listener.list('DefaultActions');
  if (actions.kind === 'unknown') yield undetermined(actions);
  if (actions.kind === 'absent') yield fail(actions.path, 'a redirect to HTTPS', 'nothing');
  if (actions.kind !== 'value') return;
  for (const action of actions.value) {
    const type = action.text('Type');
    const target = action.text('RedirectConfig.Protocol');
    if (type.kind === 'unknown') yield undetermined(type);
    else if (type.kind === 'absent' || type.value !== 'redirect') {
      yield fail(type.path, 'a redirect to HTTPS', type.kind === 'value' ? `${type.value} over plain HTTP` : 'nothing');
    } else if (target.kind === 'unknown') yield undetermined(target);
    else if (target.kind === 'absent' || target.value !== 'HTTPS') {
      yield fail(
        target.path,
        'HTTPS',
        target.kind === 'value' ? target.value : 'nothing (the protocol of the request)',
      );
    }
  }
}
