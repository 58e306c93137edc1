import type { Properties } from '../../../lib/template/read/properties';
import { keyOf, nameOf, valueOf, type World } from '../world';
import { addressesOf, type Addresses } from './addresses';
import { portsIn, type Ports } from './ports';
import { addressesIn } from './subnets';

/** Whom a rule lets through: addresses, a security group, or somebody whom only deployment knows. */
export type Peer =
  | { readonly kind: 'addresses'; readonly addresses: Addresses }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'unknown' };

/** A rule of a security group. */
export interface Rule {
  /** The resource in which it stands. */
  readonly where: string;
  readonly ports: Ports;
  readonly peer: Peer;
}

/** A security group with all its rules, wherever they stand. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** Whether all its rules are in the templates: not for a group that is only referred to. */
  readonly isKnown: boolean;
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

interface Gathered {
  readonly name: string;
  readonly isKnown: boolean;
  readonly ingress: Rule[];
  readonly egress: Rule[];
}

const EVERYTHING: Ports = { protocol: '-1', from: 0, to: 65535 };

/** The security groups of an assembly by their id, the default groups of its networks included. */
export function groupsOf(world: World): ReadonlyMap<string, Group> {
  const groups = new Map<string, Gathered>();
  for (const resource of world.all('AWS::EC2::SecurityGroup')) {
    const where = nameOf(resource);
    const egress = resource.items('SecurityGroupEgress').map((item) => ruleIn(world, item, 'Destination', where));
    groups.set(resource.definition.expression(), {
      name: where,
      isKnown: true,
      ingress: resource.items('SecurityGroupIngress').map((item) => ruleIn(world, item, 'Source', where)),
      // EC2 lets everything out of a group that says nothing
      egress: egress.length > 0 ? egress : everywhere(where),
    });
  }
  addDefaultGroups(world, groups);
  addRules(world, groups, 'AWS::EC2::SecurityGroupIngress', 'Source');
  addRules(world, groups, 'AWS::EC2::SecurityGroupEgress', 'Destination');
  return new Map([...groups].map(([id, group]) => [id, { id, ...group }]));
}

/** The default group of a network: open among its members, and closed where a custom resource takes its rules away. */
function addDefaultGroups(world: World, groups: Map<string, Gathered>): void {
  const closed = world
    .all('Custom::VpcRestrictDefaultSG')
    .map((resource) => valueOf(resource.reference('DefaultSecurityGroupId'))?.text);
  for (const vpc of world.all('AWS::EC2::VPC')) {
    const id = defaultGroupOf(vpc.definition.expression());
    const isClosed = closed.includes(vpc.definition.expression('DefaultSecurityGroup'));
    const name = `the default group of ${nameOf(vpc)}`;
    const itself: Rule = { where: name, ports: EVERYTHING, peer: { kind: 'group', id } };
    groups.set(id, {
      name,
      isKnown: true,
      ingress: isClosed ? [] : [itself],
      egress: isClosed ? [] : everywhere(name),
    });
  }
}

/** The id of a network's default group, by the network's own. */
export function defaultGroupOf(vpc: string): string {
  return `${vpc}.DefaultSecurityGroup`;
}

/** The id of the group that a place refers to. */
export function groupIdAt(place: Properties, property: string): string | undefined {
  const reference = valueOf(place.reference(property));
  if (reference === undefined) return undefined;
  const isDefault = reference.attribute === 'DefaultSecurityGroup';
  return isDefault ? defaultGroupOf(keyOf(reference)) : keyOf(reference);
}

function addRules(world: World, groups: Map<string, Gathered>, type: string, side: 'Source' | 'Destination'): void {
  for (const resource of world.all(type)) {
    const id = groupIdAt(resource, 'GroupId');
    if (id === undefined) continue;
    const group = groups.get(id) ?? { name: id, isKnown: false, ingress: [], egress: [] };
    groups.set(id, group);
    group[side === 'Source' ? 'ingress' : 'egress'].push(ruleIn(world, resource, side, nameOf(resource)));
  }
}

function ruleIn(world: World, rule: Properties, side: 'Source' | 'Destination', where: string): Rule {
  return { where, ports: portsIn(world, rule), peer: peerIn(world, rule, side) };
}

function peerIn(world: World, rule: Properties, side: 'Source' | 'Destination'): Peer {
  const id = groupIdAt(rule, `${side}SecurityGroupId`);
  if (id !== undefined) return { kind: 'group', id };
  const version4 = addressesIn(world, rule.reference('CidrIp'), 4);
  const version6 = addressesIn(world, rule.reference('CidrIpv6'), 6);
  const addresses = version4 ?? version6;
  return addresses === undefined ? { kind: 'unknown' } : { kind: 'addresses', addresses };
}

function everywhere(where: string): Rule[] {
  return ['0.0.0.0/0', '::/0'].map((text) => ({
    where,
    ports: EVERYTHING,
    peer: { kind: 'addresses', addresses: addressesOf(text) },
  }));
}
