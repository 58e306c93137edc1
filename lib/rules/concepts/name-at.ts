import type { Properties, Reference } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';

/** A name by which a resource is spoken of; one that a parameter gives is enough to tell that two are the same. */
export function nameAt(place: Properties, path: string): Reading<Reference> {
  const reading = place.reference(path);
  // what only deployment knows is a name all the same
  if (reading.kind !== 'unknown' || reading.unresolved === undefined) return reading;
  const { text, target } = reading.unresolved;
  return { kind: 'value', path: reading.path, value: { text, target: target?.definition } };
}
