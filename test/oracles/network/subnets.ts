import type { Properties, Reference } from '../../../lib/template/read/properties';
import type { Reading } from '../../../lib/template/read/reading';
import type { Resource } from '../../../lib/template/read/resource';
import { valueOf, type World } from '../world';
import { addressesOf, type Addresses } from './addresses';

/** The addresses that a place names: a block, an address, or the block of a network or a subnet of the assembly. */
export function addressesIn(world: World, reading: Reading<Reference>, family: 4 | 6): Addresses | undefined {
  const reference = valueOf(reading);
  if (reference === undefined) return undefined;
  const isBlock = reference.attribute === 'CidrBlock';
  const owner = isBlock ? world.named(reading, 'AWS::EC2::VPC', 'AWS::EC2::Subnet') : undefined;
  const block = owner === undefined ? undefined : valueOf(owner.text('CidrBlock'));
  return addressesOf(block ?? reference.text, family);
}

/** The subnets of the assembly that a list names, and whether all of the list are among them. */
export function subnetsAt(
  world: World,
  place: Properties,
  property: string,
): { readonly subnets: readonly Resource[]; readonly areAllKnown: boolean } {
  const items = place.items(property);
  const subnets = items.flatMap((item) => world.named(item.reference(''), 'AWS::EC2::Subnet') ?? []);
  return { subnets, areAllKnown: items.length > 0 && subnets.length === items.length };
}

/** The addresses of a subnet; those of IPv6 are named after the subnet where only deployment knows them. */
export function addressesOfSubnet(subnet: Resource, family: 4 | 6): Addresses {
  const property = family === 4 ? 'CidrBlock' : 'Ipv6CidrBlock';
  const block = valueOf(subnet.reference(property));
  return addressesOf(block?.text ?? subnet.definition.expression(property), family);
}
