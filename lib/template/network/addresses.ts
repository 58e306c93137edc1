import { IPv4, IPv6 } from 'ipaddr.js';
import { includes, intersect, sizeOf, subtract, union, type Interval, type Intervals } from './intervals';

/** A set of IPv4 and IPv6 addresses. */
export interface AddressSet {
  readonly v4: Intervals;
  readonly v6: Intervals;
}

/** No address at all. */
export const NOWHERE: AddressSet = { v4: [], v6: [] };

/**
 * From this size on a set of public addresses counts as the internet: wider than a /8 of IPv4 or than a /24 of IPv6.
 *
 * No owner of a network has more, and S3 draws the line at the same place for IPv4.
 */
const INTERNET = { v4: 1n << 24n, v6: 1n << 104n } as const;

/** Special-purpose ranges of IPv4 that nobody reaches over the internet. */
const NOT_PUBLIC_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

/** The global unicast addresses of IPv6, and the ranges among them that are for documentation. */
const GLOBAL_V6 = ['2000::/3'];
const DOCUMENTATION_V6 = ['2001:db8::/32', '3fff::/20'];

/** The block in which IPv6 writes IPv4 addresses. */
const MAPPED = 0xffffn << 32n;

/** The addresses of a range such as `10.0.0.0/8`, or one address; undefined when it is neither. */
export function parseAddresses(text: string): AddressSet | undefined {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  if (rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;
  if (IPv4.isValidFourPartDecimal(address)) {
    const range = rangeOf(valueOf(IPv4.parse(address).toByteArray()), 32, prefix);
    return range === undefined ? undefined : { v4: [range], v6: [] };
  }
  // a zone is no part of a range
  if (address.includes('%') || !IPv6.isValid(address)) return undefined;
  const range = rangeOf(valueOf(IPv6.parse(address).toByteArray()), 128, prefix);
  if (range === undefined) return undefined;
  const mapped = range.first >> 32n === MAPPED >> 32n && range.last >> 32n === MAPPED >> 32n;
  return mapped
    ? { v4: [{ first: range.first - MAPPED, last: range.last - MAPPED }], v6: [] }
    : { v4: [], v6: [range] };
}

/** The addresses of at least one of some sets. */
export function unite(sets: readonly AddressSet[]): AddressSet {
  return { v4: union(sets.map(({ v4 }) => v4)), v6: union(sets.map(({ v6 }) => v6)) };
}

/** The addresses of both sets. */
export function intersectAddresses(one: AddressSet, other: AddressSet): AddressSet {
  return { v4: intersect(one.v4, other.v4), v6: intersect(one.v6, other.v6) };
}

/** The addresses of a set that are not in another. */
export function subtractAddresses(from: AddressSet, taken: AddressSet): AddressSet {
  return { v4: subtract(from.v4, taken.v4), v6: subtract(from.v6, taken.v6) };
}

/** Whether a set holds all addresses of another. */
export function coversAddresses(set: AddressSet, part: AddressSet): boolean {
  return includes(set.v4, part.v4) && includes(set.v6, part.v6);
}

/** The addresses of a set that can be reached over the internet. */
export function publicPart({ v4, v6 }: AddressSet): AddressSet {
  return { v4: subtract(v4, NOT_PUBLIC.v4), v6: intersect(v6, PUBLIC_V6) };
}

/** Whether a set is so wide that it is the internet and no network in particular. */
export function isInternet(set: AddressSet): boolean {
  const { v4, v6 } = publicPart(set);
  return sizeOf(v4) > INTERNET.v4 || sizeOf(v6) > INTERNET.v6;
}

/** Whether a set holds no address that can be reached over the internet. */
export function isPrivate(set: AddressSet): boolean {
  const { v4, v6 } = publicPart(set);
  return v4.length === 0 && v6.length === 0;
}

/** Whether a range with a prefix of this length, whatever its addresses are, may be the internet. */
export function mayBeInternet(prefix: number, version: 4 | 6): boolean {
  const [bits, most] = version === 4 ? ([32, INTERNET.v4] as const) : ([128, INTERNET.v6] as const);
  return prefix < 0 || prefix > bits || 1n << BigInt(bits - prefix) > most;
}

function rangeOf(address: bigint, bits: number, prefix: string | undefined): Interval | undefined {
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = (address / size) * size;
  return { first, last: first + size - 1n };
}

function valueOf(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function ranges(texts: readonly string[]): AddressSet {
  return unite(texts.map((text) => parseAddresses(text) ?? NOWHERE));
}

const NOT_PUBLIC = ranges(NOT_PUBLIC_V4);
const PUBLIC_V6 = subtract(ranges(GLOBAL_V6).v6, ranges(DOCUMENTATION_V6).v6);
