import { Stack, type StackProps } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';
import { CategoryKeys, DataCategory, KeyUse, SecureBucket, SecureKey, SecureLogGroup } from '../../lib';

/** Where the audit logs of the environment are kept, unchanged, for 365 days. */
export class AuditStack extends Stack {
  /** The key under which the compliance tier of infrastructure logs is encrypted, in other stacks too. */
  public readonly logKey: SecureKey;

  public constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, props);
    this.logKey = new SecureKey(this, 'LogKey', { dataCategory: DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE });
    this.logKey.allow(KeyUse.LOG_GROUPS);

    const records = new SecureBucket(this, 'Records', { dataCategory: DataCategory.AUDIT_LOGS });
    const events = new SecureLogGroup(this, 'Events', { dataCategory: DataCategory.AUDIT_LOGS });
    const key = CategoryKeys.of(this).keyFor(DataCategory.AUDIT_LOGS);
    key.allow(KeyUse.CLOUDTRAIL);
    const trail = new Trail(this, 'Trail', {
      bucket: records.bucket,
      encryptionKey: key.key,
      sendToCloudWatchLogs: true,
      cloudWatchLogGroup: events.logGroup,
    });
    trail.logAllS3DataEvents();
    trail.logAllLambdaDataEvents();
  }
}
