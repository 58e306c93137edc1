import type { Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { relatedTo } from './related';

const TEMPLATE = 'AWS::EC2::LaunchTemplate';

/** The launch template from which an instance takes what it does not set itself; absent when it names none. */
export function launchTemplateOf(instance: Resource, relations: Relations): Reading<Resource> {
  const whole = instance.read('LaunchTemplate');
  const byId = relatedTo(instance, 'LaunchTemplate.LaunchTemplateId', TEMPLATE, relations);
  const byName = relatedTo(instance, 'LaunchTemplate.LaunchTemplateName', TEMPLATE, relations);
  const named = byId.kind === 'absent' ? byName : byId;
  return whole.kind === 'unknown' ? whole : { ...named, path: 'LaunchTemplate' };
}

/** The path of a property of the instances that a resource starts: launch templates keep it one level down. */
export function instancePath(resource: Resource, property: string): string {
  return resource.type === TEMPLATE ? `LaunchTemplateData.${property}` : property;
}
