/* eslint-disable @typescript-eslint/no-deprecated -- callers may still set it */
import { Stack, Token } from 'aws-cdk-lib';
import { MultiRegionConsistency, type ReplicaTableProps, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import { each, flaw, free, type Because } from '../decisions';
import { outlivesStack } from '../removal-policy';
import type { At, Flaw, PropRule, Table } from '../prop-rule';
import { flawsOfRegion } from '../residency';
import { flawsOfReplicaKeys, TABLE_ENCRYPTION, type TableAt } from './table-encryption';
import { REPLICA, TABLE_OPTIONS } from './table-options';
import { shortenedPeriod } from './table-recovery';

/** The attribute that holds the second, since 1970, at which an item goes. */
const TTL_ATTRIBUTE = 'expiresAt';
const TTL_RULE = 'dynamodb-ttl-for-personal-data';

/** DynamoDB refuses both in tables whose replicas are strongly consistent. */
const NOT_STRONG: Because<TableAt> = {
  clause: 'P1.3',
  why: 'DynamoDB refuses it there',
  instead: "Leave 'multiRegionConsistency' out",
};

const EACH_REPLICA = each<ReplicaTableProps, TableAt>(REPLICA);

const REPLICAS: PropRule<ReplicaTableProps[], TableAt> = {
  ...EACH_REPLICA,
  says: 'each in a residency Region, under a key of its Region and protected as the table is',
  flaws: (replicas, at) => [
    ...(EACH_REPLICA.flaws?.(replicas, at) ?? []),
    ...(at.mode === 'refuse' ? flawsOfPlaces(replicas, at) : []),
  ],
};

/** What becomes of every prop of a DynamoDB table. */
export const TABLE: Table<TablePropsV2, TableAt> = {
  ...TABLE_OPTIONS,
  encryption: TABLE_ENCRYPTION,
  pointInTimeRecoverySpecification: {
    ...TABLE_OPTIONS.pointInTimeRecoverySpecification,
    fill: ({ props, category, limits }) =>
      // the CDK takes one of both props
      props.pointInTimeRecovery !== undefined || limits.ephemeral
        ? undefined
        : { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: shortenedPeriod(category) },
  },
  removalPolicy: outlivesStack(),
  timeToLiveAttribute: {
    says: `\`${TTL_ATTRIBUTE}\` where the data category has a day of deletion`,
    rule: TTL_RULE,
    flaws: (_, at) => (isStrong(at) ? [flaw(NOT_STRONG, at, 'may not be set for a table of STRONG consistency')] : []),
    fill: (at) => (at.category.deleteAfterDays === undefined || isStrong(at) ? undefined : TTL_ATTRIBUTE),
    onceDeployed: { keep: `items that happen to have an attribute ${TTL_ATTRIBUTE} would be deleted` },
  },
  replicas: REPLICAS,
  witnessRegion: {
    says: 'must be one of the residency Regions: it holds what is written',
    flaws: (region, at) => flawsOfRegion(region, at),
  },
  multiRegionConsistency: {
    says: 'may not be `STRONG` where the data category has a day of deletion',
    rule: TTL_RULE,
    flaws: (consistency, at) => {
      const { deleteAfterDays, name } = at.category;
      if (consistency !== MultiRegionConsistency.STRONG || deleteAfterDays === undefined) return [];
      const why = 'DynamoDB lets no item of such a table expire';
      return [flaw({ rule: TTL_RULE, why }, at, `may not be STRONG for ${name} data`)];
    },
    samples: ({ category }) => ({
      taken: [MultiRegionConsistency.EVENTUAL],
      // the CDK takes it with three copies alone
      refused: category.deleteAfterDays === undefined ? [] : [MultiRegionConsistency.STRONG],
    }),
  },
  localSecondaryIndexes: {
    says: 'free, but for tables of strong consistency; they are encrypted as the table is',
    flaws: (_, at) => (isStrong(at) ? [flaw(NOT_STRONG, at, 'may not be set for a table of STRONG consistency')] : []),
  },
  globalSecondaryIndexes: free('free; they are encrypted as the table is'),
  dynamoStream: free('free; it is encrypted as the table is'),
  globalTableSettingsReplicationMode: free(
    'free; a replica in another account needs a resource policy that lets it in',
  ),
  tableName: free('free; a table of a name of its own cannot be replaced'),
  partitionKey: free(),
  sortKey: free(),
  billing: free(),
  warmThroughput: free(),
};

function isStrong({ props }: TableAt): boolean {
  return props.multiRegionConsistency === MultiRegionConsistency.STRONG;
}

/** What keeps replicas from being made: an unknown Region of the table, or no key. */
function flawsOfPlaces(replicas: readonly ReplicaTableProps[], at: TableAt): Flaw[] {
  if (replicas.length === 0) return [];
  if (Token.isUnresolved(Stack.of(at.scope).region)) {
    const why = 'nothing tells the table from its replicas then';
    const instead = "State the Region in 'env' of the stack";
    return [flaw({ clause: 'P4.3', why, instead }, at, 'may not be set in a stack that does not state its Region')];
  }
  if (at.props.encryption !== undefined) return [];
  return [
    ...flawsOfReplicaKeys(at.replicaKeyArns, at),
    ...replicas.flatMap((replica, index) => keyless(replica, index, at)),
  ];
}

function keyless({ region }: ReplicaTableProps, index: number, at: TableAt): Flaw[] {
  if (Token.isUnresolved(region) || at.replicaKeyArns?.[region] !== undefined) return [];
  const because: Because<At<unknown>> = {
    clause: 'P2.1.2',
    why: 'a replica is encrypted under a key of its Region',
    instead: 'Make a SecureKey there, and name its ARN',
  };
  const path = `[${index}].region`;
  return [{ ...flaw(because, at, `must have its key in 'replicaKeyArns', got none for ${region}`), path }];
}
