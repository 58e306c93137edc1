import type { Properties } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';

/** The address ranges at a place that mean everybody, and those of which only deployment knows whether they do. */
export function everybodyIn(place: Properties, properties: readonly string[]): readonly Reading<string>[] {
  const whole = place.path === '' ? undefined : place.read('');
  if (whole?.kind === 'unknown') return [whole];
  return properties
    .map((property) => place.text(property))
    .filter((range) => (range.kind === 'value' ? /\/0+$/.test(range.value.trim()) : mayBeEverybody(range)));
}

/** A reference to the range of a network, or a range with a prefix, is not everybody. */
function mayBeEverybody(range: Reading<string>): boolean {
  if (range.kind !== 'unknown') return false;
  const { target, text = '' } = range.unresolved ?? {};
  if (target !== undefined && ['AWS::EC2::VPC', 'AWS::EC2::Subnet'].includes(target.definition.type)) return false;
  const prefix = /\/(\d+)$/.exec(text)?.[1];
  return prefix === undefined || Number(prefix) === 0;
}
