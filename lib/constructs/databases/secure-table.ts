import { Stack, Token, type ResourceEnvironment } from 'aws-cdk-lib';
import {
  TableEncryptionV2,
  TableV2,
  type ITableRef,
  type TablePropsV2,
  type TableReference,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { KEY_REASON, flawOfKey } from '../../hardening/encryption-key';
import { Limits } from '../../hardening/limits';
import { refusal } from '../../hardening/refusal';
import { hardenTable } from '../../hardening/table';
import type { DataCategory } from '../../policy/data-category';
import { CategoryKeys } from '../keys/category-keys';
import type { SecureResourceProps } from '../secure-resource-props';
import { tagCategory } from '../tag-category';

/** What a table is made of, on top of the L2's own props. */
export interface SecureTableProps extends TablePropsV2, SecureResourceProps {
  /** The data that the table holds: it decides on the key and on the time to live. */
  readonly dataCategory: DataCategory;

  /**
   * The ARN of the key that encrypts the replica in each Region; every Region of `replicas` needs one.
   *
   * @default - none, as a table without replicas has it
   */
  // eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- jsii reads no Record
  readonly replicaKeyArns?: { readonly [region: string]: string };
}

/**
 * A DynamoDB table that keeps the policy for the data it holds.
 *
 * Guarantees:
 * - encrypted under the key of its data category (P2.1.1, P2.1.2)
 * - restorable to any second of the last 35 days, and protected against deletion (P3.2)
 * - replicas only in the residency Regions of the policy, each under a key of its Region (P4.3)
 * - items expire by the attribute `expiresAt` where the data category has a day of deletion (P1.3, P3.1, P3.3, P3.5)
 *
 * The writer sets `expiresAt` to the second, since 1970, at which an item must be gone; DynamoDB deletes it within a
 * few days after that, so filter on read. Cost drivers: requests, storage, the backup of 35 days, requests to KMS.
 *
 * @example
 * const sessions = new SecureTable(this, 'Sessions', {
 *   dataCategory: DataCategory.pii({ purpose: 'Sign-in', deleteAfterDays: 30 }),
 *   partitionKey: { name: 'id', type: AttributeType.STRING },
 * });
 * sessions.table.grantReadWriteData(reader);
 */
export class SecureTable extends Construct implements ITableRef {
  /** The L2 table, with all its methods. */
  public readonly table: TableV2;

  /** The key that encrypts the table in its own Region; none when an exception lets AWS choose. */
  public readonly encryptionKey?: IKey;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureTableProps) {
    super(scope, id);
    const { dataCategory: category, replicaKeyArns, exceptions, ...own } = props;
    const limits = Limits.at(this, exceptions);
    const hardened = hardenTable(own, limits, category);
    const flaw = flawOfKey(hardened.encryption?.tableKey, limits.policy.keyRotationDays);
    if (flaw !== undefined) limits.refuse('dynamodb-cmk', 'encryption', flaw, 'P2.1.2', KEY_REASON);
    let { encryption } = hardened;
    if (encryption === undefined) {
      if (Token.isUnresolved(Stack.of(this).region)) {
        throw new Error(`'env' of the stack must state a Region: DynamoDB keeps the key of a table by Region`);
      }
      for (const { region } of own.replicas ?? []) {
        if (replicaKeyArns?.[region] !== undefined) continue;
        const why = 'a replica is encrypted under a key of its Region';
        throw refusal('replicaKeyArns', `must name a key for ${region}`, 'P2.1.1', why, 'Make a SecureKey there');
      }
      const { key } = CategoryKeys.of(this).keyFor(category);
      encryption = TableEncryptionV2.customerManagedKey(key, replicaKeyArns);
    }
    this.encryptionKey = encryption.tableKey;
    this.table = new TableV2(this, 'Table', { ...hardened, encryption });
    tagCategory(this.table, category, limits.policy);
  }

  /** The reference by which other constructs take the table. */
  public get tableRef(): TableReference {
    return this.table.tableRef;
  }

  /** The account and Region that the table belongs to. */
  public get env(): ResourceEnvironment {
    return this.table.env;
  }
}
