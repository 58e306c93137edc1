import { valuesOf } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { relatedTo } from './related';

const GROUP = 'AWS::EC2::SecurityGroup';

/** The security group whose rules a resource holds, where it is known: itself, or the one that a rule of its own names. */
export function owningGroups(resource: Resource, relations: Relations): readonly Resource[] {
  return resource.type === GROUP ? [resource] : valuesOf([relatedTo(resource, 'GroupId', GROUP, relations)]);
}
