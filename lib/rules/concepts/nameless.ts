import { explore } from '../../template/evaluate/scenario';
import { isOneUnknown } from '../../template/access/glob';
import { Resource } from '../../template/read/resource';
import type { Relations } from '../../template/read/relations';
import type { Declarations, ResourceDefinition } from '../../template/model/resource-definition';

import { nameAt } from './name-at';

/** How resources of a type point at those of another one. */
export interface Pointing {
  readonly type: string;
  readonly property: string;
  readonly targetType: string;
}

/** Many resources ask for the same few; which they are, in some way of deployment, is found once. */
const KNOWN = new WeakMap<Declarations, Map<string, readonly ResourceDefinition[]>>();

/** The resources beside one, in its template, of which nothing says what they point at: it may be this one. */
export function namelessBeside(resource: Resource, pointing: Pointing, relations: Relations): readonly Resource[] {
  const { template } = resource.definition;
  const known = KNOWN.get(template) ?? new Map<string, readonly ResourceDefinition[]>();
  KNOWN.set(template, known);
  const key = `${pointing.type} ${pointing.property}`;
  const definitions =
    known.get(key) ?? template.resourcesOfType(pointing.type).filter((one) => ever(one, pointing, relations));
  known.set(key, definitions);
  return definitions
    .map((definition) => resource.sibling(definition))
    .filter((one) => one.exists && isNameless(one, pointing, relations));
}

function ever(definition: ResourceDefinition, pointing: Pointing, relations: Relations): boolean {
  let found = false;
  explore((scenario) => {
    found ||= isNameless(new Resource(definition, scenario), pointing, relations);
  });
  return found;
}

function isNameless(resource: Resource, { property, targetType }: Pointing, relations: Relations): boolean {
  const name = nameAt(resource, property);
  if (name.kind !== 'value') return name.kind === 'unknown';
  return isOneUnknown(name.value.text) && relations.target(name.value, targetType, resource) === undefined;
}
