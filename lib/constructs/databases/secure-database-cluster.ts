import type { ResourceEnvironment } from 'aws-cdk-lib';
import type { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import {
  DatabaseCluster,
  type DBClusterReference,
  type DatabaseClusterProps,
  type IDBClusterRef,
} from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { DATABASE_CLUSTER } from '../../hardening/databases/cluster';
import { completeInstances, flawsOfInstances } from '../../hardening/databases/cluster-instances';
import { tlsOf } from '../../hardening/databases/database-tls';
import { keepTogether } from '../../hardening/databases/keep-together';
import { harden } from '../../hardening/harden';
import type { DataCategory } from '../../policy/data-category';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';
import { groupFor } from './database-security-group';
import { warnOfReplacement } from './replacement';

/** What a database cluster is made of, on top of the L2's own props. */
export interface SecureDatabaseClusterProps extends DatabaseClusterProps, SecureResourceProps {
  /** The data that the database holds: it decides on the key. */
  readonly dataCategory: DataCategory;
}

/**
 * An Aurora cluster of PostgreSQL or MySQL that keeps the policy for the data it holds.
 *
 * Guarantees:
 * - storage, backups and the master password encrypted under the key of its data category (P2.1.1, P2.1.2)
 * - TLS 1.3 forced in the parameter group of the cluster, where Aurora reads it: Aurora PostgreSQL from 11.20, 12.15,
 *   13.11, 14.8 and 15.3, Aurora MySQL from 3.04.0 (P2.1.3)
 * - every instance private, in isolated subnets where the network has them (P2.3); sign-in by IAM (P2.2.1)
 * - the master password made, kept and rotated by Secrets Manager (P2.2.1)
 * - the engine's logs written, exported and kept for 90 days or more: who connects, and on Aurora MySQL what becomes
 *   of tables and rights (P2.2.3, P3.1)
 * - backups for 35 days, or until the data must be gone, a reader in another zone, protected against deletion (P1.3, P3.2, P3.4, P4.2)
 *
 * To change the key, `storageEncrypted` or `clusterIdentifier` of a running database replaces it by an empty one: restore
 * a snapshot instead. Writer and reader are serverless unless given. Cost drivers: capacity of writer and reader,
 * storage and requests, backups beyond the size of the database, ingestion of logs.
 *
 * @example
 * const orders = new SecureDatabaseCluster(this, 'Orders', {
 *   vpc: network.vpc,
 *   engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
 *   dataCategory: DataCategory.CUSTOMER_WORKLOADS,
 * });
 * orders.cluster.connections.allowDefaultPortFrom(service);
 */
export class SecureDatabaseCluster extends Construct implements IDBClusterRef, IConnectable {
  /** The L2 cluster, with all its methods. */
  public readonly cluster: DatabaseCluster;

  /** The key that encrypts the database; none when an exception lets it be unencrypted. */
  public readonly encryptionKey?: IKeyRef;

  /** The oldest version of TLS that the database still speaks: `1.3`; older engines under an exception say `1.2`. */
  public readonly oldestTlsVersion: string;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureDatabaseClusterProps) {
    super(scope, id);
    const { dataCategory, exceptions, ...own } = props;
    warnOfReplacement(this, {
      clusterIdentifier: own.clusterIdentifier,
      storageEncryptionKey: own.storageEncryptionKey,
    });
    const at = openKeyed(this, own, { dataCategory, exceptions });
    const hardened = harden(DATABASE_CLUSTER, at);
    this.oldestTlsVersion = tlsOf(own.engine).oldestVersion;
    this.encryptionKey = hardened.storageEncryptionKey;
    const securityGroups = own.securityGroups ?? (own.vpc === undefined ? undefined : [groupFor(this, own.vpc)]);
    this.cluster = new DatabaseCluster(this, 'Cluster', { ...hardened, securityGroups });
    at.limits.refuseAll(flawsOfInstances(this.cluster, at));
    completeInstances(this.cluster, at);
    keepTogether(this.cluster, this);
    at.tag(this.cluster);
  }

  /** Who may connect to the database. */
  public get connections(): Connections {
    return this.cluster.connections;
  }

  /** The reference by which other constructs take the cluster. */
  public get dbClusterRef(): DBClusterReference {
    return this.cluster.dbClusterRef;
  }

  /** The account and Region that the cluster belongs to. */
  public get env(): ResourceEnvironment {
    return this.cluster.env;
  }
}
