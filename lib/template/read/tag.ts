import { all, anyOf, certain, equals, holds, type Certainty } from './certainty';
import type { Resource } from './resource';

/** Whether a resource has a tag with this value; a tag of which only deployment knows the name may be the one. */
export function hasTag(resource: Resource, name: string, value: string): Certainty {
  const stated = resource.tags.get(name);
  if (stated !== undefined) return certain(stated === value);
  return holds(resource.list('Tags'), (tags) =>
    anyOf(tags, (tag) => all([equals(tag.text('Key'), name), () => equals(tag.text('Value'), value)])),
  );
}
