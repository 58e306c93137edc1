import { because, certain, holds, isOneOf, maybe, not, type Certainty } from '../../template/read/certainty';
import { demanded } from '../expect';
import { defineRule } from '../rule';

/** Encrypted, or carrying what cannot be. */
const UNCONCERNED = ['HTTPS', 'TLS', 'QUIC', 'UDP', 'GENEVE'];
const OVER_TCP = ['TCP', 'TCP_UDP', 'TCP_QUIC'];

export default defineRule({
  id: 'elbv2-target-encryption',
  title: 'Load balancer reaches its targets over HTTPS or TLS',
  clause: 'P2.1.3',
  severity: 'error',
  resourceTypes: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  rationale: 'Whoever is on the network behind the load balancer reads every request and every answer.',
  remediation:
    'Use `SecureApplicationLoadBalancer` or `SecureNetworkLoadBalancer` and their `addTargets`, or set `Protocol` to HTTPS or TLS.',
  controls: {
    iso27001: { 'A.5.14': 'judgement', 'A.8.24': 'judgement' },
    soc2: { 'CC6.1': 'judgement', 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'judgement', '164.312(e)(2)(i)': 'judgement', '164.312(e)(2)(ii)': 'judgement' },
  },
  equivalents: { securityHub: ['ELB.21', 'ELB.22'] },
  // neither is reached over a network by the group itself
  appliesTo: (group) => not(isOneOf(group.text('TargetType'), ['lambda', 'alb'])),
  check: (group) => demanded(holds(group.text('Protocol'), isEncrypted), 'HTTPS or TLS'),
});

function isEncrypted(protocol: string): Certainty {
  if (OVER_TCP.includes(protocol))
    return maybe('no template shows whether the clients and the targets of TCP speak TLS');
  return because(certain(UNCONCERNED.includes(protocol)), { reason: protocol });
}
