/* eslint-disable @typescript-eslint/no-deprecated -- callers may still set it */
import type { CfnTag } from 'aws-cdk-lib';
import type { ReplicaTableProps, TableOptionsV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { CfnStream, type IStream } from 'aws-cdk-lib/aws-kinesis';
import { DATA_CATEGORY_TAG, STATED_TAGS } from '../../policy/category-tags';
import { flaw, free, inner, mayNotBe, must, type Because } from '../decisions';
import { flawOfResourcePolicy } from '../policy-document';
import type { At, Flaw, PropRule, Table } from '../prop-rule';
import { flawsOfRegion } from '../residency';
import { RECOVERY, RECOVERY_SWITCH } from './table-recovery';

/** CloudWatch shows the keys of much-used items in plain text, whatever encrypts the table. */
const INSIGHTS: Because<At<unknown>> = {
  clause: 'P2.1.2',
  why: 'CloudWatch would show the keys of items, which the key of the table encrypts, in plain text',
};

const RESOURCE_POLICY: PropRule<PolicyDocument, At<unknown>> = {
  says: 'may not let everybody in without bounds',
  flaws: (document, at) => {
    const problem = flawOfResourcePolicy(document, at.scope);
    const because = {
      clause: 'P2.2.1',
      why: 'everybody who has an AWS account could use the table',
      instead: 'Name who may do what',
    } as const;
    return problem === undefined ? [] : [flaw(because, at, problem)];
  },
};

/** One call is enough to delete a table that is not protected. */
export const DELETION_PROTECTION = must<boolean, At<unknown>>(true, {
  rule: 'dynamodb-deletion-protection',
  why: 'one call would delete the table',
  guardsLoss: true,
  ephemeral: false,
});

/** What becomes of the props that a table and each of its replicas have. */
export const TABLE_OPTIONS = {
  contributorInsights: mayNotBe<boolean, At<unknown>>(true, INSIGHTS),
  contributorInsightsSpecification: {
    says: 'may not be enabled',
    flaws: ({ enabled }, at) => flawsOfInsights(enabled, at),
  },
  pointInTimeRecovery: RECOVERY_SWITCH,
  pointInTimeRecoverySpecification: inner(RECOVERY),
  deletionProtection: DELETION_PROTECTION,
  kinesisStream: { says: 'must be encrypted', flaws: flawsOfStream },
  resourcePolicy: RESOURCE_POLICY,
  streamResourcePolicy: RESOURCE_POLICY,
  tags: { says: 'may not contradict the data category', flaws: flawsOfTags },
  tableClass: free(),
} satisfies Table<TableOptionsV2, At<unknown>>;

/** What becomes of every prop of a replica; what it leaves open it takes from the table. */
export const REPLICA: Table<ReplicaTableProps, At<ReplicaTableProps>> = {
  ...TABLE_OPTIONS,
  deletionProtection: { ...DELETION_PROTECTION, fill: undefined },
  region: { says: 'must be one of the residency Regions', flaws: (region, at) => flawsOfRegion(region, at) },
  globalSecondaryIndexOptions: {
    says: 'as Contributor Insights of the table',
    flaws: (indexes, at) =>
      Object.values(indexes).flatMap(({ contributorInsights, contributorInsightsSpecification }) =>
        flawsOfInsights(contributorInsightsSpecification?.enabled ?? contributorInsights, at),
      ),
  },
  readCapacity: free(),
  maxReadRequestUnits: free(),
};

function flawsOfInsights(enabled: boolean | undefined, at: At<unknown>): Flaw[] {
  return enabled === true ? [flaw(INSIGHTS, at, 'may not enable Contributor Insights')] : [];
}

/** What is wrong with a stream that every change is copied to, as far as it can be seen. */
function flawsOfStream(stream: IStream, at: At<unknown>): Flaw[] {
  const resource = stream.node.defaultChild;
  if (!(resource instanceof CfnStream) || resource.streamEncryption !== undefined) return [];
  const because = { clause: 'P2.1.1', why: 'every item that changes would lie there in plain text' } as const;
  return [flaw({ ...because, instead: 'Encrypt the stream' }, at, 'must be encrypted, got a stream that is not')];
}

/** Tags by which rules know what data a resource holds; they would hide those of our constructs. */
function flawsOfTags(tags: readonly CfnTag[], at: At<unknown>): Flaw[] {
  if (at.mode === 'fill') return [];
  const ours: ReadonlySet<string> = new Set([DATA_CATEGORY_TAG, ...Object.values(STATED_TAGS)]);
  const because = { why: 'rules would look for other terms than those of the data', instead: "State 'dataCategory'" };
  return tags.filter(({ key }) => ours.has(key)).map(({ key }) => flaw(because, at, `may not set ${key}`));
}
