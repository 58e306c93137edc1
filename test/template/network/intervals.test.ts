import fc from 'fast-check';
import {
  includes,
  intersect,
  intervals,
  sizeOf,
  subtract,
  union,
  type Intervals,
} from '../../../lib/template/network/intervals';

const LAST = 40;
const set: fc.Arbitrary<Intervals> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: LAST })), { maxLength: 8 })
  .map((parts) => intervals(parts.map(([first, last]) => ({ first: BigInt(first), last: BigInt(last) }))));

/** The numbers of a set, one by one. */
function members(one: Intervals): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { first, last } of one) for (let at = first; at <= last; at += 1n) found.add(Number(at));
  return found;
}

const ALL = Array.from({ length: LAST + 1 }, (_, index) => index);

test('sets are what their members are', () => {
  fc.assert(
    fc.property(set, set, (one, other) => {
      const [a, b] = [members(one), members(other)];
      expect([...members(union([one, other]))].sort()).toEqual(ALL.filter((at) => a.has(at) || b.has(at)).sort());
      expect([...members(intersect(one, other))].sort()).toEqual(ALL.filter((at) => a.has(at) && b.has(at)).sort());
      expect([...members(subtract(one, other))].sort()).toEqual(ALL.filter((at) => a.has(at) && !b.has(at)).sort());
      expect(includes(one, other)).toBe([...b].every((at) => a.has(at)));
      expect(Number(sizeOf(one))).toBe(a.size);
    }),
    { numRuns: 500 },
  );
});

test('intervals are in order and apart, whatever they are made of', () => {
  fc.assert(
    fc.property(set, set, (one, other) => {
      for (const made of [one, union([one, other]), intersect(one, other), subtract(one, other)]) {
        const apart = made.every(({ first }, index) => index === 0 || first > (made[index - 1]?.last ?? 0n));
        expect(apart && made.every(({ first, last }) => first <= last)).toBe(true);
      }
    }),
  );
});
