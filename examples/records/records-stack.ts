import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { DataCategory, SecureBucket, SecureLogGroup } from '@cloudnexus/cdk';

/** Invoices for seven years, and the logs of the service that reads them for ninety days. */
export class RecordsStack extends Stack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const reader = new Role(this, 'Reader', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });

    // region: records
    const invoices = new SecureBucket(this, 'Invoices', { dataCategory: DataCategory.SUPPORT_AND_BILLING_RECORDS });
    invoices.bucket.grantRead(reader);

    const logs = new SecureLogGroup(this, 'Logs');
    logs.logGroup.grantWrite(reader);
    // endregion
  }
}
