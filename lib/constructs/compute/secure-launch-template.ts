import type { ResourceEnvironment } from 'aws-cdk-lib';
import {
  LaunchTemplate,
  type ILaunchTemplateRef,
  type LaunchTemplateProps,
  type LaunchTemplateReference,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { LAUNCH_TEMPLATE } from '../../hardening/compute/launch-template';
import { harden } from '../../hardening/harden';
import { DataCategory } from '../../policy/data-category';
import { openKeyed } from '../open-keyed';
import type { SecureResourceProps } from '../secure-resource-props';
import { allowLaunches } from './allow-launches';

/** What a launch template is made of, on top of the L2's own props. */
export interface SecureLaunchTemplateProps extends LaunchTemplateProps, SecureResourceProps {
  /**
   * The data that the devices of its instances hold: it decides on the key.
   *
   * @default DataCategory.CUSTOMER_WORKLOADS
   */
  readonly dataCategory?: DataCategory;
}

/**
 * A launch template for instances that hand out their credentials to nobody.
 *
 * Guarantees:
 * - instance metadata over IMDSv2 only, one network hop away; state 2 hops for containers (P2.3)
 * - no public address where it makes the network interface, that is with `securityGroup` (P2.3)
 * - each EBS device that it names encrypted under the key of its data category (P2.1.1, P2.1.2), which whatever launches
 *   instances of it may use: Auto Scaling, EKS node groups, AWS Batch and fleets
 * - no SSH keys: operators sign in through Systems Manager (P2.2.2)
 *
 * The root device that an image brings is encrypted by `EbsEncryptionByDefault`, or name it in `blockDevices`. A key of
 * your own there is let in likewise, unless it is imported: its policy cannot be changed, and a warning says what it must
 * allow. Cost drivers: none of its own.
 *
 * @example
 * new SecureLaunchTemplate(this, 'Workers', {
 *   machineImage: MachineImage.latestAmazonLinux2023(),
 *   blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(20) }],
 * });
 */
export class SecureLaunchTemplate extends Construct implements ILaunchTemplateRef {
  /** The L2 launch template, with all its methods. */
  public readonly launchTemplate: LaunchTemplate;

  /**
   * @throws when a prop is weaker than the policy, and names the prop and the clause
   */
  public constructor(scope: Construct, id: string, props: SecureLaunchTemplateProps = {}) {
    super(scope, id);
    const { dataCategory = DataCategory.CUSTOMER_WORKLOADS, exceptions, ...own } = props;
    const at = openKeyed(this, own, { dataCategory, exceptions });
    const hardened = harden(LAUNCH_TEMPLATE, at);
    allowLaunches(this, hardened.blockDevices);
    this.launchTemplate = new LaunchTemplate(this, 'LaunchTemplate', hardened);
    at.tag(this.launchTemplate);
  }

  /** The reference by which other constructs take the launch template. */
  public get launchTemplateRef(): LaunchTemplateReference {
    return this.launchTemplate.launchTemplateRef;
  }

  /** The account and Region that the launch template belongs to. */
  public get env(): ResourceEnvironment {
    return this.launchTemplate.env;
  }
}
