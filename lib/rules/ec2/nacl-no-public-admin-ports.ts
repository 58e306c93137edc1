import type { Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { everybodyIn } from '../concepts/public-source';

const ADMIN_PORTS: readonly number[] = [22, 3389];
const RANGES: readonly string[] = ['CidrBlock', 'Ipv6CidrBlock'];

export default defineRule({
  id: 'nacl-no-public-admin-ports',
  title: 'Network ACL lets nobody from the internet reach SSH or RDP',
  clause: 'P2.3',
  severity: 'warning',
  exposure: true,
  resourceTypes: ['AWS::EC2::NetworkAclEntry'],
  rationale: 'The ACL is the last guard of a subnet when a security group in it is opened by mistake.',
  remediation:
    'Narrow the range or the ports, or deny 22 and 3389 in an entry with a lower `RuleNumber`: return traffic needs ports from 1024 on.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'crosswalk', '164.312(e)(1)': 'peer' },
    pci: { '1.2.1': 'judgement', '1.3.1': 'peer', '1.4.2': 'peer' },
  },
  equivalents: {
    awsConfig: ['nacl-no-unrestricted-ssh-rdp'],
    securityHub: ['EC2.21'],
    prowler: [
      'ec2_networkacl_allow_ingress_tcp_port_22',
      'ec2_networkacl_allow_ingress_tcp_port_3389',
      'ec2_networkacl_allow_ingress_any_port',
    ],
  },
  appliesTo: (entry) => may(entry.boolean('Egress'), false, true) && may(entry.text('RuleAction'), 'allow', false),
  *check(entry, { relations }) {
    for (const range of everybodyIn(entry, RANGES)) {
      const ports = adminPorts(entry);
      if (ports.kind === 'unknown') yield undetermined(ports);
      if (ports.kind !== 'value') continue;
      const open = ports.value.filter((port) => !deniedBefore(entry, range.path, port, relations));
      if (open.length === 0) continue;
      if (range.kind === 'unknown') yield undetermined(range);
      if (range.kind === 'value')
        yield fail(range.path, `a narrower range for port ${open.join(' and ')}`, range.value);
    }
  },
});

function may<T>(reading: Reading<T>, value: T, whenAbsent: boolean): boolean {
  return reading.kind === 'absent' ? whenAbsent : reading.kind === 'unknown' || reading.value === value;
}

function adminPorts(entry: Resource): Reading<readonly number[]> {
  const protocol = entry.number('Protocol');
  if (protocol.kind === 'unknown') return protocol;
  if (protocol.kind === 'absent' || protocol.value === -1)
    return { kind: 'value', value: ADMIN_PORTS, path: 'Protocol' };
  if (protocol.value !== 6) return { kind: 'value', value: [], path: 'Protocol' };
  const from = entry.number('PortRange.From');
  const to = entry.number('PortRange.To');
  if (from.kind === 'unknown') return from;
  if (to.kind === 'unknown') return to;
  const first = from.kind === 'value' ? from.value : 0;
  const last = to.kind === 'value' ? to.value : 65535;
  return { kind: 'value', value: ADMIN_PORTS.filter((port) => first <= port && port <= last), path: 'PortRange' };
}

/** Entries are tried in the order of their numbers, and the first that matches decides. */
function deniedBefore(entry: Resource, range: string, port: number, relations: Relations): boolean {
  const acl = entry.reference('NetworkAclId');
  const definition = acl.kind === 'value' ? relations.target(acl.value, 'AWS::EC2::NetworkAcl') : undefined;
  const number = entry.number('RuleNumber');
  if (definition === undefined || number.kind !== 'value') return false;
  return relations.pointingAt(entry.sibling(definition), entry.type, 'NetworkAclId').some((other) => {
    const action = other.text('RuleAction');
    const order = other.number('RuleNumber');
    const egress = other.boolean('Egress');
    const ports = adminPorts(other);
    return (
      action.kind === 'value' &&
      action.value === 'deny' &&
      order.kind === 'value' &&
      order.value < number.value &&
      (egress.kind === 'absent' || (egress.kind === 'value' && !egress.value)) &&
      everybodyIn(other, [range]).some(({ kind }) => kind === 'value') &&
      ports.kind === 'value' &&
      ports.value.includes(port)
    );
  });
}
