import { BlockDeviceVolume, type BlockDevice, type EbsDeviceProps } from 'aws-cdk-lib/aws-ec2';
import { free, must } from '../decisions';
import { fillBlanks, flawsOf } from '../harden';
import { ownKey } from '../keys/own-key';
import type { Flaw, KeyedAt, PropRule, Table } from '../prop-rule';

type DeviceAt = KeyedAt<EbsDeviceProps>;

/** What becomes of every prop of an EBS volume that is made for an instance. */
export const EBS_DEVICE: Table<EbsDeviceProps, DeviceAt> = {
  encrypted: must<boolean, DeviceAt>(true, {
    rule: 'ebs-volume-encrypted',
    why: 'whoever copies a snapshot of the volume reads its data',
    instead: "Leave 'encrypted' out of it",
  }),
  kmsKey: ownKey('ebs-volume-cmk', ({ props, key }) => (props.encrypted === false ? undefined : key())),
  snapshotId: free('free; the volume is encrypted under its own key whatever the snapshot was'),
  volumeSize: free(),
  deleteOnTermination: free('free; an instance may leave its volume behind, which keeps its key'),
  volumeType: free(),
  iops: free(),
  throughput: free(),
  volumeInitializationRate: free(),
};

/** Each EBS volume is encrypted under a key; what is no EBS volume stays. */
export const BLOCK_DEVICES: PropRule<BlockDevice[], KeyedAt<unknown>> = {
  says: 'each EBS volume encrypted, its props as said below',
  rule: 'ebs-volume-encrypted',
  flaws: (devices, at) => devices.flatMap((device, index) => flawsOfDevice(device, index, at)),
  within: (devices, at) => devices.map((device) => encryptedDevice(device, at)),
};

function flawsOfDevice({ volume }: BlockDevice, index: number, at: KeyedAt<unknown>): Flaw[] {
  if (volume.ebsDevice === undefined) return [];
  return flawsOf(EBS_DEVICE, { ...at, props: volume.ebsDevice }).map(({ prop, ...found }) => ({
    ...found,
    path: `[${index}].volume.${prop}`,
  }));
}

function encryptedDevice(device: BlockDevice, at: KeyedAt<unknown>): BlockDevice {
  const { ebsDevice } = device.volume;
  if (ebsDevice === undefined) return device;
  const { snapshotId, volumeSize, ...filled } = fillBlanks(EBS_DEVICE, { ...at, props: ebsDevice });
  if (snapshotId !== undefined) {
    return { ...device, volume: BlockDeviceVolume.ebsFromSnapshot(snapshotId, { volumeSize, ...filled }) };
  }
  // neither size nor snapshot: nothing of ours, and nothing that EC2 makes
  return volumeSize === undefined ? device : { ...device, volume: BlockDeviceVolume.ebs(volumeSize, filled) };
}
