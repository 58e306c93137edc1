import {
  BlockDeviceVolume,
  LaunchTemplateHttpTokens,
  type BlockDevice,
  type LaunchTemplateProps,
} from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Limits } from './limits';
import { refusal } from './refusal';

/** Network hops that the instance metadata service answers over: one more than to the instance serves containers. */
const MOST_HOPS = 2;

/**
 * What a launch template must be: IMDSv2 only, no public address, every EBS device encrypted under a key.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenLaunchTemplate(
  props: LaunchTemplateProps,
  limits: Limits,
  keyOf: () => IKey,
): LaunchTemplateProps {
  refuseOpenMetadata(props, limits);
  if (props.associatePublicIpAddress === true) {
    const why = 'the instance could be reached from the internet';
    limits.refuse('ec2-no-public-ip', 'associatePublicIpAddress', 'may not be true', 'P2.3', why);
  }
  const httpTokens =
    props.httpTokens ?? (props.requireImdsv2 === false ? undefined : LaunchTemplateHttpTokens.REQUIRED);
  return {
    ...props,
    requireImdsv2: props.requireImdsv2 ?? true,
    httpTokens,
    httpPutResponseHopLimit: props.httpPutResponseHopLimit ?? 1,
    // the L2 makes a network interface of it, for which it wants a security group
    associatePublicIpAddress: props.associatePublicIpAddress ?? (props.securityGroup === undefined ? undefined : false),
    blockDevices: props.blockDevices?.map((device) => encryptedDevice(device, limits, keyOf)),
  };
}

function refuseOpenMetadata(props: LaunchTemplateProps, limits: Limits): void {
  const why = 'a forged request from inside the instance would hand out its credentials';
  if (props.requireImdsv2 === false) {
    limits.refuse('ec2-imdsv2', 'requireImdsv2', 'may not be false', 'P2.3', why);
  }
  if (props.httpTokens === LaunchTemplateHttpTokens.OPTIONAL) {
    limits.refuse('ec2-imdsv2', 'httpTokens', 'must be REQUIRED', 'P2.3', why);
  }
  const hops = props.httpPutResponseHopLimit ?? 0;
  if (hops > MOST_HOPS) {
    const problem = `must be ${MOST_HOPS} or less, got ${hops}`;
    limits.refuse('ec2-imdsv2', 'httpPutResponseHopLimit', problem, 'P2.3', why);
  }
}

function encryptedDevice(device: BlockDevice, limits: Limits, keyOf: () => IKey): BlockDevice {
  const { ebsDevice } = device.volume;
  if (ebsDevice === undefined) return device;
  if (ebsDevice.encrypted === false) {
    const why = 'whoever copies a snapshot of the volume reads its data';
    const problem = `may not hold an unencrypted volume, got one at ${device.deviceName}`;
    const instead = "Leave 'encrypted' out of it";
    limits.refuse('ebs-volume-encrypted', 'blockDevices', problem, 'P2.1.1', why, instead);
    return device;
  }
  const { snapshotId, volumeSize, ...rest } = ebsDevice;
  const encrypted = { ...rest, encrypted: true, kmsKey: ebsDevice.kmsKey ?? keyOf() };
  if (snapshotId !== undefined) {
    return { ...device, volume: BlockDeviceVolume.ebsFromSnapshot(snapshotId, { volumeSize, ...encrypted }) };
  }
  if (volumeSize === undefined) {
    const problem = `must say how large each volume is, got no size for ${device.deviceName}`;
    throw refusal('blockDevices', problem, 'P2.1.1', 'a volume is made of a size or a snapshot', 'State the size');
  }
  return { ...device, volume: BlockDeviceVolume.ebs(volumeSize, encrypted) };
}
