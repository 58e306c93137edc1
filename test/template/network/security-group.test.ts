import { internetReaches, openSources } from '../../../lib/template/network/security-group';
import { TCP, UDP } from '../../../lib/template/network/traffic';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { resourceIn, setOf } from '../document';
import { relationsIn } from '../../../lib/template/read/relations';

function rule(source: JsonObject, port: Json = 22, protocol: Json = 'tcp'): JsonObject {
  return { IpProtocol: protocol, FromPort: port, ToPort: port, ...source };
}

function groupWith(rules: Json, others: JsonObject = {}, sections: JsonObject = {}): ReturnType<typeof setOf> {
  const Group = { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: rules } };
  return setOf({ 'case.json': { ...sections, Resources: { Group, ...others } } });
}

function ingress(properties: JsonObject): JsonObject {
  return { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { Ref: 'Group' }, ...properties } };
}

function prefixList(...ranges: readonly Json[]): JsonObject {
  return { Type: 'AWS::EC2::PrefixList', Properties: { Entries: ranges.map((Cidr) => ({ Cidr })) } };
}

const ONE_OF_MANY = (index: number): string => `${20 + (index >> 8)}.${index % 256}.0.0/16`;
const LIST = { SourcePrefixListId: { 'Fn::GetAtt': ['List', 'PrefixListId'] } };
const FREE = { Parameters: { Free: { Type: 'String' } } };

function reached(set: ReturnType<typeof setOf>, port = 22, protocol = TCP): string {
  return internetReaches(resourceIn(set, 'Group'), relationsIn(set), protocol, port).kind;
}

test.each([
  ['everybody', groupWith([rule({ CidrIp: '0.0.0.0/0' })]), 'yes'],
  ['everybody over IPv6', groupWith([rule({ CidrIpv6: '::/0' })]), 'yes'],
  ['two halves', groupWith([rule({ CidrIp: '0.0.0.0/1' }), rule({ CidrIp: '128.0.0.0/1' })]), 'yes'],
  [
    'many networks together',
    groupWith(Array.from({ length: 300 }, (_, at) => rule({ CidrIp: ONE_OF_MANY(at) }))),
    'yes',
  ],
  ['few networks', groupWith(Array.from({ length: 100 }, (_, at) => rule({ CidrIp: ONE_OF_MANY(at) }))), 'no'],
  ['one rule that is no list', groupWith(rule({ CidrIp: '0.0.0.0/0' })), 'yes'],
  ['all protocols', groupWith([{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }]), 'yes'],
  ['a number for the protocol', groupWith([rule({ CidrIp: '0.0.0.0/0' }, '22', 6)]), 'yes'],
  ['another protocol', groupWith([rule({ CidrIp: '0.0.0.0/0' }, 22, 'udp')]), 'no'],
  ['another port', groupWith([rule({ CidrIp: '0.0.0.0/0' }, 23)]), 'no'],
  ['a network', groupWith([rule({ CidrIp: '44.0.0.0/16' })]), 'no'],
  ['another group', groupWith([rule({ SourceSecurityGroupId: 'sg-1' })]), 'no'],
  ['no rule', groupWith([]), 'no'],
  ['a rule of its own', groupWith([], { Rule: ingress(rule({ CidrIp: '0.0.0.0/0' })) }), 'yes'],
  ['a prefix list', groupWith([rule(LIST)], { List: prefixList('0.0.0.0/1', '128.0.0.0/1') }), 'yes'],
  ['a prefix list of a network', groupWith([rule(LIST)], { List: prefixList('44.0.0.0/16') }), 'no'],
  ['a prefix list that is half known', groupWith([rule(LIST)], { List: prefixList({ Ref: 'Free' }) }, FREE), 'maybe'],
  ['a prefix list of elsewhere', groupWith([rule({ SourcePrefixListId: 'pl-1' })]), 'maybe'],
  ['a parameter', groupWith([rule({ CidrIp: { Ref: 'Free' } })], {}, FREE), 'maybe'],
  ['a parameter with a narrow prefix', groupWith([rule({ CidrIp: { 'Fn::Sub': '${Free}/32' } })], {}, FREE), 'no'],
  ['a parameter with a wide prefix', groupWith([rule({ CidrIp: { 'Fn::Sub': '${Free}/1' } })], {}, FREE), 'maybe'],
  [
    'the range of the network itself',
    groupWith([rule({ CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } })], { Vpc: { Type: 'AWS::EC2::VPC' } }),
    'no',
  ],
  ['an unknown port', groupWith([rule({ CidrIp: '0.0.0.0/0' }, { Ref: 'Free' })], {}, FREE), 'maybe'],
  ['an unknown protocol', groupWith([rule({ CidrIp: '0.0.0.0/0' }, 22, { Ref: 'Free' })], {}, FREE), 'maybe'],
  ['an unknown port of a network', groupWith([rule({ CidrIp: '44.0.0.0/16' }, { Ref: 'Free' })], {}, FREE), 'no'],
  ['rules of elsewhere', groupWith({ Ref: 'Free' }, {}, FREE), 'maybe'],
  ['nonsense', groupWith([rule({ CidrIp: 'everybody' })]), 'maybe'],
])('the internet reaches port 22 by %s', (_, set, answer) => {
  expect(reached(set)).toBe(answer);
});

test('halves of the internet that meet at one port only open that one', () => {
  const part = (half: number): Json[] =>
    Array.from({ length: 150 }, (_, at) => ({
      ...rule({ CidrIp: ONE_OF_MANY(half * 150 + at) }),
      FromPort: half === 0 ? 20 : 22,
      ToPort: half === 0 ? 22 : 30,
    }));
  const set = groupWith([...part(0), ...part(1)]);
  expect([reached(set, 21), reached(set, 22), reached(set, 23), reached(set, 22, UDP)]).toEqual([
    'no',
    'yes',
    'no',
    'no',
  ]);
  const found = openSources(resourceIn(set, 'Group'), relationsIn(set));
  expect(found.map(({ path, traffic }) => [path, traffic])).toEqual([
    ['', expect.objectContaining({ text: 'TCP port 22' })],
  ]);
});

test('5,000 rules, and 5,000 in resources of their own, take no more than a moment', () => {
  const range = (at: number): JsonObject => rule({ CidrIp: ONE_OF_MANY(at) }, at);
  const inline = groupWith(Array.from({ length: 5_000 }, (_, at) => range(at)));
  const own = groupWith(
    [],
    Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`Rule${at}`, ingress(range(at))])),
  );
  const start = performance.now();
  for (const set of [inline, own]) {
    const [found] = openSources(resourceIn(set, 'Group'), relationsIn(set));
    expect(found?.answer).toEqual({ kind: 'maybe', reason: 'the group has too many rules to be looked at together' });
    expect(reached(set)).toBe('no');
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});
