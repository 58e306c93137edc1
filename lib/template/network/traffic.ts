import { includes, intersect, intervals, union, type Intervals } from './intervals';

/** A protocol by its number; `all` is every one. */
export type Protocol = 'all' | number;

/** What is let through: some ports of some protocols. */
export interface Traffic {
  /** The ports of each protocol; protocols without ports have the whole range. */
  readonly ports: ReadonlyMap<Protocol, Intervals>;
  /** The traffic as messages show it, such as `TCP port 443`. */
  readonly text: string;
}

/** TCP, as protocols are numbered. */
export const TCP = 6;
/** UDP, as protocols are numbered. */
export const UDP = 17;

const LAST_PORT = 65_535n;
const EVERY_PORT: Intervals = [{ first: 0n, last: LAST_PORT }];

/** The names that EC2 and Elastic Load Balancing take for protocols. */
const NAMES: ReadonlyMap<string, readonly Protocol[]> = new Map<string, readonly Protocol[]>([
  ['-1', ['all']],
  ['all', ['all']],
  ['icmp', [1]],
  ['tcp', [TCP]],
  ['tls', [TCP]],
  ['http', [TCP]],
  ['https', [TCP]],
  ['udp', [UDP]],
  ['tcp_udp', [TCP, UDP]],
  ['quic', [UDP]],
  ['tcp_quic', [TCP, UDP]],
  ['icmpv6', [58]],
]);

const SHOWN: ReadonlyMap<Protocol, string> = new Map<Protocol, string>([
  [1, 'icmp'],
  [58, 'icmpv6'],
  [TCP, 'TCP'],
  [UDP, 'UDP'],
]);

/** The protocols that a name or a number stands for; undefined when it stands for none. */
export function protocolsOf(name: string): readonly Protocol[] | undefined {
  const known = NAMES.get(name.trim().toLowerCase());
  if (known !== undefined) return known;
  return /^\d{1,3}$/.test(name.trim()) && Number(name) <= 255 ? [Number(name)] : undefined;
}

/** Ports of protocols; `-1` and no port at all are every port, as EC2 has it. */
export function trafficOf(protocols: readonly Protocol[], from?: number, to?: number): Traffic {
  const first = from === undefined || from < 0 ? 0 : Math.floor(from);
  const last = to === undefined || to < 0 ? Number(LAST_PORT) : Math.floor(to);
  const range = intervals([{ first: BigInt(first), last: BigInt(last) }]);
  const ports = new Map(protocols.map((protocol) => [protocol, hasPorts(protocol) ? range : EVERY_PORT]));
  return { ports, text: described(protocols, first, last) };
}

/** Whether traffic includes a port of a protocol; `all` stands for a protocol that no rule names. */
export function includesPort({ ports }: Traffic, protocol: Protocol, port: number | bigint): boolean {
  const one = [{ first: BigInt(port), last: BigInt(port) }];
  return [ports.get(protocol), ports.get('all')].some((set) => set !== undefined && intersect(set, one).length > 0);
}

/** Whether traffic is nothing but these ports of a protocol. */
export function isWithin({ ports }: Traffic, protocol: Protocol, allowed: readonly number[]): boolean {
  const set = intervals(allowed.map((port) => ({ first: BigInt(port), last: BigInt(port) })));
  return [...ports].every(([one, range]) => one === protocol && includes(set, range));
}

/** Whether traffic is every port of TCP or of UDP, but for those that nothing uses. */
export function isEveryPort({ ports }: Traffic): boolean {
  const used = [{ first: 1n, last: LAST_PORT }];
  return ([TCP, UDP, 'all'] as const).some((protocol) => includes(ports.get(protocol) ?? [], used));
}

/** What at least one of some traffics lets through. */
export function together(traffics: readonly Traffic[]): Traffic {
  const protocols = new Set(traffics.flatMap(({ ports }) => [...ports.keys()]));
  const ports = [...protocols].map((protocol): [Protocol, Intervals] => [
    protocol,
    union(traffics.map((traffic) => traffic.ports.get(protocol) ?? [])),
  ]);
  return { ports: new Map(ports), text: traffics.map(({ text }) => text).join(' and ') };
}

/** One port of a protocol. */
export interface Point {
  readonly protocol: Protocol;
  readonly port: bigint;
}

/** Where the ranges of some traffics begin: nowhere do more of them meet than at one of these. */
export function beginnings(traffics: readonly Traffic[]): readonly Point[] {
  const points = new Map<string, Point>();
  for (const { ports } of traffics) {
    for (const [protocol, range] of ports) {
      for (const { first: port } of range) points.set(`${protocol} ${port}`, { protocol, port });
    }
  }
  return [...points.values()];
}

function hasPorts(protocol: Protocol): boolean {
  return protocol === TCP || protocol === UDP;
}

function described(protocols: readonly Protocol[], first: number, last: number): string {
  if (protocols.includes('all')) return 'all traffic';
  const names = protocols.map((protocol) => SHOWN.get(protocol) ?? String(protocol)).join(' and ');
  if (!protocols.some(hasPorts)) return `protocol ${names}`;
  return first === last ? `${names} port ${first}` : `${names} ports ${first} to ${last}`;
}
