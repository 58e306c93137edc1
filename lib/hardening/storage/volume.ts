import type { VolumeProps } from 'aws-cdk-lib/aws-ec2';
import { free, must } from '../decisions';
import { ownKey } from '../keys/own-key';
import { plainClass } from '../plain-class';
import { outlivesStack } from '../removal-policy';
import type { KeyedAt, Table } from '../prop-rule';

type VolumeAt = KeyedAt<VolumeProps>;

/** To encrypt a volume, or to change its key, replaces it. */
const REPLACES = 'to encrypt a volume replaces it: copy a snapshot under a key instead';

/** What becomes of every prop of an EBS volume. */
export const VOLUME: Table<VolumeProps, VolumeAt> = {
  encrypted: must<boolean, VolumeAt>(true, {
    rule: 'ebs-volume-encrypted',
    why: 'whoever copies a snapshot of the volume reads its data',
    onceDeployed: { keep: REPLACES },
  }),
  encryptionKey: ownKey('ebs-volume-cmk', ({ props, key, deployed }) =>
    // a deployed volume keeps its key, and one that nobody uses is not made
    props.encrypted === false || deployed ? undefined : key(),
  ),
  removalPolicy: outlivesStack(['SNAPSHOT']),
  snapshotId: free('free; the volume is encrypted under its own key whatever the snapshot was'),
  volumeName: free(),
  availabilityZone: free(),
  size: free(),
  enableMultiAttach: free(),
  autoEnableIo: free(),
  volumeType: free(),
  iops: free(),
  throughput: free(),
  volumeInitializationRate: free(),
};

/** A plain volume. */
export default plainClass<VolumeProps>({ classId: 'aws-cdk-lib.aws-ec2.Volume', table: VOLUME });
