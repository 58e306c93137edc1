import { relationsIn } from '../../../lib/template/read/relations';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { judge } from '../../../lib/compliance/evaluate';
import { SecurityPolicy } from '../../../lib/policy/security-policy';
import rule from '../../../lib/rules/cloudformation/region-allow-list';
import type { Json, JsonObject } from '../../../lib/template/model/json';
import { templateSet } from '../../../lib/template/source/load';
import { testRule } from '../test-rule';

const policy = new SecurityPolicy({ residencyRegions: ['eu-central-1', 'eu-west-1'] });

function one(Type: string, Properties: JsonObject = {}): JsonObject {
  return { Parameters: { Region: { Type: 'String' } }, Resources: { Subject: { Type, Properties } } };
}

function replicas(...regions: Json[]): JsonObject {
  return one('AWS::DynamoDB::GlobalTable', { Replicas: regions.map((Region) => ({ Region })) });
}

function copies(DestinationBackupVaultArn: Json): JsonObject {
  const BackupPlanRule = [{ RuleName: 'daily', CopyActions: [{ DestinationBackupVaultArn }] }];
  return one('AWS::Backup::BackupPlan', { BackupPlan: { BackupPlanName: 'plan', BackupPlanRule } });
}

function replicated(Bucket: Json): JsonObject {
  const Rules = [{ Status: 'Enabled', Destination: { Bucket } }];
  return one('AWS::S3::Bucket', { ReplicationConfiguration: { Role: 'role', Rules } });
}

function snapshots(...CrossRegionCopyRules: JsonObject[]): JsonObject {
  return one('AWS::DLM::LifecyclePolicy', { PolicyDetails: { Schedules: [{ CrossRegionCopyRules }] } });
}

testRule(
  rule,
  {
    compliant: {
      'a table in its Region': one('AWS::DynamoDB::Table'),
      'a secret and its replica, by the L2': (stack) =>
        new Secret(stack, 'Secret', { replicaRegions: [{ region: 'eu-west-1' }] }),
      'replicas here and there': replicas({ Ref: 'AWS::Region' }, 'eu-west-1'),
      'a vault within': copies('arn:aws:backup:eu-west-1:111122223333:backup-vault:copies'),
      'a vault of the own Region': copies({
        'Fn::Sub': 'arn:${AWS::Partition}:backup:${AWS::Region}:${AWS::AccountId}:backup-vault:copies',
      }),
      'copies of snapshots within': snapshots({ TargetRegion: 'eu-west-1' }),
      'stacks in other accounts of the Regions': one('AWS::CloudFormation::StackSet', {
        StackInstancesGroup: [{ Regions: ['eu-central-1', 'eu-west-1'] }],
      }),
      'automatic backups within': one('AWS::RDS::DBInstance', { AutomaticBackupReplicationRegion: 'eu-west-1' }),
    },
    noncompliant: {
      'a replica of a secret beyond, by the L2': (stack) =>
        new Secret(stack, 'Secret', { replicaRegions: [{ region: 'us-east-1' }] }),
      'the second replica of a table beyond': replicas('eu-central-1', 'us-east-1'),
      'a witness beyond': one('AWS::DynamoDB::GlobalTable', {
        Replicas: [{ Region: 'eu-central-1' }],
        GlobalTableWitnesses: [{ Region: 'us-east-1' }],
      }),
      'copies in a vault beyond': copies('arn:aws:backup:us-east-1:111122223333:backup-vault:copies'),
      'copies of snapshots beyond': snapshots({ TargetRegion: 'eu-west-1' }, { Target: 'us-east-1' }),
      'stacks beyond': one('AWS::CloudFormation::StackSet', { StackInstancesGroup: [{ Regions: ['us-east-1'] }] }),
      'automatic backups beyond': one('AWS::RDS::DBInstance', { AutomaticBackupReplicationRegion: 'us-east-1' }),
      'snapshots of a warehouse beyond': one('AWS::Redshift::Cluster', { DestinationRegion: 'us-east-1' }),
      'images beyond': one('AWS::ECR::ReplicationConfiguration', {
        ReplicationConfiguration: { Rules: [{ Destinations: [{ Region: 'us-east-1', RegistryId: '111122223333' }] }] },
      }),
      'files beyond': one('AWS::EFS::FileSystem', {
        ReplicationConfiguration: { Destinations: [{ Region: 'us-east-1' }] },
      }),
    },
    undetermined: {
      'a replica in a Region from a parameter': replicas('eu-central-1', { Ref: 'Region' }),
      'replicas from an import': one('AWS::DynamoDB::GlobalTable', { Replicas: { 'Fn::ImportValue': 'Replicas' } }),
      'a bucket that is elsewhere': replicated('arn:aws:s3:::copies'),
      'a vault from an import': copies({ 'Fn::ImportValue': 'Vault' }),
      'an access point of buckets that are elsewhere': one('AWS::S3::MultiRegionAccessPoint', {
        Regions: [{ Bucket: 'copies' }],
      }),
    },
  },
  { policy, region: 'eu-central-1' },
);

function outcomes(
  by: SecurityPolicy,
  ...sources: { readonly region?: string; readonly document: JsonObject }[]
): string[] {
  const set = templateSet(sources.map((source, index) => ({ ...source, path: `${index}.json` })));
  const definitions = set.templates.flatMap((template) => template.resources);
  return definitions
    .filter(({ type }) => rule.resourceTypes.includes(type))
    .flatMap((definition) => judge(rule, definition, { policy: by, relations: relationsIn(set) }))
    .map(({ outcome, message }) => (outcome === 'pass' ? outcome : `${outcome}: ${message}`));
}

test.each(['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey', 'AWS::Logs::LogGroup'])(
  '%s in a stack beyond the Regions',
  (type) => {
    expect(outcomes(policy, { region: 'us-east-1', document: one(type) })).toEqual([
      'fail: expected one of eu-central-1, eu-west-1, got us-east-1',
    ]);
    expect(outcomes(policy, { document: one(type) })).toEqual([
      'undetermined: nothing says which Region the stack is deployed to',
    ]);
  },
);

test.each([
  ['eu-west-1', ['pass', 'pass']],
  [
    'us-east-1',
    [
      'fail: expected one of eu-central-1, eu-west-1, got us-east-1',
      'fail: expected one of eu-central-1, eu-west-1, got us-east-1',
    ],
  ],
])('a bucket that is replicated into a stack in %s', (region, expected) => {
  const source = { region: 'eu-central-1', document: replicated('arn:aws:s3:::copies') };
  const target = { region, document: one('AWS::S3::Bucket', { BucketName: 'copies' }) };
  expect(outcomes(policy, source, target)).toEqual(expected);
});

test('asks nothing where the policy names no Regions', () => {
  const document = replicas('us-east-1');
  expect(outcomes(SecurityPolicy.CLOUDNEXUS, { region: 'us-east-1', document })).toEqual([]);
});
