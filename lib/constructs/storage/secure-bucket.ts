import { Stack, Tags, type ResourceEnvironment } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Bucket,
  BucketEncryption,
  CfnBucket,
  type BucketProps,
  type BucketReference,
  type IBucket,
  type IBucketRef,
} from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { hardenBucket } from '../../hardening/bucket';
import { Limits } from '../../hardening/limits';
import { DataCategory } from '../../policy/data-category';
import type { SecurityPolicy } from '../../policy/security-policy';
import { CategoryKeys } from '../keys/category-keys';
import { BucketPurpose } from './bucket-purpose';
import type { SecureResourceProps } from '../secure-resource-props';
import { tagCategory } from '../tag-category';

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
    const {
      dataCategory: category,
      purpose = BucketPurpose.DATA,
      serverAccessLogsBucket,
      serverAccessLogsPrefix,
      exceptions,
      ...own
    } = props;
    const forAccessLogs = purpose === BucketPurpose.ACCESS_LOGS;
    const limits = Limits.at(this, exceptions);
    const hardened = hardenBucket(own, limits, { category, forAccessLogs });
    if (hardened.encryption === BucketEncryption.KMS || hardened.encryption === BucketEncryption.DSSE) {
      this.encryptionKey = own.encryptionKey ?? CategoryKeys.of(this).keyFor(category).key;
    }
    this.bucket = new Bucket(this, 'Bucket', { ...hardened, encryptionKey: this.encryptionKey });

    tagCategory(this.bucket, category, limits.policy);
    if (forAccessLogs) Tags.of(this.bucket).add('bucket-purpose', purpose);
    if (forAccessLogs) this.receiveAccessLogs(limits.policy);
    else this.logRequests(serverAccessLogsBucket ?? SecureBucket.accessLogsOf(this).bucket, serverAccessLogsPrefix);
  }

  /** The reference by which other constructs take the bucket. */
  public get bucketRef(): BucketReference {
    return this.bucket.bucketRef;
  }

  /** The account and Region that the bucket belongs to. */
  public get env(): ResourceEnvironment {
    return this.bucket.env;
  }

  /** Set on the L1: the L2 would grant through an ACL or the ARN of the source, which ties stacks in a knot. */
  private logRequests(target: IBucket, prefix: string | undefined): void {
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) return;
    letLogsIn(target);
    resource.loggingConfiguration = {
      destinationBucketName: target.bucketName,
      logFilePrefix: prefix ?? `${this.node.path}/`,
    };
  }

  private receiveAccessLogs(policy: SecurityPolicy): void {
    const { bucket } = this;
    letLogsIn(bucket);
    bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:*'],
        resources: [bucket.bucketArn, bucket.arnForObjects('*')],
        conditions: {
          NumericLessThan: { 's3:TlsVersion': policy.minimumTlsVersion },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    );
  }
}

/** Lets S3 deliver the access logs of this account's buckets; the policy of a bucket takes equal statements once. */
function letLogsIn(target: IBucket): void {
  target.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [target.arnForObjects('*')],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(target).account } },
    }),
  );
}
