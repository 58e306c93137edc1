import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct, type IConstruct } from 'constructs';
import { Limits } from '../../hardening/limits';
import { refusal } from '../../hardening/refusal';
import { DataCategory } from '../../policy/data-category';
import { SecureLogGroup } from '../audit/secure-log-group';
import { KeyUse } from '../keys/key-use';
import { SecureKey } from '../keys/secure-key';

const ID = 'EbsEncryptionByDefault';

/**
 * Every new EBS volume of the account and Region encrypted under a key of its own, whoever makes it.
 *
 * Guarantees:
 * - encryption by default is on, with a key that belongs to no data of a stack as the default key (P2.1.1)
 * - whatever launches instances may use the key: Auto Scaling, EKS node groups, AWS Batch and fleets (P2.1.1)
 * - on for good: to delete the stack does not turn it off (P2.1.1)
 *
 * CloudFormation has no resource for this setting of an account and Region, so a custom resource sets it, once in a
 * stack however often it is asked for. Put it into one stack for each Region. Another default key re-encrypts nothing:
 * volumes and snapshots stay under the key that they were made with. Cost drivers: none but the key.
 *
 * @example
 * EbsEncryptionByDefault.in(this);
 */
export class EbsEncryptionByDefault extends Construct {
  /**
   * Turns encryption by default on for the account and Region of the stack that a construct is in.
   *
   * @throws when the stack is of an ephemeral stage
   */
  public static in(scope: IConstruct): EbsEncryptionByDefault {
    const stack = Stack.of(scope);
    const known = stack.node.tryFindChild(ID);
    return known instanceof EbsEncryptionByDefault ? known : new EbsEncryptionByDefault(stack);
  }

  /** The default key of the account and Region. */
  public readonly encryptionKey: IKey;

  private constructor(stack: Stack) {
    super(stack, ID);
    if (Limits.at(this).ephemeral) {
      const why = 'the default key of the account and Region would go with the stage, and all volumes under it';
      throw refusal('scope', 'may not be in an ephemeral stage', 'P2.1.1', why, 'Put it into a stack that stays');
    }
    const defaultKey = new SecureKey(this, 'DefaultKey', {
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
      description: 'Encrypts the EBS volumes of this account and Region that name no other key.',
    });
    defaultKey.allow(KeyUse.EC2_LAUNCHES);
    this.encryptionKey = defaultKey.key;
    const logGroup = new SecureLogGroup(this, 'Log').logGroup;
    const on = this.call('On', 'enableEbsEncryptionByDefault', {}, logGroup);
    const key = this.call('Key', 'modifyEbsDefaultKmsKeyId', { KmsKeyId: this.encryptionKey.keyArn }, logGroup);
    key.node.addDependency(on);
  }

  private call(
    id: string,
    action: string,
    parameters: Record<string, string>,
    logGroup: SecureLogGroup['logGroup'],
  ): AwsCustomResource {
    const call = { service: 'EC2', action, parameters, physicalResourceId: PhysicalResourceId.of(`${ID}${id}`) };
    const iamAction = `ec2:${action.charAt(0).toUpperCase()}${action.slice(1)}`;
    // neither action can be limited to a resource; there is no call for deletion
    const statements = [new PolicyStatement({ actions: [iamAction], resources: ['*'] })];
    return new AwsCustomResource(this, id, {
      resourceType: `Custom::${ID}`,
      onUpdate: call,
      policy: AwsCustomResourcePolicy.fromStatements(statements),
      installLatestAwsSdk: false,
      removalPolicy: RemovalPolicy.RETAIN,
      logGroup,
    });
  }
}
