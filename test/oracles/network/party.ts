import type { Properties } from '../../../lib/template/read/properties';
import type { Resource } from '../../../lib/template/read/resource';
import { keyOf, nameOf, valueOf, type World } from '../world';
import type { Addresses } from './addresses';
import { defaultGroupOf, groupIdAt, type Group } from './security-groups';
import { addressesOfSubnet, subnetsAt } from './subnets';

/** Somebody who connects or is connected to. */
export interface Party {
  readonly name: string;
  /** The ids of its security groups; nothing when none filters its traffic or only deployment knows them. */
  readonly groups?: readonly string[];
  /** The subnets of the assembly in which it may stand. */
  readonly subnets: readonly Resource[];
  /** Its addresses; nothing when only deployment knows them. */
  readonly addresses?: readonly Addresses[];
}

/** A network: the security groups of an assembly, by id. */
export type Groups = ReadonlyMap<string, Group>;

/** A party by the places at which a resource lists its security groups and its subnets. */
export function partyAt(
  world: World,
  resource: Resource,
  groupLists: readonly { readonly place: Properties; readonly property: string }[],
  subnetList: { readonly place: Properties; readonly property: string } | undefined,
  family: 4 | 6 = 4,
): Party {
  const found = subnetList === undefined ? undefined : subnetsAt(world, subnetList.place, subnetList.property);
  const subnets = found?.subnets ?? [];
  const listed = groupLists.flatMap(({ place, property }) =>
    place.items(property).map((item) => groupIdAt(item, '') ?? 'a group that only deployment knows'),
  );
  const byDefault = listed.length === 0 ? defaultGroupIn(subnets) : undefined;
  return {
    name: nameOf(resource),
    groups: listed.length > 0 ? listed : byDefault === undefined ? undefined : [byDefault],
    subnets,
    addresses: found?.areAllKnown === true ? subnets.map((subnet) => addressesOfSubnet(subnet, family)) : undefined,
  };
}

/** What wears no group wears the default one of its network. */
function defaultGroupIn(subnets: readonly Resource[]): string | undefined {
  const vpc = subnets.map((subnet) => valueOf(subnet.reference('VpcId'))).find((one) => one !== undefined);
  return vpc === undefined ? undefined : defaultGroupOf(keyOf(vpc));
}

/** Whoever starts instances: by a launch template, a launch configuration, or by itself. */
export function instancesParty(world: World, resource: Resource, subnetProperty: string): Party {
  const subnets = { place: resource, property: subnetProperty };
  const template = launchTemplateOf(world, resource);
  if (template === 'elsewhere') return { ...partyAt(world, resource, [], subnets), groups: undefined };
  const launched: readonly Properties[] = template === undefined ? [resource] : [template, resource];
  const lists = launched.flatMap((place) => [
    { place, property: 'SecurityGroupIds' },
    { place, property: 'SecurityGroups' },
    ...place.items('NetworkInterfaces').flatMap((nic) => [
      { place: nic, property: 'Groups' },
      { place: nic, property: 'GroupSet' },
    ]),
  ]);
  return partyAt(world, resource, lists, subnets);
}

function launchTemplateOf(world: World, resource: Resource): Properties | 'elsewhere' | undefined {
  const configuration = resource.reference('LaunchConfigurationName');
  if (configuration.kind === 'value') {
    return world.named(configuration, 'AWS::AutoScaling::LaunchConfiguration') ?? 'elsewhere';
  }
  const mixed = 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification';
  const specification = [resource.object('LaunchTemplate'), resource.object(mixed)].map(valueOf).find((one) => one);
  if (specification === undefined) return undefined;
  const found = ['LaunchTemplateId', 'LaunchTemplateName']
    .map((name) => world.named(specification.reference(name), 'AWS::EC2::LaunchTemplate'))
    .find((one) => one !== undefined);
  return (found === undefined ? undefined : valueOf(found.object('LaunchTemplateData'))) ?? 'elsewhere';
}
