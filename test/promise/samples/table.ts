import type { Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  Capacity,
  ContributorInsightsMode,
  GlobalTableSettingsReplicationMode,
  MultiRegionConsistency,
  ProjectionType,
  StreamViewType,
  TableClass,
  TableEncryptionV2,
  TableV2,
  type PointInTimeRecoverySpecification,
  type ReplicaTableProps,
  type TablePropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import {
  ArnPrincipal,
  AnyPrincipal,
  PolicyDocument,
  PolicyStatement,
  StarPrincipal,
  type IPrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import { DataCategory, SecureTable } from '../../../lib';
import { TABLE } from '../../../lib/hardening/databases/table';
import { backUp } from '../backup';
import { CATEGORIES } from '../categories';
import { made, subject, value, type PropSamples, type Sample } from '../subject';
import { keySamples } from './keys';

type Of<K extends keyof TablePropsV2> = Sample<TablePropsV2, NonNullable<TablePropsV2[K]>>;

const text = (name: string): { name: string; type: AttributeType } => ({ name, type: AttributeType.STRING });
const keyOf = (region: string): string => `arn:aws:kms:${region}:111122223333:key/one`;
const replicaKeyArns = { 'eu-central-1': keyOf('eu-central-1'), 'eu-west-3': keyOf('eu-west-3') };

const policy = (principal: IPrincipal, conditions?: Record<string, Record<string, string>>): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({ principals: [principal], actions: ['dynamodb:GetItem'], resources: ['*'], conditions }),
    ],
  });
const policies: PropSamples<TablePropsV2, PolicyDocument> = {
  taken: [
    made(() => policy(new ArnPrincipal('arn:aws:iam::444455556666:role/Reader'))),
    made(() => policy(new AnyPrincipal(), { StringEquals: { 'aws:PrincipalOrgID': 'o-0123456789' } })),
  ],
  refused: [
    made(() => policy(new AnyPrincipal())),
    made(() => policy(new StarPrincipal(), { StringLike: { 'aws:PrincipalArn': '*' } })),
    made(() => policy(new AnyPrincipal(), { Bool: { 'aws:SecureTransport': 'true' } })),
  ],
};

const stream = (encryption?: StreamEncryption): Of<'kinesisStream'> =>
  made((stack: Stack) => new Stream(stack, 'Changes', { encryption }));
const recovery = (one: PointInTimeRecoverySpecification): Of<'pointInTimeRecoverySpecification'> => value(one);
const replica = (one: Partial<ReplicaTableProps> = {}): ReplicaTableProps => ({ region: 'eu-central-1', ...one });
const replicated = (one?: Partial<ReplicaTableProps>, beside: Partial<TablePropsV2> = {}): Of<'replicas'> =>
  value([replica(one)], beside);
const index = { indexName: 'byCustomer', partitionKey: text('customer') };

const keys = keySamples<TablePropsV2>();
/** Keys as the encryption of a table names them. */
const underKeys = (samples: typeof keys.taken): Of<'encryption'>[] =>
  samples.map(({ make }) => made((stack) => TableEncryptionV2.customerManagedKey(make(stack), replicaKeyArns)));

