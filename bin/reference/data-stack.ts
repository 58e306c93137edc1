import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DataCategory, SecureBucket, SecureLogGroup, type SecureKey } from '../../lib';

/** What the data stack takes from elsewhere. */
export interface DataStackProps extends StackProps {
  /** The key of the audit stack under which the access records are encrypted. */
  readonly logKey: SecureKey;
}

/** Data of several categories, each kept and deleted as the policy says. */
export class DataStack extends Stack {
  public constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    new SecureBucket(this, 'Workloads', { dataCategory: DataCategory.CUSTOMER_WORKLOADS });
    new SecureBucket(this, 'Invoices', { dataCategory: DataCategory.SUPPORT_AND_BILLING_RECORDS });
    new SecureBucket(this, 'Addresses', {
      dataCategory: DataCategory.pii({ purpose: 'Delivery of orders', deleteAfterDays: 30 }),
    });
    new SecureLogGroup(this, 'Application');
    new SecureLogGroup(this, 'AccessRecords', {
      dataCategory: DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE,
      encryptionKey: props.logKey.key,
    });
  }
}
