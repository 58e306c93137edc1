import { all, any, anyOf, certain, equals, holds, no, type Certainty } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';

/** Whether a resource has a tag with a value that passes a test; what is unknown of its tags may be it. */
export function isTagged(resource: Resource, name: string, test: (value: string) => Certainty): Certainty {
  const known = resource.tags.get(name);
  return any([
    known === undefined ? no : test(known),
    () =>
      anyOf(
        resource.tagLists.flatMap((place) => place.items('Tags')),
        (tag) =>
          tag.names.includes(name)
            ? holds(tag.entry(name).text(''), test)
            : all([equals(tag.text('Key'), name), () => holds(tag.text('Value'), test)]),
      ),
  ]);
}

/** Whether a resource has a tag with this value. */
export function hasTag(resource: Resource, name: string, value: string): Certainty {
  return isTagged(resource, name, (one) => certain(one === value));
}
