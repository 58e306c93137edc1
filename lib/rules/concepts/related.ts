import type { Properties } from '../../template/read/properties';
import { chainReading, type Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';

/** The resource of a type that a property names; unknown when it is not in these templates. */
export function relatedTo(
  resource: Resource,
  path: string,
  type: string,
  relations: Relations,
  place: Properties = resource,
): Reading<Resource> {
  return chainReading(place.reference(path), (reference, at) => {
    const definition = relations.target(reference, type);
    return definition === undefined
      ? { kind: 'unknown', path: at, why: `the ${spoken(type)} is not in these templates` }
      : { kind: 'value', path: at, value: resource.sibling(definition) };
  });
}

/** A type as people speak of it: `parameter group` for `AWS::RDS::DBParameterGroup`. */
function spoken(type: string): string {
  const kind = type.slice(type.lastIndexOf(':') + 1).replace(/^DB(Cluster(?=[A-Z]))?/, '');
  return kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
