import type { ResourceEnvironment } from 'aws-cdk-lib';
import { Volume, type IVolumeRef, type VolumeProps, type VolumeReference } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { harden } from '../../hardening/harden';
import { VOLUME } from '../../hardening/storage/volume';
import type { DataCategory } from '../../policy/data-category';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';

/** What a volume is made of, on top of the L2's own props. */
export interface SecureVolumeProps extends VolumeProps, SecureResourceProps {
  /** The data that the volume holds: it decides on the key. */
  readonly dataCategory: DataCategory;
}

/**
 * An EBS volume encrypted under the key of the data that it holds.
 *
 * Guarantees:
 * - encrypted with AES-256 under the key of its data category, its snapshots as well (P2.1.1, P2.1.2)
 * - kept when its stack or the construct goes (P3.2)
 * - tagged with its data category, by which backup plans find it (P3.4)
 *
 * To change `encrypted` or the key replaces a volume: copy a snapshot under the new key instead. Cost drivers: the size
 * of the volume, its snapshots, and requests to KMS when it is attached.
 *
 * @example
 * const records = new SecureVolume(this, 'Records', {
 *   dataCategory: DataCategory.CUSTOMER_WORKLOADS,
 *   availabilityZone: 'eu-central-1a',
 *   size: Size.gibibytes(100),
 * });
 * records.volume.grantAttachVolume(role);
 */
export class SecureVolume extends Construct implements IVolumeRef {
  /** The L2 volume, with all its methods. */
  public readonly volume: Volume;

  /** The key that encrypts the volume; none when an exception lets it be unencrypted. */
  public readonly encryptionKey?: IKey;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureVolumeProps) {
    super(scope, id);
    const { dataCategory, exceptions, ...own } = props;
    const at = openKeyed(this, own, { dataCategory, exceptions });
    const hardened = harden(VOLUME, at);
    this.encryptionKey = hardened.encryptionKey;
    this.volume = new Volume(this, 'Volume', hardened);
    at.tag(this.volume);
  }

  /** The reference by which other constructs take the volume. */
  public get volumeRef(): VolumeReference {
    return this.volume.volumeRef;
  }

  /** The account and Region that the volume belongs to. */
  public get env(): ResourceEnvironment {
    return this.volume.env;
  }
}
