/** Whole numbers from `first` to `last`, both included. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

/** A set of whole numbers as intervals that are in order and do not touch. */
export type Intervals = readonly Interval[];

/** Makes a set of intervals in any order. */
export function intervals(parts: Iterable<Interval>): Intervals {
  const sorted = [...parts]
    .filter(({ first, last }) => first <= last)
    .sort((one, other) => (one.first < other.first ? -1 : one.first > other.first ? 1 : 0));
  const merged: Interval[] = [];
  for (const part of sorted) {
    const before = merged.at(-1);
    if (before === undefined || part.first > before.last + 1n) merged.push(part);
    else if (part.last > before.last) merged[merged.length - 1] = { first: before.first, last: part.last };
  }
  return merged;
}

/** What is in at least one of some sets. */
export function union(sets: readonly Intervals[]): Intervals {
  return intervals(sets.flat());
}

/** What is in both sets. */
export function intersect(one: Intervals, other: Intervals): Intervals {
  const both: Interval[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const a = one[left];
    const b = other[right];
    if (a === undefined || b === undefined) return both;
    const first = a.first > b.first ? a.first : b.first;
    const last = a.last < b.last ? a.last : b.last;
    if (first <= last) both.push({ first, last });
    if (a.last < b.last) left += 1;
    else right += 1;
  }
}

/** What is in a set and not in another. */
export function subtract(from: Intervals, taken: Intervals): Intervals {
  const left: Interval[] = [];
  let next = 0;
  for (const { first, last } of from) {
    let start = first;
    while ((taken[next]?.last ?? last) < start) next += 1;
    for (let at = next; start <= last; at += 1) {
      const hole = taken[at];
      if (hole === undefined || hole.first > last) {
        left.push({ first: start, last });
        break;
      }
      if (hole.first > start) left.push({ first: start, last: hole.first - 1n });
      start = hole.last + 1n;
      // what ends here may begin the next interval too
      next = at;
    }
  }
  return left;
}

/** Whether a set holds all of another. */
export function includes(set: Intervals, part: Intervals): boolean {
  return subtract(part, set).length === 0;
}

/** How many numbers a set holds. */
export function sizeOf(set: Intervals): bigint {
  return set.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
}
