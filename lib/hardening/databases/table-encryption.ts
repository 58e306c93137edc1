import { Stack, Token } from 'aws-cdk-lib';
import { TableEncryption, TableEncryptionV2, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { flaw } from '../decisions';
import { KEY_REASON, namesKeyOfAws } from '../encryption-key';
import { flawsOfKey } from '../keys/own-key';
import { allowedBy, letsOtherAccountsIn } from '../policy-document';
import type { Flaw, KeyedAt, PropRule } from '../prop-rule';

/** Where the props of a table are decided on. */
export interface TableAt extends KeyedAt<TablePropsV2> {
  /** The ARN of the key of each replica, by Region. */
  readonly replicaKeyArns?: Readonly<Record<string, string>>;
}

const RULE = 'dynamodb-cmk';

/** A table is encrypted under the key of its data category, or under a key of one's own. */
export const TABLE_ENCRYPTION: PropRule<TableEncryptionV2, TableAt> = {
  says: 'the key of the data category, or a key of one’s own that rotates in time',
  rule: RULE,
  flaws: (encryption, at) => {
    if (encryption.type !== TableEncryption.CUSTOMER_MANAGED) {
      return [flaw({ rule: RULE, why: 'only a key of your own can be shredded' }, at, 'must be customerManagedKey')];
    }
    return [...flawsOfKey(encryption.tableKey, at, RULE), ...flawsOfReplicaKeys(encryption.replicaKeyArns, at)];
  },
  within: (encryption, { mode, scope }) => {
    const { tableKey, replicaKeyArns } = encryption;
    if (mode === 'fill' || tableKey === undefined) return encryption;
    return underKey(tableKey, scope, replicaKeyArns);
  },
  fill: (at) => {
    if (at.mode === 'refuse') return underKey(at.key(), at.scope, at.replicaKeyArns);
    const harm = harmOfKey(at);
    if (harm === undefined) return ofTableAlone(at.key());
    at.note('encryption', `is left as it is: ${harm}`);
    return undefined;
  },
};

/** Why a plain table gets no key. */
export const REPLICAS_NEED_KEYS = 'each replica needs a key of its Region: use SecureTable';

/** Why a plain table gets no key. */
export const OTHERS_NEED_THE_KEY = 'other accounts use the table, and would have to be let to the key';

/** What is wrong with the keys of replicas, by Region. */
export function flawsOfReplicaKeys(arns: Readonly<Record<string, string>> = {}, at: TableAt): Flaw[] {
  return Object.entries(arns)
    .filter(([, arn]) => namesKeyOfAws(arn))
    .map(([region]) => flaw({ rule: RULE, why: KEY_REASON }, at, `may not have a key that AWS manages in ${region}`));
}

function harmOfKey({ props, scope }: TableAt): string | undefined {
  const { replicas = [], resourcePolicy } = props;
  if (replicas.length > 0) return REPLICAS_NEED_KEYS;
  if (resourcePolicy === undefined) return undefined;
  const shared = allowedBy(resourcePolicy, scope).some((statement) => letsOtherAccountsIn(statement, scope));
  return shared ? OTHERS_NEED_THE_KEY : undefined;
}

/**
 * Encryption under a key, in a stack whose Region is not stated as well.
 *
 * The CDK asks for the Region to tell the table from its replicas. Where it is not known the L2 lets no replica in, so
 * that the only copy is that of the Region in which both the table and its key are made.
 */
function underKey(key: IKey, scope: IConstruct, replicaKeyArns?: Readonly<Record<string, string>>): TableEncryptionV2 {
  return Token.isUnresolved(Stack.of(scope).region)
    ? ofTableAlone(key)
    : TableEncryptionV2.customerManagedKey(key, replicaKeyArns);
}

/** Encryption that knows no key for replicas: those that are added later come out without one, and break nothing. */
function ofTableAlone(key: IKey): TableEncryptionV2 {
  const encryption = TableEncryptionV2.customerManagedKey(key);
  encryption._renderReplicaSseSpecification = (table, region) =>
    region === Stack.of(table).region ? { kmsMasterKeyId: key.keyArn } : undefined;
  return encryption;
}
