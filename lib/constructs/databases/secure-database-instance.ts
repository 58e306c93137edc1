import type { ResourceEnvironment } from 'aws-cdk-lib';
import type { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import {
  DatabaseInstance,
  type DBInstanceReference,
  type DatabaseInstanceProps,
  type IDBInstanceRef,
} from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { tlsOf } from '../../hardening/databases/database-tls';
import { DATABASE_INSTANCE } from '../../hardening/databases/instance';
import { keepTogether } from '../../hardening/databases/keep-together';
import { harden } from '../../hardening/harden';
import type { DataCategory } from '../../policy/data-category';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';
import { groupFor } from './database-security-group';
import { warnOfReplacement } from './replacement';

/** What a database instance is made of, on top of the L2's own props. */
export interface SecureDatabaseInstanceProps extends DatabaseInstanceProps, SecureResourceProps {
  /** The data that the database holds: it decides on the key. */
  readonly dataCategory: DataCategory;
}

/**
 * An RDS instance of PostgreSQL, MySQL, MariaDB or SQL Server that keeps the policy for the data it holds.
 *
 * Guarantees:
 * - storage, backups and the master password encrypted under the key of its data category (P2.1.1, P2.1.2)
 * - TLS forced; 1.3 alone on PostgreSQL. AWS documents no setting by which MySQL, MariaDB and SQL Server stop speaking
 *   1.2: `oldestTlsVersion` and the evidence say so (P2.1.3)
 * - private, in isolated subnets where the network has them (P2.3), sign-in by IAM on all but SQL Server (P2.2.1)
 * - the master password made, kept and rotated by Secrets Manager (P2.2.1)
 * - the engine's logs written, exported and kept for 90 days or more: who connects, and on MySQL and MariaDB what
 *   becomes of tables and rights, by the audit plugin in an option group (P2.2.3, P3.1)
 * - automated backups for 35 days, or until the data must be gone, a standby in another zone, protected against deletion (P1.3, P3.2, P3.4, P4.2)
 *
 * An `m7g.large` with gp3 storage (SQL Server: `m6i.large`, Enterprise `m6i.xlarge`) unless given; where RDS does not
 * offer it, as for SQL Server Express, `instanceType` must be stated. PostgreSQL must be 16, MySQL 8.0 and MariaDB 10.11
 * or newer.
 *
 * A password that RDS manages rules out read replicas on every engine but SQL Server: give a database with a
 * `DatabaseInstanceReadReplica` credentials of `Credentials.fromGeneratedSecret`.
 *
 * To change the key, `storageEncrypted` or `instanceIdentifier` of a running database replaces it by an empty one: restore
 * a snapshot instead. TLS parameters of a running database take effect at its next reboot. Cost drivers: the instance
 * and its standby, storage, backups beyond the size of the database, ingestion of logs.
 *
 * @example
 * const records = new SecureDatabaseInstance(this, 'Records', {
 *   vpc: network.vpc,
 *   engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 }),
 *   dataCategory: DataCategory.CUSTOMER_WORKLOADS,
 * });
 * records.database.connections.allowDefaultPortFrom(service);
 */
export class SecureDatabaseInstance extends Construct implements IDBInstanceRef, IConnectable {
  /** The L2 instance, with all its methods. */
  public readonly database: DatabaseInstance;

  /** The key that encrypts the database; none when an exception lets it be unencrypted. */
  public readonly encryptionKey?: IKeyRef;

  /**
   * The oldest version of TLS that the database still speaks: `1.3`, or `1.2` for MySQL, MariaDB and SQL Server, where
   * AWS has no setting for 1.3 alone. Older engines under an exception say `1.2` or `1.0`.
   */
  public readonly oldestTlsVersion: string;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureDatabaseInstanceProps) {
    super(scope, id);
    const { dataCategory, exceptions, ...own } = props;
    warnOfReplacement(this, {
      instanceIdentifier: own.instanceIdentifier,
      storageEncryptionKey: own.storageEncryptionKey,
    });
    const at = openKeyed(this, own, { dataCategory, exceptions });
    const hardened = harden(DATABASE_INSTANCE, at);
    this.oldestTlsVersion = tlsOf(own.engine).oldestVersion;
    this.encryptionKey = hardened.storageEncryptionKey;
    const securityGroups = own.securityGroups ?? [groupFor(this, own.vpc)];
    this.database = new DatabaseInstance(this, 'Database', { ...hardened, securityGroups });
    keepTogether(this.database, this);
    at.tag(this.database);
  }

  /** Who may connect to the database. */
  public get connections(): Connections {
    return this.database.connections;
  }

  /** The reference by which other constructs take the instance. */
  public get dbInstanceRef(): DBInstanceReference {
    return this.database.dbInstanceRef;
  }

  /** The account and Region that the instance belongs to. */
  public get env(): ResourceEnvironment {
    return this.database.env;
  }
}
