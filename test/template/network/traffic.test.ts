import { includesPort, isWithin, protocolsOf, TCP, trafficOf, UDP } from '../../../lib/template/network/traffic';

test.each([
  ['-1', ['all']],
  ['all', ['all']],
  ['tcp', [6]],
  ['TCP', [6]],
  ['6', [6]],
  ['udp', [17]],
  ['17', [17]],
  ['TCP_UDP', [6, 17]],
  ['icmp', [1]],
  ['1', [1]],
  ['icmpv6', [58]],
  ['TLS', [6]],
  ['50', [50]],
  ['256', undefined],
  ['constructor', undefined],
  ['', undefined],
])('the protocols of %s', (name, protocols) => {
  expect(protocolsOf(name)).toEqual(protocols);
});

test.each([
  ['one port', trafficOf([TCP], 22, 22), [22], [21, 23]],
  ['a range', trafficOf([TCP], 20, 30), [20, 25, 30], [19, 31]],
  ['no ports, which are all', trafficOf([TCP]), [0, 22, 65_535], []],
  ['-1, which is all', trafficOf([TCP], -1, -1), [0, 22, 65_535], []],
  ['all protocols, whatever ports stand there', trafficOf(['all'], 80, 80), [22, 80], []],
  ['both protocols', trafficOf([TCP, UDP], 22, 22), [22], [23]],
  ['the other protocol', trafficOf([UDP], 22, 22), [], [22]],
  ['a range the wrong way round', trafficOf([TCP], 30, 20), [], [20, 25, 30]],
])('TCP ports of %s', (_, traffic, inside, outside) => {
  expect(inside.filter((port) => !includesPort(traffic, TCP, port))).toEqual([]);
  expect(outside.filter((port) => includesPort(traffic, TCP, port))).toEqual([]);
});

test('traffic is within ports only when none of it is elsewhere', () => {
  expect(isWithin(trafficOf([TCP], 443, 443), TCP, [443])).toBe(true);
  expect(isWithin(trafficOf([TCP], 443, 444), TCP, [443, 444])).toBe(true);
  expect(isWithin(trafficOf([TCP], 443, 444), TCP, [443])).toBe(false);
  expect(isWithin(trafficOf([TCP, UDP], 443, 443), TCP, [443])).toBe(false);
  expect(isWithin(trafficOf(['all']), TCP, [443])).toBe(false);
});

test('traffic in words', () => {
  expect(trafficOf([TCP], 443, 443).text).toBe('TCP port 443');
  expect(trafficOf([TCP, UDP], 1, 9).text).toBe('TCP and UDP ports 1 to 9');
  expect(trafficOf(['all']).text).toBe('all traffic');
  expect(trafficOf([TCP], -1, -1).text).toBe('TCP ports 0 to 65535');
  expect(trafficOf([1], 8, -1).text).toBe('protocol icmp');
});
