import { all, anyOf, certain, equals, holds, type Certainty } from './certainty';
import type { Properties } from './properties';
import type { Resource } from './resource';

/** Whether a resource has a tag with this value; a tag of which only deployment knows the name may be the one. */
export function hasTag(resource: Resource, name: string, value: string): Certainty {
  const stated = resource.tags.get(name);
  if (stated !== undefined) return certain(stated === value);
  const isTag = (tag: Properties): Certainty =>
    all([equals(tag.text('Key'), name), () => equals(tag.text('Value'), value)]);
  return anyOf(resource.tagLists, (place) => holds(place.list('Tags'), (tags) => anyOf(tags, isTag)));
}
