/* eslint-disable @typescript-eslint/no-deprecated -- every prop is decided on, those that are deprecated as well */
import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  ClusterInstance,
  ClusterScailabilityType,
  ClusterScalabilityType,
  DatabaseCluster,
  ParameterGroup,
  type BackupProps,
  type DatabaseClusterProps,
  type IClusterInstance,
} from 'aws-cdk-lib/aws-rds';
import { filled, flaw, free, inner, oneOf, type Because } from '../decisions';
import { plainClass } from '../plain-class';
import type { At, Flaw, KeyedAt, PropRule, Table } from '../prop-rule';
import { refusal } from '../refusal';
import { flawsOfRegion } from '../residency';
import { BACKUP_RETENTION } from './backup-retention';
import { completeInstances } from './cluster-instances';
import { DATABASE } from './database';
import { flawsOfKey } from './database-encryption';
import { isGroupMadeByCdk, neededBy, ONCE_DEPLOYED } from './database-parameters';
import { ableEngine } from './engine';
import { isServerless } from './engine-traits';
import { keepTogether } from './keep-together';

type ClusterAt = KeyedAt<DatabaseClusterProps>;

const ZONES: Because<ClusterAt> = { rule: 'rds-multi-az', why: 'the failure of one zone would stop the database' };
const SHARDS: Because<ClusterAt> & { readonly blank: true } = {
  ...ZONES,
  why: 'its shards and their standbys are made by no construct here',
  blank: true,
};

/** What becomes of every prop of the backups of a cluster. */
const BACKUP: Table<BackupProps, At<BackupProps>> = { retention: BACKUP_RETENTION, preferredWindow: free() };

/** What becomes of every prop of an Aurora cluster. */
export const DATABASE_CLUSTER: Table<DatabaseClusterProps, ClusterAt> = {
  ...DATABASE,
  engine: ableEngine(),
  instances: onlyPlain('may not be set'),
  instanceProps: onlyPlain('may not be set'),
  writer: filled('serverless unless stated otherwise; private', writer),
  readers: {
    says: 'may not be empty; a serverless one unless stated otherwise; private',
    rule: 'rds-multi-az',
    flaws: (stated, at) =>
      stated.length > 0 || at.limits.ephemeral || isLimitless(at.props) ? [] : [flaw(ZONES, at, 'may not be empty')],
    fill: readers,
    onceDeployed: { keep: 'one more instance would be paid for' },
  },
  clusterScalabilityType: oneOf(ClusterScalabilityType, ['STANDARD'], SHARDS),
  clusterScailabilityType: oneOf(ClusterScailabilityType, ['STANDARD'], SHARDS),
  backup: {
    ...inner<BackupProps, ClusterAt>(BACKUP),
    fill: (at) => {
      const retention = BACKUP_RETENTION.fill?.(at);
      return retention === undefined ? undefined : { retention };
    },
  },
  performanceInsightEncryptionKey: {
    // filled once it is seen what the instances state: see cluster-instances.ts
    says: 'the key of the data category; a key of your own must rotate',
    rule: 'rds-cmk',
    flaws: (key: IKey, at) => flawsOfKey(key, at),
  },
  enablePerformanceInsights: free('free where Aurora offers it for the classes of the instances'),
  replicationSourceIdentifier: {
    says: 'within the residency Regions of the policy',
    flaws: flawsOfSource,
  },
  enableDataApi: free('free; who calls it is up to IAM and to the policy of a secret, and it speaks TLS alone'),
  enableLocalWriteForwarding: free(),
  enableClusterLevelEnhancedMonitoring: free('free; it measures the machines and reads no data'),
  monitoringRole: free('free; what the role may do is judged where it is made'),
  domainRole: free('free; what the role may do is judged where it is made'),
  vpc: free('free; networks are judged by themselves'),
  clusterIdentifier: free('free; a database of a name of its own cannot be replaced, and a warning says so'),
  instanceIdentifierBase: free(),
  instanceUpdateBehaviour: free(),
  backtrackWindow: free('free; what can be wound back to is kept for 72 hours at most'),
  defaultDatabaseName: free(),
  serverlessV2MaxCapacity: free(),
  serverlessV2MinCapacity: free(),
  serverlessV2AutoPauseDuration: free(),
  storageType: free('free; both kinds are spread over three zones'),
};

/** A plain cluster. */
export default plainClass<DatabaseClusterProps>({
  classId: 'aws-cdk-lib.aws-rds.DatabaseCluster',
  table: DATABASE_CLUSTER,
  complete: (cluster, at) => {
    if (!(cluster instanceof DatabaseCluster)) return;
    completeInstances(cluster, at);
    if (at.props.removalPolicy === undefined) keepTogether(cluster);
    const group = cluster.node.tryFindChild('ClusterParameterGroup');
    if (!(group instanceof ParameterGroup) || !isGroupMadeByCdk(at)) return;
    for (const [name, value] of Object.entries(neededBy(at))) group.addParameter(name, value);
    if (at.deployed) at.note('parameters', `is set for what is deployed: ${ONCE_DEPLOYED}`);
  },
});

/** Taken in plain clusters alone, where a deployed app may hold on to it. */
function onlyPlain<V>(says: string): PropRule<V, ClusterAt> {
  const because: Because<ClusterAt> = {
    clause: 'P2.3',
    why: 'the CDK has no way to make such instances private one by one',
    instead: "Use 'writer' and 'readers'",
  };
  return { says, flaws: (_, at) => (at.mode === 'fill' ? [] : [flaw(because, at, says)]) };
}

function writer(at: ClusterAt): IClusterInstance | undefined {
  const { engine } = at.props;
  if (at.mode === 'fill' || isLimitless(at.props)) return undefined;
  if (isServerless(engine)) return ClusterInstance.serverlessV2('Writer', { publiclyAccessible: false });
  const what = `${engine.engineType} ${engine.engineVersion?.fullVersion ?? ''}`.trim();
  throw refusal('writer', `must be stated for ${what}`, 'P4.2', 'it has no serverless instances', 'State a class');
}

/** A reader that takes over when the zone of the writer fails. */
function readers({ props, mode, limits }: ClusterAt): IClusterInstance[] | undefined {
  const { engine, writer: stated } = props;
  if (limits.ephemeral || isLimitless(props) || !isServerless(engine)) return undefined;
  // a cluster of old has no writer, and makes its instances alike
  if (mode === 'fill' && (stated === undefined || idOf(stated) === READER)) return undefined;
  return [ClusterInstance.serverlessV2(READER, { publiclyAccessible: false, scaleWithWriter: true })];
}

const READER = 'Reader';

/** The id that an instance will have in its cluster; the CDK keeps it to itself. */
function idOf(instance: object): unknown {
  return 'id' in instance ? instance.id : undefined;
}

function isLimitless({ clusterScalabilityType, clusterScailabilityType }: DatabaseClusterProps): boolean {
  return (
    clusterScalabilityType === ClusterScalabilityType.LIMITLESS ||
    clusterScailabilityType === ClusterScailabilityType.LIMITLESS
  );
}

/** The Region of the database that a cluster is a copy of, as far as its ARN says. */
function flawsOfSource(source: string, at: At<unknown>): Flaw[] {
  if (Token.isUnresolved(source) || !source.startsWith('arn:')) return [];
  return flawsOfRegion(Arn.split(source, ArnFormat.COLON_RESOURCE_NAME).region ?? '', at);
}
