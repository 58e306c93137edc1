import type { ResourceEnvironment } from 'aws-cdk-lib';
import { Key, type IKeyRef, type KeyProps, type KeyReference } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { harden } from '../../hardening/harden';
import { KEY } from '../../hardening/keys/key';
import type { DataCategory } from '../../policy/data-category';
import { open } from '../open';
import type { SecureResourceProps } from '../secure-resource-props';
import { allowKeyUse } from './allow-key-use';
import type { KeyUse } from './key-use';

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
 * Roles are let in by the L2's own grants; the services that the CDK leaves out by `allow`. Cost drivers: the key each
 * month, each of its first two rotations, and requests to KMS.
 *
 * @example
 * const key = new SecureKey(this, 'Key', { dataCategory: DataCategory.AUDIT_LOGS });
 * key.allow(KeyUse.CLOUDTRAIL);
 */
export class SecureKey extends Construct implements IKeyRef {
  /** The L2 key, with all its methods. */
  public readonly key: Key;

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

  /** Lets a service use the key, with the statements that AWS documents; to ask for it twice changes nothing. */
  public allow(use: KeyUse): void {
    allowKeyUse(this.key, use);
  }
}
