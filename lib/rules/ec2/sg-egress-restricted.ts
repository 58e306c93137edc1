import { EGRESS, openAlone, openSources, ruleHolders } from '../../template/network/security-group';
import { isEveryPort, together } from '../../template/network/traffic';
import {
  all,
  allOf,
  any,
  at,
  because,
  certain,
  isPresent,
  maybe,
  no,
  not,
  type Certainty,
} from '../../template/read/certainty';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { owningGroups } from '../concepts/owning-group';
import { refused } from '../expect';
import { defineRule } from '../rule';

/** Where data stores name their security groups. */
const DATA_STORES: readonly (readonly [type: string, property: string])[] = [
  ['AWS::RDS::DBInstance', 'VPCSecurityGroups'],
  ['AWS::RDS::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::DocDB::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::DocDBElastic::Cluster', 'VpcSecurityGroupIds'],
  ['AWS::Neptune::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::Redshift::Cluster', 'VpcSecurityGroupIds'],
  ['AWS::RedshiftServerless::Workgroup', 'SecurityGroupIds'],
  ['AWS::DAX::Cluster', 'SecurityGroupIds'],
  ['AWS::ElastiCache::CacheCluster', 'VpcSecurityGroupIds'],
  ['AWS::ElastiCache::ReplicationGroup', 'SecurityGroupIds'],
  ['AWS::ElastiCache::ServerlessCache', 'SecurityGroupIds'],
  ['AWS::MemoryDB::Cluster', 'SecurityGroupIds'],
  ['AWS::OpenSearchService::Domain', 'VPCOptions.SecurityGroupIds'],
  ['AWS::Elasticsearch::Domain', 'VPCOptions.SecurityGroupIds'],
  ['AWS::EFS::MountTarget', 'SecurityGroups'],
  ['AWS::FSx::FileSystem', 'SecurityGroupIds'],
  ['AWS::MSK::Cluster', 'BrokerNodeGroupInfo.SecurityGroups'],
  ['AWS::AmazonMQ::Broker', 'SecurityGroups'],
];

export default defineRule({
  id: 'sg-egress-restricted',
  title: 'Security group of a data store does not let everything out',
  clause: 'P2.3',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupEgress'],
  rationale: 'A data store answers and need not call: an open way out is how stolen records leave.',
  remediation:
    'Set `allowAllOutbound` of `SecurityGroup` to false, or name the ranges and ports that the data store calls.',
  controls: {
    iso27001: { 'A.8.12': 'judgement', 'A.8.20': 'judgement', 'A.8.22': 'judgement' },
    soc2: { 'CC6.6': 'judgement', 'CC6.7': 'judgement' },
    hipaa: { '164.312(e)(1)': 'judgement' },
    pci: { '1.3.2': 'judgement' },
  },
  equivalents: {},
  appliesTo(resource, { relations }) {
    const named = resource.reference('GroupId');
    const hidden = named.kind === 'unknown' && resource.type === EGRESS.type ? maybe(named.why, named.path) : no;
    return any([hidden, ...owningGroups(resource, relations).map((group) => certain(isOfDataStore(group, relations)))]);
  },
  *check(resource, { relations }) {
    const inside = isPresent(resource.read(EGRESS.property));
    const beside = relations.pointingAt(resource, EGRESS.type, 'GroupId').length;
    const open = resource.type === EGRESS.type || beside > 0 ? no : not(inside);
    const byDefault = { path: EGRESS.property, reason: 'nothing (all traffic to everywhere by default)' };
    yield* refused(because(open, byDefault), 'narrower targets');
    for (const { path, text, traffic, answer } of openSources(resource, relations, EGRESS)) {
      const wide = 'kind' in traffic ? traffic : certain(isEveryPort(traffic));
      const what = `a narrower target for ${'kind' in traffic ? 'all traffic' : traffic.text}`;
      yield* refused(because(all([answer, wide]), { path, reason: text }), what);
    }
    if (resource.type !== EGRESS.type) yield* refused(opensAllTogether(resource, relations), 'narrower targets');
  },
});

function isOfDataStore(group: Resource, relations: Relations): boolean {
  return DATA_STORES.some(([type, property]) => relations.pointingAt(group, type, property).length > 0);
}

/** Whether rules that are each for some ports are for all of them together. */
function opensAllTogether(group: Resource, relations: Relations): Certainty {
  const parts = ruleHolders(group, relations, EGRESS)
    .flatMap((one) => openAlone(one, relations, EGRESS))
    .flatMap(({ traffic, answer }) => ('kind' in traffic || isEveryPort(traffic) ? [] : [{ traffic, answer }]));
  const whole = certain(isEveryPort(together(parts.map(({ traffic }) => traffic))));
  const reason = 'rules for all ports to everywhere together';
  return at('', because(all([whole, () => allOf(parts, ({ answer }) => answer)]), { reason }));
}
