import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';

/** The security group whose rules a resource holds, where it is known: itself, or the one that a rule of its own names. */
export function owningGroups(resource: Resource, relations: Relations): readonly Resource[] {
  if (resource.type === 'AWS::EC2::SecurityGroup') return [resource];
  const id = resource.reference('GroupId');
  const definition = id.kind === 'value' ? relations.target(id.value, 'AWS::EC2::SecurityGroup') : undefined;
  return definition === undefined ? [] : [resource.sibling(definition)];
}
