import { Duration, RemovalPolicy, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import {
  AuroraPostgresEngineVersion,
  DatabaseClusterEngine,
  DatabaseInstanceEngine,
  MysqlEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import {
  CategoryKeys,
  DataCategory,
  SecureBucket,
  SecureDatabaseCluster,
  SecureDatabaseInstance,
  SecureLogGroup,
  SecureTable,
  SecureVolume,
  type IsolatedNetwork,
  type SecureKey,
} from '../../lib';

/** What the data stack takes from elsewhere. */
export interface DataStackProps extends StackProps {
  /** The key of the audit stack under which the access records are encrypted. */
  readonly logKey: SecureKey;
  /** The network of the databases. */
  readonly network: IsolatedNetwork;
}

const ADDRESSES = DataCategory.pii({ purpose: 'Delivery of orders', deleteAfterDays: 30 });

/** Data of several categories, each kept and deleted as the policy says. */
export class DataStack extends Stack {
  public constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    this.addObjects(props.network);
    this.addLogs(props.logKey);
    this.addDatabases(props.network);
    this.addBackups();
  }

  private addObjects({ vpc }: IsolatedNetwork): void {
    new SecureBucket(this, 'Workloads', { dataCategory: DataCategory.CUSTOMER_WORKLOADS });
    new SecureBucket(this, 'Invoices', { dataCategory: DataCategory.SUPPORT_AND_BILLING_RECORDS });
    new SecureBucket(this, 'Addresses', { dataCategory: ADDRESSES });
    new SecureVolume(this, 'Scratch', {
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
      availabilityZone: vpc.availabilityZones[0] ?? '',
      size: Size.gibibytes(20),
    });
  }

  private addLogs(logKey: SecureKey): void {
    new SecureLogGroup(this, 'Application');
    new SecureLogGroup(this, 'AccessRecords', {
      dataCategory: DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
      encryptionKey: logKey.key,
    });
  }

  private addDatabases({ vpc }: IsolatedNetwork): void {
    new SecureDatabaseCluster(this, 'Orders', {
      vpc,
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
    });
    new SecureDatabaseInstance(this, 'Tickets', {
      vpc,
      engine: DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_5 }),
      dataCategory: DataCategory.SUPPORT_AND_BILLING_RECORDS,
    });
    new SecureTable(this, 'Parcels', {
      dataCategory: ADDRESSES,
      partitionKey: { name: 'parcel', type: AttributeType.STRING },
    });
  }

  private addBackups(): void {
    const copies = DataCategory.backupCopies(35);
    const vault = new BackupVault(this, 'Vault', {
      encryptionKey: CategoryKeys.of(this).keyFor(copies).key,
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const plan = new BackupPlan(this, 'Backups', { backupVault: vault });
    plan.addRule(new BackupPlanRule({ deleteAfter: Duration.days(35) }));
    const categories = [DataCategory.CUSTOMER_WORKLOADS, DataCategory.SUPPORT_AND_BILLING_RECORDS, ADDRESSES];
    const resources = categories.map(({ name }) => BackupResource.fromTag('data-category', name));
    plan.addSelection('ByCategory', { resources });
  }
}
