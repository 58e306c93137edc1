import { Arn, ArnFormat, Stack, type ResourceEnvironment } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, type IKeyRef, type KeyProps, type KeyReference } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { harden } from '../../hardening/harden';
import { KEY } from '../../hardening/keys/key';
import type { DataCategory } from '../../policy/data-category';
import { open } from '../open';
import type { SecureResourceProps } from '../secure-resource-props';

/** What a key is made of, on top of the L2's own props. */
export interface SecureKeyProps extends KeyProps, SecureResourceProps {
  /**
   * The data that the key encrypts; the key is tagged with it.
   *
   * @default - not tagged
   */
  readonly dataCategory?: DataCategory;
}

/**
 * A symmetric KMS key that rotates every 90 days and outlives its stack.
 *
 * Guarantees:
 * - HSM-backed, rotated automatically every 90 days (P2.1.2)
 * - kept when its stack or the construct goes, and destroyed only 30 days after somebody schedules it (P3.2)
 * - at home in one Region (P4.3)
 *
 * The services whose grants the CDK leaves out are let in by name: `allowLogGroups`, `allowTrails`, `allowAlarms` and
 * `allowLogDelivery`. Cost drivers: the key each month, each of its first two rotations, and requests to KMS.
 *
 * @example
 * const key = new SecureKey(this, 'Key', { dataCategory: DataCategory.AUDIT_LOGS });
 * key.allowTrails();
 */
export class SecureKey extends Construct implements IKeyRef {
  /** The L2 key, with all its methods. */
  public readonly key: Key;

  private readonly allowed = new Set<string>();

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureKeyProps = {}) {
    super(scope, id);
    const { dataCategory, exceptions, ...own } = props;
    const at = open(this, own, { dataCategory, exceptions });
    this.key = new Key(this, 'Key', harden(KEY, at));
    at.tag(this.key);
  }

  /** The reference by which other constructs take the key. */
  public get keyRef(): KeyReference {
    return this.key.keyRef;
  }

  /** The account and Region that the key belongs to. */
  public get env(): ResourceEnvironment {
    return this.key.env;
  }

  /** Lets CloudWatch Logs use the key for the log groups of this account and Region. */
  public allowLogGroups(): void {
    const { region } = Stack.of(this);
    this.allow(
      `logs.${region}.amazonaws.com`,
      ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': this.arnOf('logs', 'log-group:*') },
      },
    );
  }

  /** Lets AWS CloudTrail encrypt the records of this account's trails. */
  public allowTrails(): void {
    const { account, partition } = Stack.of(this);
    this.allow('cloudtrail.amazonaws.com', ['kms:DescribeKey', 'kms:GenerateDataKey*'], {
      StringEquals: { 'aws:SourceAccount': account },
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partition}:cloudtrail:*:${account}:trail/*` },
    });
  }

  /** Lets alarms of Amazon CloudWatch publish to topics that the key encrypts. */
  public allowAlarms(): void {
    this.allow('cloudwatch.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey*'], this.ofThisAccount());
  }

  /** Lets vended logs, such as VPC flow logs, be delivered into buckets that the key encrypts. */
  public allowLogDelivery(): void {
    this.allow(
      'delivery.logs.amazonaws.com',
      ['kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*'],
      this.ofThisAccount(),
    );
  }

  private allow(service: string, actions: string[], conditions: Record<string, unknown>): void {
    if (this.allowed.has(service)) return;
    this.allowed.add(service);
    const principals = [new ServicePrincipal(service)];
    this.key.addToResourcePolicy(new PolicyStatement({ principals, actions, resources: ['*'], conditions }));
  }

  private ofThisAccount(): Record<string, unknown> {
    return { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
  }

  private arnOf(service: string, resource: string): string {
    return Arn.format({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME }, Stack.of(this));
  }
}
