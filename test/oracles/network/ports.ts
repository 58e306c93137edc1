import { valueOf, type World } from '../world';
import type { Properties } from '../../../lib/template/read/properties';
import type { Resource } from '../../../lib/template/read/resource';
import type { Certainty } from './addresses';

/** Ports of a protocol (`tcp`, `udp`, or `-1` for everything) from one to another. */
export interface Ports {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  /** The reference that gives the port, where the template asks the database for it. */
  readonly name?: string;
}

const LAST_PORT = 65535;
const PROTOCOL_NUMBERS: Readonly<Record<string, string>> = {
  '6': 'tcp',
  '17': 'udp',
  '1': 'icmp',
  '58': 'icmpv6',
  all: '-1',
};

/** The ports on which engines listen that are told no other, by the beginning of the engine's name. */
const DEFAULT_PORTS: readonly (readonly [RegExp, readonly number[]])[] = [
  // a cluster's default depends on its mode: the documentation names both
  [/^aurora-postgresql/, [5432, 3306]],
  [/^(aurora|mysql|mariadb)/, [3306]],
  [/^postgres/, [5432]],
  [/^sqlserver/, [1433]],
  [/^(custom-)?oracle/, [1521]],
  [/^db2/, [50000]],
  [/^(docdb|neptune)/, []],
];

/** One port of a protocol. */
export function port(protocol: string, number: number, name?: string): Ports {
  return { protocol, from: number, to: number, name };
}

/** The ports that a security group rule or an entry opens. */
export function portsIn(world: World, rule: Properties): Ports {
  const written = (valueOf(rule.reference('IpProtocol'))?.text ?? '-1').toLowerCase();
  const protocol = PROTOCOL_NUMBERS[written] ?? written;
  if (protocol === '-1') return { protocol, from: 0, to: LAST_PORT };
  const from = rule.reference('FromPort');
  const name = valueOf(from)?.literal === undefined ? valueOf(from)?.text : undefined;
  const source = world.named(from, ...DATABASE_TYPES);
  const known = valueOf(rule.number('FromPort'));
  if (known === undefined && source !== undefined) {
    const [number = -1] = portsOfDatabase(source);
    return { protocol, from: number, to: number, name };
  }
  const first = known ?? -1;
  const to = valueOf(rule.number('ToPort')) ?? first;
  // -1 stands for all of them
  return first === -1 && name === undefined
    ? { protocol, from: 0, to: LAST_PORT }
    : { protocol, from: first, to, name };
}

/** Types that are asked for their port. */
export const DATABASE_TYPES = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'] as const;

/** The ports on which a database may listen; none when only deployment knows. */
export function portsOfDatabase(database: Resource): readonly number[] {
  const stated = database.number('Port').kind === 'value' ? database.number('Port') : database.number('DBPort');
  if (stated.kind === 'value') return [stated.value];
  const engine = valueOf(database.text('Engine'))?.toLowerCase() ?? '';
  return DEFAULT_PORTS.find(([pattern]) => pattern.test(engine))?.[1] ?? [];
}

/** Whether ports together hold every port that is wanted. */
export function hold(opened: readonly Ports[], wanted: Ports): Certainty {
  const alike = opened.filter(({ protocol }) => protocol === '-1' || protocol === wanted.protocol);
  if (alike.some(({ name }) => name !== undefined && name === wanted.name)) return 'yes';
  if (wanted.from < 0) return alike.length > 0 ? 'maybe' : 'no';
  let next = wanted.from;
  for (const { from, to } of [...alike].sort((one, other) => one.from - other.from)) {
    if (from >= 0 && from <= next && to >= next) next = to + 1;
  }
  if (next > wanted.to) return 'yes';
  return alike.some(({ from }) => from < 0) ? 'maybe' : 'no';
}

/** Whether ports may hold a port, for what must be left out when they surely do not. */
export function mayHold(opened: Ports, wanted: Ports): boolean {
  return hold([opened], wanted) !== 'no';
}

/** Ports as people write them. */
export function written({ protocol, from, to }: Ports): string {
  if (protocol === '-1') return 'all ports';
  if (from < 0) return `its port (${protocol})`;
  return from === to ? `${protocol} ${from}` : `${protocol} ${from}-${to}`;
}
