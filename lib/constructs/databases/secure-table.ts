import { Aws, Stack, type ResourceEnvironment } from 'aws-cdk-lib';
import {
  CfnGlobalTable,
  TableV2,
  type ITableRef,
  type TablePropsV2,
  type TableReference,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { TABLE } from '../../hardening/databases/table';
import { harden } from '../../hardening/harden';
import type { At } from '../../hardening/prop-rule';
import { refusal } from '../../hardening/refusal';
import { flawsOfRegion } from '../../hardening/residency';
import type { DataCategory } from '../../policy/data-category';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';

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
 * - restorable to any second of the last 35 days, or of the days for which its data is kept (P1.3, P3.2, P3.5)
 * - protected against deletion, and kept when its stack goes (P3.2)
 * - open to nobody who is not named (P2.2.1), and without Contributor Insights, which show keys in plain text (P2.1.2)
 * - replicas and witness only in the residency Regions of the policy, each under a key of its Region (P2.1.2, P4.3)
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
    const { dataCategory, replicaKeyArns, exceptions, ...own } = props;
    const at = { ...openKeyed(this, own, { dataCategory, exceptions }), replicaKeyArns };
    const hardened = harden(TABLE, at);
    this.encryptionKey = hardened.encryption?.tableKey;
    this.table = new TableV2(this, 'Table', hardened);
    at.tag(this.table);
    this.node.addValidation({ validate: () => placesRefused(this.table, at) });
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

/** Sentences on replicas that `addReplica` made where no data may be stored; those in the props are refused at once. */
function placesRefused(table: TableV2, at: At<unknown>): string[] {
  const resource = table.node.defaultChild;
  if (!(resource instanceof CfnGlobalTable)) return [];
  const replicas: unknown = Stack.of(table).resolve(resource.replicas);
  return [replicas]
    .flat()
    .flatMap((replica) =>
      flawsOfRegion(regionOf(replica), at).map(
        ({ problem, clause = '', why }) => refusal('addReplica', problem, clause, why).message,
      ),
    );
}

/** The Region of a replica as the template has it; one that only deployment knows is the table's own. */
function regionOf(replica: unknown): string {
  const stated = typeof replica === 'object' && replica !== null && 'region' in replica ? replica.region : undefined;
  return typeof stated === 'string' ? stated : Aws.REGION;
}
