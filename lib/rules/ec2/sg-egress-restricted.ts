import type { Properties } from '../../template/read/properties';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { owningGroup } from '../concepts/owning-group';
import { openPorts, type OpenPorts } from '../concepts/public-ingress';
import { everybodyIn } from '../concepts/public-source';

/** Where data stores name their security groups. */
const DATA_STORES: Readonly<Record<string, string>> = {
  'AWS::RDS::DBInstance': 'VPCSecurityGroups',
  'AWS::RDS::DBCluster': 'VpcSecurityGroupIds',
  'AWS::DocDB::DBCluster': 'VpcSecurityGroupIds',
  'AWS::Neptune::DBCluster': 'VpcSecurityGroupIds',
  'AWS::Redshift::Cluster': 'VpcSecurityGroupIds',
  'AWS::ElastiCache::ReplicationGroup': 'SecurityGroupIds',
  'AWS::ElastiCache::ServerlessCache': 'SecurityGroupIds',
  'AWS::MemoryDB::Cluster': 'SecurityGroupIds',
  'AWS::OpenSearchService::Domain': 'VPCOptions.SecurityGroupIds',
  'AWS::EFS::MountTarget': 'SecurityGroups',
};
const EGRESS = 'AWS::EC2::SecurityGroupEgress';

export default defineRule({
  id: 'sg-egress-restricted',
  title: 'Security group of a data store does not let everything out',
  clause: 'P2.3',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::SecurityGroup', EGRESS],
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
    const group = owningGroup(resource, relations);
    return group !== undefined && isOfDataStore(group, relations);
  },
  *check(resource, { relations }) {
    if (resource.type === EGRESS) {
      yield* openWaysOut([resource]);
    } else if (resource.read('SecurityGroupEgress').kind !== 'absent') {
      yield* openWaysOut(resource.items('SecurityGroupEgress'));
    } else if (relations.pointingAt(resource, EGRESS, 'GroupId').length === 0) {
      yield fail('SecurityGroupEgress', 'narrower targets', 'nothing (all traffic to everywhere by default)');
    }
  },
});

function isOfDataStore(group: Resource, relations: Relations): boolean {
  return Object.entries(DATA_STORES).some(([type, property]) => relations.pointingAt(group, type, property).length > 0);
}

function* openWaysOut(rules: readonly Properties[]): Generator<Problem> {
  for (const rule of rules) {
    for (const target of everybodyIn(rule, ['CidrIp', 'CidrIpv6'])) {
      const ports = openPorts(rule);
      if (ports.kind === 'unknown') yield undetermined(target.kind === 'unknown' ? target : ports);
      if (ports.kind !== 'value' || !isEverything(ports.value)) continue;
      if (target.kind === 'unknown') yield undetermined(target);
      if (target.kind === 'value') yield fail(target.path, `a narrower target for ${ports.value.text}`, target.value);
    }
  }
}

function isEverything({ protocol, from, to }: OpenPorts): boolean {
  return protocol !== 'other' && from <= 1 && to >= 65535;
}
