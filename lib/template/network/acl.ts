import type { ResourceDefinition } from '../model/resource-definition';
import {
  all,
  any,
  because,
  certain,
  equals,
  isTrue,
  maybe,
  no,
  not,
  yes,
  type Certainty,
  type Maybe,
} from '../read/certainty';
import { once } from '../read/once';
import type { Relations } from '../read/relations';
import type { Resource } from '../read/resource';
import { coversAddresses, isInternet, isPrivate, NOWHERE, parseAddresses, subtractAddresses, unite } from './addresses';
import type { AddressSet } from './addresses';
import { rangeAt, TOGETHER, trafficAt, type Source } from './security-group';
import { includesPort, type Point, type Traffic } from './traffic';

const ENTRY = 'AWS::EC2::NetworkAclEntry';
const ACL = 'AWS::EC2::NetworkAcl';
const ACL_TRAFFIC = { protocol: 'Protocol', from: 'PortRange.From', to: 'PortRange.To' };

/** An ACL takes 40 entries for what comes in at the most, so that one with more than this is no ACL. */
const MOST_ENTRIES = 80;

const EVERYWHERE = unite(['0.0.0.0/0', '::/0'].map((range) => parseAddresses(range) ?? NOWHERE));

/** An entry of a network ACL. */
interface AclEntry {
  readonly definition: ResourceDefinition;
  /** Whether it is for what comes in. */
  readonly inbound: Certainty;
  readonly allows: Certainty;
  /** Its place in the order. @default - it may stand anywhere */
  readonly order?: number;
  readonly sources: readonly Source[];
  /** All addresses of the version of IP that it is for. */
  readonly whole: AddressSet;
  readonly traffic: Traffic | Maybe;
}

/** The entries of an ACL for what comes in, and what is left of each at the ports that were asked for. */
interface Acl {
  readonly entries: readonly AclEntry[];
  readonly left: Map<string, readonly Left[]>;
}

/** What is left of the sources of an entry at a port once the entries before it have decided. */
interface Left {
  /** What no entry denies, nor may. */
  readonly sure: AddressSet;
  /** What no entry denies for sure. */
  readonly possible: AddressSet;
  /** Why there may be more. @default - this is all */
  readonly open?: Maybe;
}

const NOTHING: Left = { sure: NOWHERE, possible: NOWHERE };

/** Whether an entry is for what comes in, and allows it. */
export function allowsIn(entry: Resource): Certainty {
  return all([isInbound(entry), allows(entry)]);
}

/**
 * Whether a network ACL lets the internet in to a port by one of its entries, alone or together with others.
 *
 * Entries are tried in the order of their numbers, and the first that matches decides.
 */
export function aclLetsIn(entry: Resource, relations: Relations, point: Point): Certainty {
  const acl = aclOf(entry, relations);
  if (acl === undefined) return maybe('the ACL has more entries than can be compared', 'NetworkAclId');
  const lefts = leftAt(acl, point);
  const own = acl.entries.findIndex(({ definition }) => definition === entry.definition);
  const { sources = [] } = acl.entries[own] ?? {};
  const left = lefts[own] ?? NOTHING;
  const narrow = lefts.filter((one) => isWide(one).kind === 'no').map(({ possible }) => possible);
  const reason = sources.map(({ text }) => text).join(' and ');
  const together = (): Certainty =>
    because(certain(!isPrivate(left.possible) && isInternet(unite(narrow))), { reason: `${reason} of ${TOGETHER}` });
  const answer = any([isWide(left), together]);
  return because(answer, { path: answer.path ?? sources[0]?.path ?? '', reason: answer.reason ?? reason });
}

function leftAt({ entries, left }: Acl, point: Point): readonly Left[] {
  const key = `${point.protocol} ${point.port}`;
  const known = left.get(key) ?? entries.map((entry) => leftOf(entry, entries, point));
  left.set(key, known);
  return known;
}

