import type { Properties } from '../read/properties';
import { all, any, anyOf, certain, maybe, no, yes, type Certainty, type Maybe } from '../read/certainty';
import type { Relations } from '../read/relations';
import { once } from '../read/once';
import type { Resource } from '../read/resource';
import { isInternet, mayBeInternet, NOWHERE, parseAddresses, unite, type AddressSet } from './addresses';
import { beginnings, includesPort, protocolsOf, trafficOf, type Point, type Traffic } from './traffic';

const GROUP = 'AWS::EC2::SecurityGroup';
const PREFIX_LIST = 'AWS::EC2::PrefixList';

/** Networks of the template, whose own ranges are no wider than a /16. */
const NETWORKS: ReadonlySet<string> = new Set(['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::VPCCidrBlock']);

/** Into a group or out of it: where rules of either kind stand, and how they name a prefix list. */
export interface Direction {
  /** The property of a group that holds them. */
  readonly property: string;
  /** The type of a rule that is a resource of its own. */
  readonly type: string;
  readonly prefixList: string;
}

/** What is let into a group. */
export const INGRESS: Direction = {
  property: 'SecurityGroupIngress',
  type: 'AWS::EC2::SecurityGroupIngress',
  prefixList: 'SourcePrefixListId',
};

/** What is let out of a group. */
export const EGRESS: Direction = {
  property: 'SecurityGroupEgress',
  type: 'AWS::EC2::SecurityGroupEgress',
  prefixList: 'DestinationPrefixListId',
};

/** From where a rule lets something in, or where to it lets something out. */
export interface Source {
  /** The path of the property that says so. */
  readonly path: string;
  /** The source as messages show it. */
  readonly text: string;
  /** The addresses that are known. */
  readonly addresses: AddressSet;
  /** Why there may be more. @default - all are known */
  readonly open?: Maybe;
}

/** One rule of a security group. */
export interface GroupRule {
  /** The group, or the resource of its own that holds the rule. */
  readonly owner: Resource;
  readonly sources: readonly Source[];
  /** What it lets through; a maybe when only deployment knows. */
  readonly traffic: Traffic | Maybe;
}

/** Rules that stand inside groups are asked for by many questions. */
const ownRules = {
  ingress: once((resource, relations) => readOwn(resource, relations, INGRESS)),
  egress: once((resource, relations) => readOwn(resource, relations, EGRESS)),
};

/** The rules that a resource holds itself: those inside a group, or the one that is a resource of its own. */
export function rulesIn(resource: Resource, relations: Relations, direction = INGRESS): readonly GroupRule[] {
  return direction === INGRESS ? ownRules.ingress(resource, relations) : ownRules.egress(resource, relations);
}

function readOwn(resource: Resource, relations: Relations, direction: Direction): readonly GroupRule[] {
  const places = resource.type === GROUP ? resource.items(direction.property) : [resource];
  return places.map((place) => ({
    owner: resource,
    sources: sourcesOf(place, resource, relations, direction),
    traffic: trafficAt(place, GROUP_TRAFFIC),
  }));
}

/** A group, and the resources of their own that hold rules of it, anywhere in the set. */
export function ruleHolders(group: Resource, relations: Relations, direction = INGRESS): readonly Resource[] {
  return [group, ...relations.pointingAt(group, direction.type, 'GroupId')];
}

/** All rules of a group: inside it, and in resources of their own. */
export function rulesOf(group: Resource, relations: Relations, direction = INGRESS): readonly GroupRule[] {
  return ruleHolders(group, relations, direction).flatMap((one) => rulesIn(one, relations, direction));
}

/** Whether the internet can reach a port of a group, by all its rules together. */
export function internetReaches(group: Resource, relations: Relations, protocol: number, port: number): Certainty {
  const rules = rulesOf(group, relations).filter(
    ({ traffic }) => 'kind' in traffic || includesPort(traffic, protocol, port),
  );
  const sure = rules.filter(({ traffic }) => !('kind' in traffic));
  return any([
    () => isOpen(sure.flatMap(({ sources }) => sources)),
    () => anyOf(rules, ({ traffic, sources }) => all(['kind' in traffic ? traffic : yes, () => isOpen(sources)])),
  ]);
}

