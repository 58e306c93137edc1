/** Whether something holds, as far as the templates tell. */
export type Certainty = 'yes' | 'no' | 'maybe';

/** A range of addresses of one family; without numbers where only deployment knows them. */
export interface Addresses {
  readonly family: 4 | 6;
  /** How people name it; equal texts are equal ranges. */
  readonly text: string;
  readonly first?: bigint;
  readonly last?: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

/** The addresses of a CIDR block, or of one address; without numbers when the text is none. */
export function addressesOf(
  text: string,
  family: 4 | 6 = text.includes(':') && !text.includes('${') ? 6 : 4,
): Addresses {
  const [address = '', length = String(BITS[family])] = text.split('/');
  const base = family === 4 ? version4(address) : version6(address);
  const prefix = /^\d+$/.test(length) ? Number(length) : -1;
  if (base === undefined || prefix < 0 || prefix > BITS[family]) return { family, text };
  const size = 1n << BigInt(BITS[family] - prefix);
  const first = base - (base % size);
  return { family, text, first, last: first + size - 1n };
}

/** Whether ranges together hold every address that is wanted. */
export function cover(ranges: readonly Addresses[], wanted: Addresses): Certainty {
  const alike = ranges.filter(({ family }) => family === wanted.family);
  if (alike.some(({ text }) => text === wanted.text)) return 'yes';
  const whole: Addresses = {
    family: wanted.family,
    text: 'all',
    first: 0n,
    last: (1n << BigInt(BITS[wanted.family])) - 1n,
  };
  if (uncovered(alike, wanted.first === undefined ? whole : wanted) === undefined) return 'yes';
  const unknown = wanted.first === undefined ? alike : alike.filter(({ first }) => first === undefined);
  return unknown.length > 0 ? 'maybe' : 'no';
}

/** Whether two ranges share an address. */
export function overlap(one: Addresses, other: Addresses): boolean {
  if (one.family !== other.family) return false;
  if (one.text === other.text) return true;
  const { first, last } = one;
  if (first === undefined || last === undefined || other.first === undefined || other.last === undefined) return false;
  return first <= other.last && other.first <= last;
}

/** The first wanted address that no range holds. */
function uncovered(ranges: readonly Addresses[], { first, last }: Addresses): bigint | undefined {
  let next = first ?? 0n;
  const known = ranges.flatMap((range) =>
    range.first === undefined || range.last === undefined ? [] : [{ first: range.first, last: range.last }],
  );
  for (const range of known.sort((one, other) => (one.first < other.first ? -1 : 1))) {
    if (range.first > next) break;
    if (range.last >= next) next = range.last + 1n;
  }
  return next > (last ?? 0n) ? undefined : next;
}

function version4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function version6(text: string): bigint | undefined {
  const [head = '', tail, more] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - left.length - right.length;
  if (more !== undefined || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const parts = [...left, ...Array<string>(missing).fill('0'), ...right];
  if (!parts.every((part) => /^[\da-f]{1,4}$/i.test(part))) return undefined;
  return parts.reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}
