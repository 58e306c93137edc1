import type { ResourceDefinition } from '../model/resource-definition';
import type { Relations } from './relations';
import type { Resource } from './resource';

/**
 * A computation over a resource that is done once where it rests on no assumption about conditions and parameters.
 *
 * @param isFinal whether a result holds whatever is assumed
 */
export function once<T>(
  compute: (resource: Resource, relations: Relations) => T,
  isFinal: (result: T) => boolean = () => false,
): (resource: Resource, relations: Relations) => T {
  const known = new WeakMap<ResourceDefinition, { readonly result: T }>();
  return (resource, relations) => {
    const before = known.get(resource.definition);
    if (before !== undefined) return before.result;
    const { decisions } = resource;
    const result = compute(resource, relations);
    if (resource.decisions === decisions || isFinal(result)) known.set(resource.definition, { result });
    return result;
  };
}