/** Whether some sources together are the internet. */
export function isOpen(sources: readonly Source[]): Certainty {
  const wide = isInternet(unite(sources.map(({ addresses }) => addresses)));
  return any([certain(wide), () => anyOf(sources, ({ open }) => open ?? no)]);
}

/** A source that lets the internet in, or may: one property, or several rules of a group together. */
export interface OpenSource {
  readonly path: string;
  /** The source as messages show it. */
  readonly text: string;
  readonly traffic: Traffic | Maybe;
  /** A maybe when only deployment knows the addresses. */
  readonly answer: Certainty;
}

/** What of a group, or of a rule that is a resource of its own, lets the internet in, or out to it. */
export function openSources(resource: Resource, relations: Relations, direction = INGRESS): readonly OpenSource[] {
  const alone = openAlone(resource, relations, direction);
  return resource.type === GROUP ? [...alone, ...openTogether(resource, relations, direction)] : alone;
}

/** The rules that are each the internet, or may be. */
export function openAlone(resource: Resource, relations: Relations, direction = INGRESS): readonly OpenSource[] {
  return rulesIn(resource, relations, direction)
    .flatMap(({ sources, traffic }) =>
      sources.map((source) => ({ path: source.path, text: source.text, traffic, answer: isOpen([source]) })),
    )
    .filter(({ answer }) => answer.kind !== 'no');
}

/** The most places at which the ranges of one group's ports begin that are looked at one by one. */
const MOST_POINTS = 64;

/** Ports at which networks that are each no internet are one together. */
function openTogether(group: Resource, relations: Relations, direction: Direction): readonly OpenSource[] {
  const narrow = narrowRules(group, relations, direction);
  const found = (traffic: Traffic | Maybe, answer: Certainty): OpenSource => {
    return { path: '', text: TOGETHER, traffic, answer };
  };
  const points = beginnings(narrow.flatMap(({ traffic }) => ('kind' in traffic ? [] : [traffic])));
  const tooMany = maybe('the group has too many rules to be looked at together');
  if (points.length > MOST_POINTS) return [found(tooMany, tooMany)];
  const open = points.filter((point) => meets(narrow, point).kind === 'yes');
  if (open.length > 0)
    return open.map(({ protocol, port }) => found(trafficOf([protocol], Number(port), Number(port)), yes));
  // rules of which only deployment knows the ports may meet at any
  const unsure = points.length === 0 ? meets(narrow) : anyOf(points, (point) => meets(narrow, point));
  return unsure.kind === 'maybe' ? [found(unsure, unsure)] : [];
}

/** What networks are called that are no internet but together. */
export const TOGETHER = 'networks that are the internet together';

/** Which of some ports are open, or may be, to networks that are each no internet, but one together. */
export function openedTogether<P extends Point>(
  group: Resource,
  relations: Relations,
  points: readonly P[],
): readonly (readonly [point: P, answer: Certainty])[] {
  const narrow = narrowRules(group, relations, INGRESS);
  return points.map((point) => [point, meets(narrow, point)]);
}

interface NarrowRule {
  readonly addresses: AddressSet;
  readonly traffic: Traffic | Maybe;
}

/** Whether rules are the internet together at a port; without one, at whichever those have that are not known. */
function meets(narrow: readonly NarrowRule[], point?: Point): Certainty {
  if (narrow.length === 0) return no;
  const known = narrow.filter(
    ({ traffic }) => !('kind' in traffic) && point !== undefined && includesPort(traffic, point.protocol, point.port),
  );
  if (isInternet(unite(known.map(({ addresses }) => addresses)))) return yes;
  const unknown = narrow.filter(({ traffic }) => 'kind' in traffic);
  const [reason] = unknown.flatMap(({ traffic }) => ('kind' in traffic ? [traffic.reason] : []));
  const open = isInternet(unite([...known, ...unknown].map(({ addresses }) => addresses)));
  return open && reason !== undefined ? maybe(`what one of ${TOGETHER} lets through is ${reason}`) : no;
}

/** The rules for networks that are each no internet; none when all of them together are none either. */
function narrowRules(group: Resource, relations: Relations, direction: Direction): readonly NarrowRule[] {
  const narrow = rulesOf(group, relations, direction).flatMap(({ sources, traffic }) =>
    sources.filter((source) => isOpen([source]).kind === 'no').map(({ addresses }) => ({ addresses, traffic })),
  );
  return isInternet(unite(narrow.map(({ addresses }) => addresses))) ? narrow : [];
}