export default subject<TablePropsV2>({
  name: 'SecureTable',
  table: TABLE,
  env: { region: 'eu-west-1' },
  // personal data that is gone after a day second: it decides on what can be restored
  categories: [
    DataCategory.CUSTOMER_WORKLOADS,
    DataCategory.pii({ purpose: 'Delivery', deleteAfterDays: 8 }),
    ...CATEGORIES,
  ],
  required: () => ({ partitionKey: text('id') }),
  ours: (stack, props, dataCategory) => {
    backUp(stack);
    new SecureTable(stack, 'Table', { ...props, dataCategory, replicaKeyArns });
  },
  plain: (stack, props) => {
    new TableV2(stack, 'Table', props);
  },
  samples: {
    encryption: {
      taken: underKeys(keys.taken),
      refused: [
        made(() => TableEncryptionV2.awsManagedKey()),
        made(() => TableEncryptionV2.dynamoOwnedKey()),
        made((stack) =>
          TableEncryptionV2.customerManagedKey(keys.taken[0]?.make(stack) ?? never(), {
            'eu-central-1': 'arn:aws:kms:eu-central-1:111122223333:alias/aws/dynamodb',
          }),
        ),
        ...underKeys(keys.refused),
      ],
    },
    pointInTimeRecoverySpecification: {
      taken: [
        recovery({ pointInTimeRecoveryEnabled: true }),
        recovery({ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 }),
      ],
      refused: [
        recovery({ pointInTimeRecoveryEnabled: false }),
        recovery({ pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 6 }),
      ],
    },
    contributorInsightsSpecification: {
      taken: [value({ enabled: false })],
      refused: [value({ enabled: true }), value({ enabled: true, mode: ContributorInsightsMode.THROTTLED_KEYS })],
    },
    resourcePolicy: policies,
    streamResourcePolicy: policies,
    kinesisStream: {
      taken: [stream(), stream(StreamEncryption.KMS), stream(StreamEncryption.MANAGED)],
      refused: [stream(StreamEncryption.UNENCRYPTED)],
    },
    tags: {
      taken: [value([{ key: 'team', value: 'orders' }])],
      refused: [
        value([{ key: 'data-category', value: 'drafts' }]),
        value([{ key: 'data-delete-after-days', value: '3650' }]),
      ],
    },
    timeToLiveAttribute: {
      taken: [value('goneBy')],
      refused: [strong<string>('goneBy')],
    },
    replicas: {
      taken: [
        value([]),
        replicated(),
        replicated({ deletionProtection: true, tableClass: TableClass.STANDARD_INFREQUENT_ACCESS }),
        replicated({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 } }),
        replicated(
          { globalSecondaryIndexOptions: { byCustomer: { maxReadRequestUnits: 10 } } },
          { globalSecondaryIndexes: [index] },
        ),
      ],
      refused: [
        replicated({ region: 'us-east-1' }),
        replicated({ region: 'eu-north-1' }),
        replicated({ deletionProtection: false }),
        replicated({ pointInTimeRecovery: false }),
        replicated({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false } }),
        replicated({ pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 1 } }),
        replicated({ contributorInsights: true }),
        replicated({ resourcePolicy: policy(new AnyPrincipal()) }),
        replicated({ streamResourcePolicy: policy(new AnyPrincipal()) }),
        replicated({ tags: [{ key: 'data-category', value: 'drafts' }] }),
        replicated(
          { globalSecondaryIndexOptions: { byCustomer: { contributorInsightsSpecification: { enabled: true } } } },
          { globalSecondaryIndexes: [index] },
        ),
      ],
    },
    witnessRegion: {
      taken: [value('eu-west-3', { multiRegionConsistency: MultiRegionConsistency.STRONG, replicas: [replica()] })],
      refused: [value('us-east-1')],
    },
    localSecondaryIndexes: {
      taken: [value([{ indexName: 'byDay', sortKey: text('day') }], { sortKey: text('order') })],
      refused: [strong([{ indexName: 'byDay', sortKey: text('day') }])],
    },
    globalSecondaryIndexes: {
      taken: [value([index]), value([{ ...index, projectionType: ProjectionType.KEYS_ONLY }])],
    },
    dynamoStream: { taken: Object.values(StreamViewType).map((view) => value<TablePropsV2, StreamViewType>(view)) },
    globalTableSettingsReplicationMode: { taken: [value(GlobalTableSettingsReplicationMode.ALL)] },
    tableClass: { taken: Object.values(TableClass).map((one) => value<TablePropsV2, TableClass>(one)) },
    tableName: { taken: [value('orders')] },
    partitionKey: { taken: [value(text('order'))] },
    sortKey: { taken: [value(text('line'))] },
    billing: {
      taken: [
        value(Billing.onDemand()),
        value(
          Billing.provisioned({
            readCapacity: Capacity.fixed(5),
            writeCapacity: Capacity.autoscaled({ maxCapacity: 9 }),
          }),
        ),
      ],
    },
    warmThroughput: { taken: [value({ readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4000 })] },
  },
});

/** Beside strong consistency, which the CDK takes with three copies alone. */
function strong<V>(one: V): Sample<TablePropsV2, V> {
  return value(one, {
    multiRegionConsistency: MultiRegionConsistency.STRONG,
    replicas: [replica(), replica({ region: 'eu-west-3' })],
    sortKey: text('order'),
  });
}

function never(): never {
  throw new Error('no key');
}
