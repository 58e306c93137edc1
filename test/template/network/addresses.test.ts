import fc from 'fast-check';
import {
  coversAddresses,
  intersectAddresses,
  isInternet,
  isPrivate,
  mayBeInternet,
  NOWHERE,
  parseAddresses,
  subtractAddresses,
  unite,
  type AddressSet,
} from '../../../lib/template/network/addresses';

function set(...ranges: readonly string[]): AddressSet {
  return unite(
    ranges.map((range) => {
      const parsed = parseAddresses(range);
      if (parsed === undefined) throw new Error(`${range} is no range`);
      return parsed;
    }),
  );
}

test.each([
  ['everything', ['0.0.0.0/0']],
  ['everything of IPv6', ['::/0']],
  ['half of it', ['0.0.0.0/1']],
  ['two halves', ['0.0.0.0/1', '128.0.0.0/1']],
  ['a range with host bits', ['203.0.113.9/0']],
  ['all that is global in IPv6', ['2000::/3']],
  ['half of that', ['2000::/4']],
  ['wider than a /8', ['44.0.0.0/7']],
  ['a /8 and one address more', ['44.0.0.0/8', '50.1.2.3/32']],
  ['wider than a /24 of IPv6', ['2600::/23']],
  ['many networks', Array.from({ length: 300 }, (_, index) => `${20 + (index >> 8)}.${index % 256}.0.0/16`)],
  ['mapped into IPv6', ['::ffff:0.0.0.0/96']],
  ['around the private ones', ['0.0.0.0/0', '10.0.0.0/8']],
])('%s is the internet', (_, ranges) => {
  expect(isInternet(set(...ranges))).toBe(true);
});

test.each([
  ['a /8', ['44.0.0.0/8']],
  ['a /24 of IPv6', ['2600::/24']],
  ['one address', ['44.1.2.3']],
  ['everything private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16']],
  ['documentation', ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20']],
  ['local addresses of IPv6', ['fc00::/7', 'fe80::/10', '::1/128']],
  ['multicast and reserved', ['224.0.0.0/3', 'ff00::/8']],
  ['one range many times', Array.from({ length: 300 }, () => '44.0.0.0/8')],
])('%s is not the internet', (_, ranges) => {
  expect(isInternet(set(...ranges))).toBe(false);
});

test('private is what holds no public address', () => {
  expect(isPrivate(set('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'))).toBe(true);
  expect(isPrivate(set('100.64.0.0/10', '169.254.0.0/16', 'fe80::/10'))).toBe(true);
  expect(isPrivate(set('::ffff:10.0.0.0/104'))).toBe(true);
  expect(isPrivate(set('10.0.0.0/7'))).toBe(false);
  expect(isPrivate(set('172.16.0.0/11'))).toBe(false);
  expect(isPrivate(set('2600::1'))).toBe(false);
  expect(isPrivate(NOWHERE)).toBe(true);
});

test('a mapped address is the IPv4 address, and a range around the block is IPv6', () => {
  expect(parseAddresses('::ffff:192.0.2.1')).toEqual(parseAddresses('192.0.2.1/32'));
  expect(parseAddresses('::ffff:c000:200/120')).toEqual(parseAddresses('192.0.2.0/24'));
  expect(parseAddresses('::/0')?.v4).toEqual([]);
});

test.each([
  '',
  'nonsense',
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '256.0.0.0/8',
  '010.0.0.0/8',
  '0x0a.0.0.0/8',
  '10/8',
  'fe80::1%eth0/64',
  '0.0.0.0/',
])('%j is no range', (text) => {
  expect(parseAddresses(text)).toBeUndefined();
});

test.each(['1.', ':', '0', '1:', '/'])('%j over and over is no range, and takes no time', (part) => {
  const start = performance.now();
  expect(parseAddresses(part.repeat(50_000))).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(500);
});

test.each([
  [4, 7, true],
  [4, 8, false],
  [6, 23, true],
  [6, 24, false],
  [4, 33, true],
] as const)('an unknown range of IPv%d with /%d', (version, prefix, open) => {
  expect(mayBeInternet(prefix, version)).toBe(open);
});

test('what is taken away and what is common make up the whole', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 32 }), fc.boolean())
    .map(([byte, prefix, v6]) => (v6 ? `2600:${byte.toString(16)}::/${prefix + 8}` : `${byte}.64.0.0/${prefix}`));
  const some = fc.array(range, { maxLength: 6 }).map((ranges) => set(...ranges));
  fc.assert(
    fc.property(some, some, (one, other) => {
      const common = intersectAddresses(one, other);
      const left = subtractAddresses(one, other);
      expect(unite([common, left])).toEqual(one);
      expect(intersectAddresses(common, left)).toEqual(NOWHERE);
      expect(coversAddresses(other, one)).toBe(left.v4.length + left.v6.length === 0);
      expect(coversAddresses(unite([one, other]), one)).toBe(true);
    }),
  );
});
