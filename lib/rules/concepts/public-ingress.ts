import type { Properties } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';
import { fail, undetermined } from '../expect';
import type { Problem } from '../rule';
import { everybodyIn } from './public-source';

/** The ports that an ingress rule opens; protocols without ports are `other`. */
export interface OpenPorts {
  readonly protocol: 'tcp' | 'udp' | 'all' | 'other';
  readonly from: number;
  readonly to: number;
  /** The ports as messages show them. */
  readonly text: string;
}

/** What is exposed when everybody may use some ports, and why that may yet be fine. */
export interface Exposure {
  readonly what: string;
  /** Why it cannot be judged. @default - it is wrong */
  readonly why?: string;
}

const LAST_PORT = 65535;
const PROTOCOLS: Readonly<Record<string, OpenPorts['protocol']>> = {
  '-1': 'all',
  all: 'all',
  '6': 'tcp',
  tcp: 'tcp',
  '17': 'udp',
  udp: 'udp',
};

/** Yields a problem for each ingress rule of a group, or for an ingress resource, that exposes ports to everybody. */
export function* publicIngress(
  resource: Resource,
  exposed: (ports: OpenPorts) => Exposure | undefined,
): Generator<Problem> {
  const inline = resource.type === 'AWS::EC2::SecurityGroup';
  for (const rule of inline ? resource.items('SecurityGroupIngress') : [resource]) {
    for (const source of everybodyIn(rule, ['CidrIp', 'CidrIpv6'])) {
      const ports = openPorts(rule);
      const exposure = ports.kind === 'value' ? exposed(ports.value) : undefined;
      if (source.kind === 'unknown') {
        if (ports.kind === 'unknown' || exposure !== undefined) yield undetermined(source);
      } else if (ports.kind === 'unknown') {
        yield undetermined(ports);
      } else if (exposure?.why !== undefined) {
        yield undetermined({ path: source.path, why: exposure.why });
      } else if (exposure !== undefined && source.kind === 'value') {
        yield fail(source.path, `a narrower source for ${exposure.what}`, source.value);
      }
    }
  }
}

/** Whether open ports include one of a protocol. */
export function opens(ports: OpenPorts, protocol: 'tcp' | 'udp', port: number): boolean {
  return (ports.protocol === 'all' || ports.protocol === protocol) && ports.from <= port && port <= ports.to;
}

/** The ports that a rule of a security group opens. */
export function openPorts(rule: Properties): Reading<OpenPorts> {
  const named = rule.text('IpProtocol');
  if (named.kind === 'unknown') return named;
  const name = named.kind === 'value' ? named.value.toLowerCase() : '-1';
  const protocol = PROTOCOLS[name] ?? 'other';
  const { path } = named;
  if (protocol === 'other')
    return { kind: 'value', value: { protocol, from: 0, to: 0, text: `protocol ${name}` }, path };
  const from = rule.number('FromPort');
  const to = rule.number('ToPort');
  if (protocol === 'all')
    return { kind: 'value', value: { protocol, from: 0, to: LAST_PORT, text: 'all traffic' }, path };
  if (from.kind === 'unknown') return from;
  if (to.kind === 'unknown') return to;
  // EC2 takes -1 for every port
  const first = from.kind === 'value' && from.value !== -1 ? from.value : 0;
  const last = to.kind === 'value' && to.value !== -1 ? to.value : LAST_PORT;
  const range = first === last ? `port ${first}` : `ports ${first} to ${last}`;
  return {
    kind: 'value',
    value: { protocol, from: first, to: last, text: `${protocol.toUpperCase()} ${range}` },
    path,
  };
}