function leftOf(entry: AclEntry, entries: readonly AclEntry[], point: Point): Left {
  const matches = all([entry.inbound, entry.allows, concerns(entry.traffic, point)]);
  if (matches.kind === 'no') return NOTHING;
  const denials = entries.filter((one) => one !== entry).map((one) => denial(one, entry, point));
  const denied = unite(denials.map(({ sure }) => sure));
  const possible = subtractAddresses(unite(entry.sources.map(({ addresses }) => addresses)), denied);
  const unsure = matches.kind === 'maybe' ? matches : entry.sources.find(({ open }) => open !== undefined)?.open;
  // whatever an unknown range is, it may be denied already
  const open = coversAddresses(denied, entry.whole) ? undefined : unsure;
  if (matches.kind === 'maybe') {
    const harmless = isPrivate(possible) && entry.sources.every((source) => source.open === undefined);
    return { sure: NOWHERE, possible, open: harmless ? undefined : open };
  }
  return { sure: subtractAddresses(possible, unite(denials.map((one) => one.possible))), possible, open };
}

/** What an entry takes from one after it at a port: for sure, and what it may take. */
function denial(one: AclEntry, entry: AclEntry, point: Point): Left {
  const order = one.order === undefined || entry.order === undefined ? UNORDERED : certain(one.order < entry.order);
  const denies = all([order, one.inbound, not(one.allows), concerns(one.traffic, point)]);
  if (denies.kind === 'no') return NOTHING;
  const known = unite(one.sources.map(({ addresses }) => addresses));
  const possible = one.sources.some(({ open }) => open !== undefined) ? EVERYWHERE : known;
  return { sure: denies.kind === 'yes' ? known : NOWHERE, possible };
}

const UNORDERED = maybe('only deployment knows which entry comes first');

function isWide({ sure, possible, open }: Left): Certainty {
  if (isInternet(sure)) return yes;
  if (open !== undefined) return open;
  return isInternet(possible) ? maybe('only deployment knows whether an entry before it denies this') : no;
}

function concerns(traffic: Traffic | Maybe, { protocol, port }: Point): Certainty {
  return 'kind' in traffic ? traffic : certain(includesPort(traffic, protocol, port));
}

const aclEntries = once(
  (acl, relations): Acl | undefined => {
    const entries = relations.pointingAt(acl, ENTRY, 'NetworkAclId').filter((entry) => isInbound(entry).kind !== 'no');
    return entries.length > MOST_ENTRIES ? undefined : { entries: entries.map(readEntry), left: new Map() };
  },
  // whatever is assumed, there is no ACL with so many
  (acl) => acl === undefined,
);

/** The ACL that an entry belongs to; the entry alone when it is elsewhere, nothing when it has too many. */
function aclOf(entry: Resource, relations: Relations): Acl | undefined {
  const named = entry.reference('NetworkAclId');
  const definition = named.kind === 'value' ? relations.target(named.value, ACL) : undefined;
  if (definition === undefined) return { entries: [readEntry(entry)], left: new Map() };
  return aclEntries(entry.sibling(definition), relations);
}

function readEntry(entry: Resource): AclEntry {
  const order = entry.number('RuleNumber');
  const v6 = entry.read('Ipv6CidrBlock').kind !== 'absent';
  return {
    definition: entry.definition,
    inbound: isInbound(entry),
    allows: allows(entry),
    order: order.kind === 'value' ? order.value : undefined,
    sources: [...rangeAt(entry, 'CidrBlock', 4), ...rangeAt(entry, 'Ipv6CidrBlock', 6)],
    whole: v6 ? { v4: [], v6: EVERYWHERE.v6 } : { v4: EVERYWHERE.v4, v6: [] },
    traffic: trafficAt(entry, ACL_TRAFFIC),
  };
}

function isInbound(entry: Resource): Certainty {
  return not(isTrue(entry.boolean('Egress')));
}

function allows(entry: Resource): Certainty {
  return equals(entry.text('RuleAction'), 'allow');
}
