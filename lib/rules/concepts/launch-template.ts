import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';

/** What is known of the launch template that an instance starts from; none when it names none. */
export type NamedTemplate =
  | { readonly kind: 'none' }
  | { readonly kind: 'here'; readonly template: Resource }
  | { readonly kind: 'elsewhere'; readonly path: string; readonly why: string };

/** The launch template from which an instance takes what it does not set itself. */
export function launchTemplateOf(instance: Resource, relations: Relations): NamedTemplate {
  const named = instance.read('LaunchTemplate');
  if (named.kind === 'absent') return { kind: 'none' };
  if (named.kind === 'unknown') return { kind: 'elsewhere', path: named.path, why: named.why };
  for (const property of ['LaunchTemplateId', 'LaunchTemplateName']) {
    const reference = instance.reference(`LaunchTemplate.${property}`);
    if (reference.kind !== 'value') continue;
    const definition = relations.target(reference.value, 'AWS::EC2::LaunchTemplate');
    if (definition !== undefined) return { kind: 'here', template: instance.sibling(definition) };
  }
  return { kind: 'elsewhere', path: named.path, why: 'the launch template is not in these templates' };
}

/** The path of a property of the instances that a resource starts: launch templates keep it one level down. */
export function instancePath(resource: Resource, property: string): string {
  return resource.type === 'AWS::EC2::LaunchTemplate' ? `LaunchTemplateData.${property}` : property;
}