/** The properties that say what a rule lets through. */
export interface TrafficProperties {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
}

const GROUP_TRAFFIC: TrafficProperties = { protocol: 'IpProtocol', from: 'FromPort', to: 'ToPort' };

/** The traffic that a place lets through; no protocol is every one. */
export function trafficAt(place: Properties, properties: TrafficProperties): Traffic | Maybe {
  const named = place.text(properties.protocol);
  const from = place.number(properties.from);
  const to = place.number(properties.to);
  if (named.kind === 'unknown') return maybe(named.why, named.path);
  const protocols = protocolsOf(named.kind === 'value' ? named.value : '-1');
  if (protocols === undefined)
    return maybe(`unknown protocol ${named.kind === 'value' ? named.value : ''}`, named.path);
  if (protocols.includes('all')) return trafficOf(protocols);
  if (from.kind === 'unknown') return maybe(from.why, from.path);
  if (to.kind === 'unknown') return maybe(to.why, to.path);
  return trafficOf(
    protocols,
    from.kind === 'value' ? from.value : undefined,
    to.kind === 'value' ? to.value : undefined,
  );
}

function sourcesOf(
  place: Properties,
  owner: Resource,
  relations: Relations,
  { prefixList }: Direction,
): readonly Source[] {
  const whole = place.path === '' ? undefined : place.read('');
  if (whole?.kind === 'unknown') {
    const open = maybe(whole.why, whole.path);
    return [{ path: whole.path, text: 'a rule', addresses: NOWHERE, open }];
  }
  return [
    ...rangeAt(place, 'CidrIp', 4),
    ...rangeAt(place, 'CidrIpv6', 6),
    ...prefixListAt(place, prefixList, owner, relations),
  ];
}

/** The addresses at a property that holds a range. */
export function rangeAt(place: Properties, property: string, version: 4 | 6): readonly Source[] {
  const range = place.text(property);
  const { path } = range;
  if (range.kind === 'absent') return [];
  if (range.kind === 'value') {
    const addresses = parseAddresses(range.value);
    const open =
      addresses === undefined ? maybe(`${JSON.stringify(range.value)} is no address range`, path) : undefined;
    return [{ path, text: range.value, addresses: addresses ?? NOWHERE, open }];
  }
  const { target, text = '' } = range.unresolved ?? {};
  const prefix = /\/(\d{1,3})$/.exec(text)?.[1];
  const narrow =
    (target !== undefined && NETWORKS.has(target.definition.type)) ||
    (prefix !== undefined && !mayBeInternet(Number(prefix), version));
  const open = narrow ? undefined : maybe(range.why, path);
  return [{ path, text: 'a range', addresses: NOWHERE, open }];
}

/** The addresses of a prefix list: those of the same templates are known, others are not. */
export function prefixListAt(
  place: Properties,
  property: string,
  owner: Resource,
  relations: Relations,
): readonly Source[] {
  const named = place.reference(property);
  const { path } = named;
  if (named.kind === 'absent') return [];
  if (named.kind === 'unknown')
    return [{ path, text: 'a prefix list', addresses: NOWHERE, open: maybe(named.why, path) }];
  const definition = relations.target(named.value, PREFIX_LIST);
  if (definition === undefined) {
    const open = maybe('the prefix list is not in these templates', path);
    return [{ path, text: 'a prefix list', addresses: NOWHERE, open }];
  }
  const list = owner.sibling(definition);
  const entries = list.items('Entries').flatMap((entry) => rangeAt(entry, 'Cidr', prefixVersion(list)));
  const open = entries.find((entry) => entry.open !== undefined)?.open;
  const why = open === undefined ? undefined : maybe(`${open.path ?? ''} of ${list.logicalId}: ${open.reason}`, path);
  const addresses = unite(entries.map((entry) => entry.addresses));
  return [{ path, text: `the prefix list ${list.logicalId}`, addresses, open: why }];
}

function prefixVersion(list: Resource): 4 | 6 {
  const family = list.text('AddressFamily');
  return family.kind === 'value' && family.value === 'IPv6' ? 6 : 4;
}
