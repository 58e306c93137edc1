import type { Properties } from '../../template/read/properties';
import { valuesOf } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import {
  all,
  any,
  anyOf,
  at,
  because,
  certain,
  holds,
  isPresent,
  isTrue,
  maybe,
  no,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import { instancePath, launchTemplateOf } from './launch-template';
import { relatedTo } from './related';

const SUBNET = 'AWS::EC2::Subnet';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const INTERFACE = 'AWS::EC2::NetworkInterface';
const SPECIFICATIONS = ['LaunchTemplate', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification'] as const;

/** Where a resource says, for an interface of an instance, whether it gets a public address. */
export function interfacesOf(resource: Resource): readonly Properties[] {
  if (resource.type === 'AWS::AutoScaling::LaunchConfiguration') return [resource];
  return resource.items(instancePath(resource, 'NetworkInterfaces'));
}

/** Whether the subnets in which a resource starts instances give them a public address that nobody has said no to. */
export function givenBySubnet(resource: Resource, relations: Relations): Certainty {
  const [one, ...others] = interfacesOf(resource);
  // only an instance with one interface, which is made when it starts, gets an address by itself
  if (others.length > 0) return no;
  const given = ofSubnets(resource, one, relations);
  return because(all([not(isDecided(one)), given]), given);
}

function ofSubnets(resource: Resource, one: Properties | undefined, relations: Relations): Certainty {
  if (resource.type === 'AWS::EC2::Instance') {
    const inherited = holds(
      launchTemplateOf(resource, relations),
      (template) => ofInherited(resource, template, relations),
      yes,
    );
    return all([inherited, () => ofSubnet(resource, one, relations)]);
  }
  if (one !== undefined && one.read('SubnetId').kind !== 'absent') return ofSubnet(resource, one, relations);
  const groups = groupsWith(resource, relations);
  const unseen = maybe('only the Auto Scaling group that uses it knows the subnets');
  const template = resource.type === 'AWS::EC2::LaunchTemplate';
  // a launch template asks for nothing by itself, and its instances are judged where they are
  if (groups.length === 0) return template ? no : unseen;
  return at(
    '',
    anyOf(groups, (group) => anyOf(subnetsOf(group, relations), (answer) => answer)),
  );
}

/** Whether a launch template leaves it to the subnet whether an instance gets an address. */
function ofInherited(instance: Resource, template: Resource, relations: Relations): Certainty {
  const [place] = interfacesOf(template);
  if (place === undefined) return yes;
  const subnet = place.read('SubnetId').kind === 'absent' ? instance : template;
  const given = ofSubnet(subnet, subnet === template ? place : instance, relations);
  return at('LaunchTemplate', because(all([not(isDecided(place)), given]), given));
}

/** Whether an Elastic IP address is associated with an instance, or with an interface of it. */
export function hasElasticIp(instance: Resource, relations: Relations): Certainty {
  const attached = [
    ...instance.items('NetworkInterfaces').map((place) => named(instance, place, relations)),
    ...relations
      .pointingAt(instance, 'AWS::EC2::NetworkInterfaceAttachment', 'InstanceId')
      .map((attachment) => named(attachment, attachment, relations)),
  ].flat();
  const [address] = [
    ...relations.pointingAt(instance, 'AWS::EC2::EIP', 'InstanceId'),
    ...relations.pointingAt(instance, 'AWS::EC2::EIPAssociation', 'InstanceId'),
    ...attached.flatMap((one) => relations.pointingAt(one, 'AWS::EC2::EIPAssociation', 'NetworkInterfaceId')),
  ];
  return address === undefined ? no : { ...yes, path: '', reason: `the Elastic IP address ${address.logicalId}` };
}

function named(owner: Resource, place: Properties, relations: Relations): readonly Resource[] {
  return valuesOf([relatedTo(owner, 'NetworkInterfaceId', INTERFACE, relations, place)]);
}

/** Whether an interface says itself whether it has a public address, or was made before the instance. */
function isDecided(place: Properties | undefined): Certainty {
  if (place === undefined) return no;
  // what only deployment knows of the first is undetermined by itself
  return any([
    certain(place.read('AssociatePublicIpAddress').kind !== 'absent'),
    () => (place.path === '' ? no : isPresent(place.read('NetworkInterfaceId'))),
  ]);
}

function ofSubnet(owner: Resource, place: Properties = owner, relations: Relations): Certainty {
  const subnet = relatedTo(owner, 'SubnetId', SUBNET, relations, place);
  const byDefault = { ...yes, reason: 'one of the default VPC, whose subnets give one' };
  return holds(subnet, (found) => at(subnet.path, givesAddresses(found)), byDefault);
}

function givesAddresses(subnet: Resource): Certainty {
  return because(isTrue(subnet.boolean('MapPublicIpOnLaunch')), { reason: `one of the subnet ${subnet.logicalId}` });
}

function groupsWith(resource: Resource, relations: Relations): readonly Resource[] {
  if (resource.type !== 'AWS::EC2::LaunchTemplate') {
    return relations.pointingAt(resource, GROUP, 'LaunchConfigurationName');
  }
  return relations.pointingWith(resource, GROUP, 'launch template', (group) =>
    SPECIFICATIONS.flatMap((place) =>
      ['LaunchTemplateId', 'LaunchTemplateName'].map((name) => group.reference(`${place}.${name}`)),
    ),
  );
}

function subnetsOf(group: Resource, relations: Relations): readonly Certainty[] {
  const subnets = group.items('VPCZoneIdentifier');
  if (subnets.length === 0) return [{ ...yes, reason: `one of the default VPC for ${group.logicalId}` }];
  return subnets.map((item) => holds(relatedTo(group, '', SUBNET, relations, item), givesAddresses));
}
