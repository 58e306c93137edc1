import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { partyAt, type Party } from './party';
import { port, portsOfDatabase, type Ports } from './ports';

/** A data store that listens inside a network. */
export interface Database {
  readonly resource: Resource;
  readonly party: Party;
  /** The ports on which it may listen, by number or by name. */
  readonly ports: readonly Ports[];
}

interface Kind {
  readonly groups: string;
  readonly subnetGroup?: { readonly property: string; readonly type: string };
  readonly port: (store: Resource) => readonly number[];
  /** The attribute by which templates ask for its port. */
  readonly attribute?: string;
}

const RDS_SUBNETS = { property: 'DBSubnetGroupName', type: 'AWS::RDS::DBSubnetGroup' } as const;
const REDIS = (store: Resource): number[] => [valueOf(store.number('Port')) ?? 6379];
const PROXY_PORTS: Readonly<Record<string, number>> = { MYSQL: 3306, POSTGRESQL: 5432, SQLSERVER: 1433 };

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::RDS::DBInstance': {
    groups: 'VPCSecurityGroups',
    subnetGroup: RDS_SUBNETS,
    port: portsOfDatabase,
    attribute: 'Endpoint.Port',
  },
  'AWS::RDS::DBCluster': {
    groups: 'VpcSecurityGroupIds',
    subnetGroup: RDS_SUBNETS,
    port: portsOfDatabase,
    attribute: 'Endpoint.Port',
  },
  'AWS::RDS::DBProxy': {
    groups: 'VpcSecurityGroupIds',
    port: (store) => [PROXY_PORTS[valueOf(store.text('EngineFamily')) ?? ''] ?? -1],
  },
  'AWS::DocDB::DBCluster': {
    groups: 'VpcSecurityGroupIds',
    port: (store) => [valueOf(store.number('Port')) ?? 27017],
    attribute: 'Port',
  },
  'AWS::Neptune::DBCluster': {
    groups: 'VpcSecurityGroupIds',
    port: (store) => [valueOf(store.number('DBPort')) ?? 8182],
    attribute: 'Port',
  },
  'AWS::Redshift::Cluster': {
    groups: 'VpcSecurityGroupIds',
    port: (store) => [valueOf(store.number('Port')) ?? 5439],
    attribute: 'Endpoint.Port',
  },
  'AWS::ElastiCache::ReplicationGroup': { groups: 'SecurityGroupIds', port: REDIS },
  'AWS::ElastiCache::ServerlessCache': { groups: 'SecurityGroupIds', port: () => [-1] },
  'AWS::MemoryDB::Cluster': { groups: 'SecurityGroupIds', port: REDIS },
};

/** The data stores of an assembly that security groups guard. */
export function databasesOf(world: World): Database[] {
  return Object.entries(KINDS).flatMap(([type, kind]) =>
    world
      .all(type)
      // an instance of a cluster wears the groups of the cluster
      .filter((store) => store.reference('DBClusterIdentifier').kind === 'absent')
      .map((store) => ({ resource: store, party: partyOf(world, store, kind), ports: portsOf(store, kind) })),
  );
}

function partyOf(world: World, store: Resource, { groups, subnetGroup }: Kind): Party {
  const lists = [{ place: store, property: groups }];
  const group = subnetGroup && world.named(store.reference(subnetGroup.property), subnetGroup.type);
  const direct = { place: store, property: 'VpcSubnetIds' };
  const party = partyAt(world, store, lists, group ? { place: group, property: 'SubnetIds' } : direct);
  return { ...party, name: nameOf(store) };
}

function portsOf(store: Resource, { port: numbers, attribute }: Kind): Ports[] {
  const name = attribute === undefined ? undefined : store.definition.expression(attribute);
  const known = numbers(store);
  return (known.length === 0 ? [-1] : known).map((number) => port('tcp', number, name));
}
