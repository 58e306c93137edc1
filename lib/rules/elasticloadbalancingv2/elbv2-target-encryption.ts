import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';

/** Encrypted, or carrying what cannot be. */
const UNCONCERNED = ['HTTPS', 'TLS', 'QUIC', 'TCP_QUIC', 'UDP', 'TCP_UDP', 'GENEVE'];

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
  appliesTo(group) {
    const type = group.text('TargetType');
    // neither is reached over a network by the group itself
    return !(type.kind === 'value' && ['lambda', 'alb'].includes(type.value));
  },
  *check(group) {
    const protocol = group.text('Protocol');
    if (protocol.kind === 'unknown') yield undetermined(protocol);
    if (protocol.kind === 'absent') yield fail(protocol.path, 'HTTPS or TLS', 'nothing');
    if (protocol.kind !== 'value' || UNCONCERNED.includes(protocol.value)) return;
    const why = 'no template shows whether the clients and the targets of TCP speak TLS';
    if (protocol.value === 'TCP') yield undetermined({ path: protocol.path, why });
    else yield fail(protocol.path, 'HTTPS or TLS', protocol.value);
  },
});
