import type { ResourceEnvironment } from 'aws-cdk-lib';
import { Key, type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type ILogGroupRef, type LogGroupProps, type LogGroupReference } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { harden } from '../../hardening/harden';
import { flawsOfLogCategory, LOG_GROUP } from '../../hardening/logs/log-group';
import { DataCategory } from '../../policy/data-category';
import { allowKeyUse } from '../keys/allow-key-use';
import { KeyUse } from '../keys/key-use';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';

/** What a log group is made of, on top of the L2's own props. */
export interface SecureLogGroupProps extends LogGroupProps, SecureResourceProps {
  /**
   * The data that the log group holds: it decides on the retention and the key.
   *
   * @default DataCategory.INFRASTRUCTURE_LOGS
   */
  readonly dataCategory?: DataCategory;
}

/**
 * A log group that keeps its events as long as the policy says, under the key of its data category.
 *
 * Guarantees:
 * - encrypted under the key of its data category, which CloudWatch Logs is let in to use (P2.1.1)
 * - kept for 90 days, audit logs and the compliance tier for 365 (P2.2.3, P3.1)
 * - immutable categories are protected against deletion (P2.2.3), and every log group outlives its stack
 *
 * A key of your own must let CloudWatch Logs in itself: see `SecureKey.allow`. Cost drivers: ingestion,
 * storage for the retention, and requests to KMS.
 *
 * @example
 * const audit = new SecureLogGroup(this, 'Audit', { dataCategory: DataCategory.AUDIT_LOGS });
 * audit.logGroup.grantWrite(writer);
 */
export class SecureLogGroup extends Construct implements ILogGroupRef {
  /** The L2 log group, with all its methods. */
  public readonly logGroup: LogGroup;

  /** The key that encrypts the log group. */
  public readonly encryptionKey: IKeyRef;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureLogGroupProps = {}) {
    super(scope, id);
    const { dataCategory = DataCategory.INFRASTRUCTURE_LOGS, exceptions, ...own } = props;
    const at = openKeyed(this, own, { dataCategory, exceptions });
    at.limits.refuseAll(flawsOfLogCategory(at).map((flaw) => ({ ...flaw, prop: 'dataCategory' })));
    this.encryptionKey = own.encryptionKey ?? at.logKey();
    // CloudWatch Logs makes no log group under a key whose policy does not let it in
    if (this.encryptionKey instanceof Key) allowKeyUse(this.encryptionKey, KeyUse.LOG_GROUPS);
    this.logGroup = new LogGroup(this, 'LogGroup', { ...harden(LOG_GROUP, at), encryptionKey: this.encryptionKey });
    at.tag(this.logGroup);
  }

  /** The reference by which other constructs take the log group. */
  public get logGroupRef(): LogGroupReference {
    return this.logGroup.logGroupRef;
  }

  /** The account and Region that the log group belongs to. */
  public get env(): ResourceEnvironment {
    return this.logGroup.env;
  }
}
