import { factsOf, KNOWN_TYPES } from '../../facts/resource-types';
import { readable } from '../../template/evaluate/unresolved';
import { arnParts } from '../../template/access/principal';
import { because, certain, holds, maybe, yes, type Certainty } from '../../template/read/certainty';
import type { Properties, Reference } from '../../template/read/properties';
import type { Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';

const OWN_REGION = '${AWS::Region}';
const BUCKET = 'AWS::S3::Bucket';

/** Where a resource names the Regions that its data goes to, or what lies in them; `*` stands for each of a list. */
const COPIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Backup::BackupPlan': ['BackupPlan.BackupPlanRule.*.CopyActions.*.DestinationBackupVaultArn'],
  'AWS::Cassandra::Keyspace': ['ReplicationSpecification.RegionList.*'],
  'AWS::Cassandra::Table': ['ReplicaSpecifications.*.Region'],
  'AWS::CloudFormation::StackSet': ['StackInstancesGroup.*.Regions.*'],
  'AWS::DLM::LifecyclePolicy': [
    'CrossRegionCopyTargets.*.TargetRegion',
    'PolicyDetails.CrossRegionCopyTargets.*.TargetRegion',
    'PolicyDetails.Schedules.*.CrossRegionCopyRules.*.TargetRegion',
    'PolicyDetails.Schedules.*.CrossRegionCopyRules.*.Target',
    'PolicyDetails.Actions.*.CrossRegionCopy.*.Target',
  ],
  'AWS::DSQL::Cluster': ['MultiRegionProperties.WitnessRegion', 'MultiRegionProperties.Clusters.*'],
  'AWS::DynamoDB::GlobalTable': ['Replicas.*.Region', 'GlobalTableWitnesses.*.Region'],
  'AWS::ECR::ReplicationConfiguration': ['ReplicationConfiguration.Rules.*.Destinations.*.Region'],
  'AWS::EFS::FileSystem': ['ReplicationConfiguration.Destinations.*.Region'],
  'AWS::ElastiCache::GlobalReplicationGroup': [
    'Members.*.ReplicationGroupRegion',
    'RegionalConfigurations.*.ReplicationGroupRegion',
  ],
  'AWS::RDS::DBInstance': ['AutomaticBackupReplicationRegion'],
  'AWS::Redshift::Cluster': ['DestinationRegion'],
  [BUCKET]: ['ReplicationConfiguration.Rules.*.Destination.Bucket'],
  'AWS::S3::MultiRegionAccessPoint': ['Regions.*.Bucket'],
  'AWS::SecretsManager::Secret': ['ReplicaRegions.*.Region'],
};

/** A key that decrypts in its Region what was encrypted under another one. */
const REPLICA_KEY = 'AWS::KMS::ReplicaKey';
/** The types whose data lies in the Region of their stack. */
const RESIDENT: ReadonlySet<string> = new Set([
  REPLICA_KEY,
  ...KNOWN_TYPES.filter((type) => factsOf(type).holds !== undefined),
]);

/** Every type whose data lies in a Region or is copied to one. */
export const TYPES_WITH_REGIONS: readonly string[] = [...new Set([...Object.keys(COPIES), ...RESIDENT])].sort();

/** Whether the data of a resource stays in some Regions: one answer for its stack, one for each copy. */
export function* staysIn(resource: Resource, regions: readonly string[], relations: Relations): Generator<Certainty> {
  const { region } = resource.definition.template;
  if (RESIDENT.has(resource.type)) yield { path: '', ...isOneOfRegions(region, regions) };
  for (const path of COPIES[resource.type] ?? []) {
    for (const place of placesAt(resource, path)) {
      const answer = holds(place, (named) => isNamedWithin(named, resource, regions, relations), yes);
      yield { ...answer, path: place.path };
    }
  }
}

function isOneOfRegions(region: string | undefined, regions: readonly string[]): Certainty {
  if (region === undefined) return maybe('nothing says which Region the stack is deployed to');
  return because(certain(regions.includes(region)), { reason: region });
}

/** A Region, or what lies in one: by its ARN, or as a resource of these templates. */
function isNamedWithin(
  named: Reference,
  resource: Resource,
  regions: readonly string[],
  relations: Relations,
): Certainty {
  if (named.text === OWN_REGION) return yes;
  const [arn, , service, region] = arnParts(named.text);
  // a bucket is named by its name, or by an ARN without a Region
  const isBucket = (arn === 'arn' && service === 's3') || resource.type === 'AWS::S3::MultiRegionAccessPoint';
  const target = named.target ?? (isBucket ? relations.target(named, BUCKET, resource) : undefined);
  // what lies beside it is judged there
  if (target?.template === resource.definition.template) return yes;
  if (target !== undefined) return isOneOfRegions(target.template.region, regions);
  if (isBucket) return maybe(`nothing says in which Region ${readable(named.text)} lies`);
  const stated = arn === 'arn' ? region : named.literal;
  if (stated === OWN_REGION) return yes;
  if (stated === undefined || stated.includes('${')) return maybe(`known only at deployment (${readable(named.text)})`);
  return isOneOfRegions(stated, regions);
}

function placesAt(place: Properties, path: string): readonly Reading<Reference>[] {
  const star = path.indexOf('.*');
  if (star < 0) return [place.reference(path)];
  return place.items(path.slice(0, star)).flatMap((item) => placesAt(item, path.slice(star + '.*.'.length)));
}
