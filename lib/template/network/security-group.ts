import type { Properties } from '../read/properties';
import { all, any, anyOf, certain, maybe, no, yes, type Certainty, type Maybe } from '../read/certainty';
import type { Relations } from '../read/relations';
import type { Resource } from '../read/resource';
import { isInternet, mayBeInternet, NOWHERE, parseAddresses, unite, type AddressSet } from './addresses';
import { beginnings, includesPort, protocolsOf, trafficOf, type Traffic } from './traffic';

const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const PREFIX_LIST = 'AWS::EC2::PrefixList';

/** Networks of the template, whose own ranges are no wider than a /16. */
const NETWORKS: ReadonlySet<string> = new Set(['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::VPCCidrBlock']);

/** From where a rule lets something in. */
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

/** One rule that lets something into a security group. */
export interface IngressRule {
  /** The group, or the resource of its own that holds the rule. */
  readonly owner: Resource;
  readonly sources: readonly Source[];
  /** What it lets in; a maybe when only deployment knows. */
  readonly traffic: Traffic | Maybe;
}

/** The rules that a resource holds itself: those inside a group, or the one that is a resource of its own. */
export function ownIngress(resource: Resource, relations: Relations): readonly IngressRule[] {
  const places = resource.type === GROUP ? resource.items('SecurityGroupIngress') : [resource];
  return places.map((place) => ({
    owner: resource,
    sources: sourcesOf(place, resource, relations),
    traffic: trafficAt(place),
  }));
}

/** All rules of a group: inside it, and in resources of their own anywhere in the set. */
export function ingressOf(group: Resource, relations: Relations): readonly IngressRule[] {
  return [group, ...relations.pointingAt(group, INGRESS, 'GroupId')].flatMap((one) => ownIngress(one, relations));
}

/** Whether the internet can reach a port of a group, by all its rules together. */
export function internetReaches(group: Resource, relations: Relations, protocol: number, port: number): Certainty {
  const rules = ingressOf(group, relations).filter(
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

/** What of a group, or of a rule that is a resource of its own, lets the internet in. */
export function openSources(resource: Resource, relations: Relations): readonly OpenSource[] {
  const own = ownIngress(resource, relations).flatMap(({ sources, traffic }) =>
    sources.map((source) => ({ path: source.path, text: source.text, traffic, answer: isOpen([source]) })),
  );
  const alone = own.filter(({ answer }) => answer.kind !== 'no');
  return resource.type === GROUP ? [...alone, ...openTogether(resource, relations)] : alone;
}

/** The most places at which the ranges of one group's ports begin that are looked at one by one. */
const MOST_POINTS = 64;

/** Ports at which networks that are each no internet are one together. */
function openTogether(group: Resource, relations: Relations): readonly OpenSource[] {
  const narrow = ingressOf(group, relations).flatMap(({ sources, traffic }) =>
    sources.filter((source) => isOpen([source]).kind === 'no').map(({ addresses }) => ({ addresses, traffic })),
  );
  // most groups stop here: all their networks together are no internet
  if (!isInternet(unite(narrow.map(({ addresses }) => addresses)))) return [];
  const sure = narrow.flatMap(({ addresses, traffic }) => ('kind' in traffic ? [] : [{ addresses, traffic }]));
  const found = (traffic: Traffic | Maybe, answer: Certainty): OpenSource => {
    return { path: '', text: 'networks that are the internet together', traffic, answer };
  };
  const points = beginnings(sure.map(({ traffic }) => traffic));
  const tooMany = maybe('the group has too many rules to be looked at together');
  if (points.length > MOST_POINTS) return [found(tooMany, tooMany)];
  const open = points.filter(({ protocol, port }) => {
    const here = sure.filter(({ traffic }) => includesPort(traffic, protocol, port));
    return isInternet(unite(here.map(({ addresses }) => addresses)));
  });
  return open.map(({ protocol, port }) => found(trafficOf([protocol], Number(port), Number(port)), yes));
}

function trafficAt(place: Properties): Traffic | Maybe {
  const named = place.text('IpProtocol');
  const from = place.number('FromPort');
  const to = place.number('ToPort');
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

function sourcesOf(place: Properties, owner: Resource, relations: Relations): readonly Source[] {
  const whole = place.path === '' ? undefined : place.read('');
  if (whole?.kind === 'unknown') {
    const open = maybe(whole.why, whole.path);
    return [{ path: whole.path, text: 'a rule', addresses: NOWHERE, open }];
  }
  return [
    ...rangeAt(place, 'CidrIp', 4),
    ...rangeAt(place, 'CidrIpv6', 6),
    ...prefixListAt(place, 'SourcePrefixListId', owner, relations),
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
