/* eslint-disable @typescript-eslint/no-deprecated -- callers may still set it */
import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { TableEncryption, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { DataCategory } from '../policy/data-category';
import type { Limits } from './limits';
import { refusal } from './refusal';

/** The attribute that holds the second, since 1970, at which an item goes. */
const TTL_ATTRIBUTE = 'expiresAt';

/**
 * What a DynamoDB table must be: restorable, hard to delete, within the residency Regions, and its items gone when
 * their data category says so.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenTable(props: TablePropsV2, limits: Limits, given: DataCategory): TablePropsV2 {
  const category = limits.policy.category(given);
  refuseWeakTable(props, limits, category);
  refuseFarReplicas(props, limits);
  const { pointInTimeRecovery, ...own } = props;
  return {
    ...own,
    pointInTimeRecoverySpecification: props.pointInTimeRecoverySpecification ?? {
      pointInTimeRecoveryEnabled: pointInTimeRecovery ?? true,
    },
    deletionProtection: props.deletionProtection ?? true,
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    timeToLiveAttribute:
      props.timeToLiveAttribute ?? (category.deleteAfterDays === undefined ? undefined : TTL_ATTRIBUTE),
  };
}

function refuseWeakTable(props: TablePropsV2, limits: Limits, { name, clause }: DataCategory): void {
  if (props.encryption !== undefined && props.encryption.type !== TableEncryption.CUSTOMER_MANAGED) {
    const why = 'only a key of your own can be shredded';
    limits.refuse('dynamodb-cmk', 'encryption', 'must be customerManagedKey', 'P2.1.1', why);
  }
  const recovery = props.pointInTimeRecoverySpecification?.pointInTimeRecoveryEnabled ?? props.pointInTimeRecovery;
  if (recovery === false) {
    const prop = props.pointInTimeRecovery === false ? 'pointInTimeRecovery' : 'pointInTimeRecoverySpecification';
    limits.refuse('dynamodb-pitr', prop, 'may not be off', 'P3.2', 'a mistake of a program could not be undone');
  }
  if (props.deletionProtection === false) {
    const why = 'one call would delete the table';
    limits.refuse('dynamodb-deletion-protection', 'deletionProtection', 'may not be false', clause, why);
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY || props.removalPolicy === RemovalPolicy.SNAPSHOT) {
    throw refusal('removalPolicy', 'must be RETAIN', clause, `${name} data outlives the stack`);
  }
}

function refuseFarReplicas({ replicas = [] }: TablePropsV2, { policy }: Limits): void {
  const { residencyRegions } = policy;
  for (const { region } of residencyRegions === undefined ? [] : replicas) {
    if (Token.isUnresolved(region) || residencyRegions?.includes(region) === true) continue;
    const problem = `may only name ${residencyRegions?.join(', ') ?? ''}, got ${region}`;
    throw refusal('replicas', problem, 'P4.3', 'data would leave the Regions where it may be stored');
  }
}
