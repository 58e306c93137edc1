import type { Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';

/** The resource of a type that a property names; one that is in none of these templates is unknown. */
export function targetAt(resource: Resource, path: string, type: string, relations: Relations): Reading<Resource> {
  const name = resource.reference(path);
  if (name.kind !== 'value') return name;
  const definition = relations.target(name.value, type, resource);
  return definition === undefined
    ? { kind: 'unknown', path: name.path, why: 'what it names is not in these templates' }
    : { ...name, value: resource.sibling(definition) };
}
