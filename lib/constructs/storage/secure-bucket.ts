import { Stack, type ResourceEnvironment } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Bucket, type BucketProps, type BucketReference, type IBucketRef } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { harden } from '../../hardening/harden';
import { letAccessLogsIn, logRequests } from '../../hardening/storage/access-logs';
import { ACCESS_LOGS_BUCKET, BUCKET, flawsOfAccessLogCategory } from '../../hardening/storage/bucket';
import { denyOldTls } from '../../hardening/storage/deny-old-tls';
import { DataCategory } from '../../policy/data-category';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';
import { setTags } from '../tag-category';
import { BucketPurpose } from './bucket-purpose';
import { letServicesUseKey } from './key-for-services';

const ACCESS_LOGS_ID = 'AccessLogs';

/** What a bucket is made of, on top of the L2's own props. */
export interface SecureBucketProps extends BucketProps, SecureResourceProps {
  /** The data that the bucket holds: it decides on the key, the lock and the day of deletion. */
  readonly dataCategory: DataCategory;

  /**
   * What the bucket is for.
   *
   * @default BucketPurpose.DATA
   */
  readonly purpose?: BucketPurpose;
}

/**
 * A bucket that keeps the policy for the data it holds.
 *
 * Guarantees:
 * - encrypted under the key of its data category, SSE-C blocked (P2.1.1, P2.1.2)
 * - requests over TLS 1.3 only (P2.1.3)
 * - private, ACLs off (P2.2.1), requests logged (P2.2.3)
 * - versioned, locked, archived and deleted as the data category says (P1.3, P2.2.3, P3.1 to P3.5)
 * - kept when its stack or the construct goes (P3.2)
 * - its key lets in each AWS service that its policy lets in: trails, flow logs, distributions (P2.1.1)
 *
 * With `purpose: BucketPurpose.ACCESS_LOGS` it is what log delivery needs: SSE-S3, not locked, and AWS's own senders
 * may choose their TLS version. Cost drivers: storage of old versions and locked objects, requests to KMS (the bucket
 * key keeps them few), and one bucket for access logs in each stack.
 *
 * @example
 * const invoices = new SecureBucket(this, 'Invoices', { dataCategory: DataCategory.SUPPORT_AND_BILLING_RECORDS });
 * invoices.bucket.grantRead(reader);
 */
export class SecureBucket extends Construct implements IBucketRef {
  /** The bucket for access logs of the stack that a construct is in; made when it is first asked for. */
  public static accessLogsOf(scope: IConstruct): SecureBucket {
    const stack = Stack.of(scope);
    const known = stack.node.tryFindChild(ACCESS_LOGS_ID);
    if (known instanceof SecureBucket) return known;
    return new SecureBucket(stack, ACCESS_LOGS_ID, {
      dataCategory: DataCategory.INFRASTRUCTURE_LOGS,
      purpose: BucketPurpose.ACCESS_LOGS,
    });
  }

  /** The L2 bucket, with all its methods. */
  public readonly bucket: Bucket;

  /** The key that encrypts the bucket; none when it is for access logs. */
  public readonly encryptionKey?: IKey;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureBucketProps) {
    super(scope, id);
    const { dataCategory, purpose = BucketPurpose.DATA, exceptions, ...own } = props;
    const at = openKeyed(this, own, { dataCategory, exceptions });
    const forAccessLogs = purpose === BucketPurpose.ACCESS_LOGS;
    if (forAccessLogs) at.limits.refuseAll(flawsOfAccessLogCategory(at));
    const { minimumTLSVersion, enforceSSL, serverAccessLogsBucket, serverAccessLogsPrefix, ...hardened } = harden(
      forAccessLogs ? ACCESS_LOGS_BUCKET : BUCKET,
      at,
    );
    this.bucket = new Bucket(this, 'Bucket', hardened);
    this.encryptionKey = this.bucket.encryptionKey;
    if (enforceSSL !== false) denyOldTls(this.bucket, minimumTLSVersion ?? at.limits.policy.minimumTlsVersion);
    if (this.encryptionKey !== undefined) letServicesUseKey(this.bucket, this.encryptionKey);
    at.tag(this.bucket);
    if (forAccessLogs) {
      setTags(this.bucket, { 'bucket-purpose': purpose });
      letAccessLogsIn(this.bucket);
      return;
    }
    logRequests(this.bucket, {
      target: serverAccessLogsBucket ?? SecureBucket.accessLogsOf(this).bucket,
      prefix: serverAccessLogsPrefix ?? `${this.node.path}/`,
      keyFormat: own.targetObjectKeyFormat,
    });
  }

  /** The reference by which other constructs take the bucket. */
  public get bucketRef(): BucketReference {
    return this.bucket.bucketRef;
  }

  /** The account and Region that the bucket belongs to. */
  public get env(): ResourceEnvironment {
    return this.bucket.env;
  }
}
