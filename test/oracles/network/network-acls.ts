import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { addressesOf, overlap, type Addresses } from './addresses';
import type { Party } from './party';
import type { Ports } from './ports';
import { addressesIn, addressesOfSubnet } from './subnets';

interface Entry {
  readonly number: number;
  readonly isEgress: boolean;
  readonly isAllow: boolean;
  readonly ports: Ports;
  readonly addresses: Addresses | undefined;
}

/** Where answers go: the ports that Linux, Windows and load balancers take for connections of their own. */
const EPHEMERAL: Ports = { protocol: 'tcp', from: 1024, to: 65535 };

/** What the network ACLs of two parties' subnets refuse between them, in words. */
export function refusedByEntries(world: World, source: Party, target: Party, ports: Ports): string[] {
  const refused = new Set<string>();
  for (const from of source.subnets) {
    for (const to of target.subnets) {
      // an ACL sees only what crosses the border of a subnet
      if (from.definition === to.definition) continue;
      const answers = { ...EPHEMERAL, protocol: ports.protocol };
      const steps = [
        {
          at: from,
          isEgress: true,
          other: to,
          what: ports,
          words: `the network ACL of ${nameOf(from)} lets nothing out`,
        },
        {
          at: to,
          isEgress: false,
          other: from,
          what: ports,
          words: `the network ACL of ${nameOf(to)} lets nothing in`,
        },
        {
          at: to,
          isEgress: true,
          other: from,
          what: answers,
          words: `the network ACL of ${nameOf(to)} lets no answers out`,
        },
        {
          at: from,
          isEgress: false,
          other: to,
          what: answers,
          words: `the network ACL of ${nameOf(from)} lets no answers in`,
        },
      ];
      for (const { at, isEgress, other, what, words } of steps) {
        if (refuses(world, at, isEgress, addressesOfSubnet(other, 4), what)) refused.add(words);
      }
    }
  }
  return [...refused];
}

function refuses(world: World, subnet: Resource, isEgress: boolean, other: Addresses, ports: Ports): boolean {
  const acl = aclOf(world, subnet);
  if (acl === undefined || other.first === undefined || ports.from < 0) return false;
  const entries = entriesOf(world, acl).filter((entry) => entry.isEgress === isEgress);
  return pointsOf(other, ports, entries).some(({ address, port }) => {
    const point: Addresses = { family: 4, text: String(address), first: address, last: address };
    const matching = entries.filter(
      (entry) =>
        (entry.ports.protocol === '-1' || entry.ports.protocol === ports.protocol) &&
        entry.ports.from <= port &&
        port <= entry.ports.to &&
        // what only deployment knows may be the address
        (entry.addresses?.first === undefined ? entry.addresses?.family !== 6 : overlap(entry.addresses, point)),
    );
    // the first entry that matches decides, and nothing matches without one
    return matching[0]?.isAllow !== true;
  });
}

/** An address and a port for each part of the wanted ones that the entries tell apart. */
function pointsOf(
  { first = 0n, last = 0n }: Addresses,
  ports: Ports,
  entries: readonly Entry[],
): { address: bigint; port: number }[] {
  const starts = entries.flatMap(({ addresses }) =>
    addresses?.first === undefined || addresses.last === undefined ? [] : [addresses.first, addresses.last + 1n],
  );
  const addresses = [first, ...starts.filter((start) => start > first && start <= last)];
  const edges = entries.flatMap((entry) => [entry.ports.from, entry.ports.to + 1]);
  const numbers = [ports.from, ...edges.filter((edge) => edge > ports.from && edge <= ports.to)];
  return addresses.flatMap((address) => numbers.map((port) => ({ address, port })));
}

function aclOf(world: World, subnet: Resource): Resource | undefined {
  const association = world
    .all('AWS::EC2::SubnetNetworkAclAssociation')
    .find((one) => world.named(one.reference('SubnetId'), 'AWS::EC2::Subnet')?.definition === subnet.definition);
  return association === undefined
    ? undefined
    : world.named(association.reference('NetworkAclId'), 'AWS::EC2::NetworkAcl');
}

function entriesOf(world: World, acl: Resource): Entry[] {
  return world
    .all('AWS::EC2::NetworkAclEntry')
    .filter(
      (entry) => world.named(entry.reference('NetworkAclId'), 'AWS::EC2::NetworkAcl')?.definition === acl.definition,
    )
    .map((entry) => {
      const range = valueOf(entry.object('PortRange'));
      const protocol = valueOf(entry.text('Protocol')) ?? '-1';
      const names: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp' };
      const from = range === undefined ? 0 : (valueOf(range.number('From')) ?? 0);
      const to = range === undefined ? 65535 : (valueOf(range.number('To')) ?? 65535);
      return {
        number: valueOf(entry.number('RuleNumber')) ?? 0,
        isEgress: valueOf(entry.boolean('Egress')) ?? false,
        isAllow: valueOf(entry.text('RuleAction')) === 'allow',
        ports: { protocol: names[protocol] ?? protocol, from, to },
        addresses:
          addressesIn(world, entry.reference('CidrBlock'), 4) ??
          addressesOf(valueOf(entry.text('Ipv6CidrBlock')) ?? '::/0', 6),
      };
    })
    .sort((one, other) => one.number - other.number);
}
