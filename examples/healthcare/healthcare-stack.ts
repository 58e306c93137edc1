import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { AuroraPostgresEngineVersion, DatabaseClusterEngine } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import {
  CategoryKeys,
  DataCategory,
  IsolatedNetwork,
  KeyUse,
  SecureBucket,
  SecureDatabaseCluster,
  SecureLogGroup,
  SecureTable,
} from '@cloudnexus/cdk';

const APPOINTMENTS = DataCategory.pii({ purpose: 'Appointments and reminders', deleteAfterDays: 90 });

/** Records of patients, their appointments and documents, and the trail of who read them. */
export class HealthcareStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    // region: records
    const { vpc } = new IsolatedNetwork(this, 'Network', { natGateways: 0 });
    new SecureDatabaseCluster(this, 'Patients', {
      vpc,
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
    });
    new SecureTable(this, 'Appointments', {
      partitionKey: { name: 'patient', type: AttributeType.STRING },
      sortKey: { name: 'time', type: AttributeType.STRING },
      dataCategory: APPOINTMENTS,
    });
    const documents = new SecureBucket(this, 'Documents', { dataCategory: DataCategory.CUSTOMER_WORKLOADS });
    // endregion
    this.addTrail(documents);
    this.addBackups();
  }

  /** Who read a document is asked for years later (45 CFR 164.528). */
  private addTrail(documents: SecureBucket): void {
    const records = new SecureBucket(this, 'AuditRecords', { dataCategory: DataCategory.AUDIT_LOGS });
    const key = CategoryKeys.of(this).keyFor(DataCategory.AUDIT_LOGS);
    key.allow(KeyUse.CLOUDTRAIL);
    const trail = new Trail(this, 'Trail', {
      bucket: records.bucket,
      encryptionKey: key.key,
      sendToCloudWatchLogs: true,
      cloudWatchLogGroup: new SecureLogGroup(this, 'AuditLog', { dataCategory: DataCategory.AUDIT_LOGS }).logGroup,
    });
    trail.addS3EventSelector([{ bucket: documents.bucket }]);
    trail.logAllLambdaDataEvents();
  }

  private addBackups(): void {
    const backupVault = new BackupVault(this, 'Vault', {
      encryptionKey: CategoryKeys.of(this).keyFor(DataCategory.backupCopies(35)).key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const plan = new BackupPlan(this, 'Backups', { backupVault });
    plan.addRule(BackupPlanRule.daily());
    const categories = [DataCategory.CUSTOMER_WORKLOADS, APPOINTMENTS];
    const resources = categories.map(({ name }) => BackupResource.fromTag('data-category', name));
    plan.addSelection('ByCategory', { resources });
  }
}
