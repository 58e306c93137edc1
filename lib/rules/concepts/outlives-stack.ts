import { isAbsent, no, yes, type Certainty } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';
import { expected } from '../expect';
import type { Problem } from '../rule';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';

/** The types of which CloudFormation takes a snapshot before it deletes one; of others it is deleted. */
const SNAPSHOT: ReadonlySet<string> = new Set([
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Volume',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::Neptune::DBCluster',
  CLUSTER,
  INSTANCE,
  'AWS::Redshift::Cluster',
]);

/** Yields a problem unless what a resource holds is kept when its stack goes, and when the resource is replaced. */
export function* outlivesStack(resource: Resource): Generator<Problem> {
  const kept = SNAPSHOT.has(resource.type) ? ['Retain', 'Snapshot'] : ['Retain'];
  const deletion = resource.attribute('DeletionPolicy');
  yield* expected(
    { ...deletion, path: '' },
    `DeletionPolicy ${kept.join(' or ')}`,
    (value) => [...kept, 'RetainExceptOnCreate'].includes(value),
    { byDefault: 'Delete by default', absentPasses: isSnapshotByDefault(resource) },
  );
  const replacement = resource.attribute('UpdateReplacePolicy');
  yield* expected(
    { ...replacement, path: '' },
    `UpdateReplacePolicy ${kept.join(' or ')}`,
    (value) => kept.includes(value),
    { byDefault: 'Delete by default' },
  );
}

/** A database that is in no cluster, and a cluster itself, leave a snapshot behind. */
function isSnapshotByDefault(resource: Resource): Certainty {
  if (resource.type === CLUSTER) return yes;
  return resource.type === INSTANCE ? isAbsent(resource.read('DBClusterIdentifier')) : no;
}
