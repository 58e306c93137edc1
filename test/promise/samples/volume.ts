import { Size } from 'aws-cdk-lib';
import { EbsDeviceVolumeType, Volume, type VolumeProps } from 'aws-cdk-lib/aws-ec2';
import { SecureVolume } from '../../../lib';
import { VOLUME } from '../../../lib/hardening/storage/volume';
import { backUp } from '../backup';
import { subject, value } from '../subject';
import { keySamples } from './keys';

export default subject<VolumeProps>({
  name: 'SecureVolume',
  table: VOLUME,
  required: () => ({ availabilityZone: 'eu-west-1a', size: Size.gibibytes(100) }),
  ours: (stack, props, dataCategory) => {
    backUp(stack);
    new SecureVolume(stack, 'Volume', { ...props, dataCategory });
  },
  plain: (stack, props) => {
    new Volume(stack, 'Volume', props);
  },
  samples: {
    encryptionKey: keySamples(),
    volumeName: { taken: [value('orders')] },
    availabilityZone: { taken: [value('eu-west-1b')] },
    size: { taken: [value(Size.gibibytes(500))] },
    snapshotId: { taken: [value('snap-0123456789abcdef0')] },
    enableMultiAttach: {
      taken: [value(false), value(true, { volumeType: EbsDeviceVolumeType.IO2, iops: 3000 })],
    },
    autoEnableIo: { taken: [value(true), value(false)] },
    volumeType: {
      taken: [value(EbsDeviceVolumeType.GP3), value(EbsDeviceVolumeType.ST1, { size: Size.gibibytes(500) })],
    },
    iops: { taken: [value(3000, { volumeType: EbsDeviceVolumeType.GP3 })] },
    throughput: { taken: [value(250, { volumeType: EbsDeviceVolumeType.GP3 })] },
    volumeInitializationRate: {
      taken: [value(Size.mebibytes(200), { snapshotId: 'snap-0123456789abcdef0' })],
    },
  },
});
