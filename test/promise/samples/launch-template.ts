/* eslint-disable @typescript-eslint/no-deprecated -- callers may still set it */
import { Size, type Stack } from 'aws-cdk-lib';
import {
  AmazonLinuxCpuType,
  BlockDeviceVolume,
  CpuCredits,
  EbsDeviceVolumeType,
  InstanceInitiatedShutdownBehavior,
  InstanceType,
  KeyPair,
  LaunchTemplate,
  MachineImage,
  PlacementGroup,
  SpotInstanceInterruption,
  UserData,
  type BlockDevice,
  type EbsDeviceOptions,
  type LaunchTemplateProps,
} from 'aws-cdk-lib/aws-ec2';
import { InstanceProfile, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SecureLaunchTemplate, SecureSecurityGroup } from '../../../lib';
import { LAUNCH_TEMPLATE } from '../../../lib/hardening/compute/launch-template';
import { isolatedVpc } from '../network';
import { made, subject, value, type Sample } from '../subject';
import { keySamples } from './keys';

type Devices = Sample<LaunchTemplateProps, BlockDevice[]>;

const role = (stack: Stack): Role => new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
const group = (stack: Stack): SecureSecurityGroup =>
  new SecureSecurityGroup(stack, 'Group', { vpc: isolatedVpc(stack) });
const script = (): UserData => {
  const data = UserData.forLinux();
  data.addCommands('dnf install -y nginx');
  return data;
};

const devices = (volume: BlockDeviceVolume, more: Partial<BlockDevice> = {}): BlockDevice[] => [
  { deviceName: '/dev/xvda', volume, ...more },
];
const ebs = (options?: EbsDeviceOptions): Devices => value(devices(BlockDeviceVolume.ebs(20, options)));

const keys = keySamples<LaunchTemplateProps>();
/** Keys as devices name them. */
const underKeys = (samples: typeof keys.taken): Devices[] =>
  samples.map(({ make }) => made((stack) => devices(BlockDeviceVolume.ebs(20, { kmsKey: make(stack) }))));

export default subject<LaunchTemplateProps>({
  name: 'SecureLaunchTemplate',
  table: LAUNCH_TEMPLATE,
  env: { region: 'eu-west-1' },
  required: () => ({}),
  ours: (stack, props, dataCategory) => {
    new SecureLaunchTemplate(stack, 'Template', { ...props, dataCategory });
  },
  plain: (stack, props) => {
    new LaunchTemplate(stack, 'Template', props);
  },
  samples: {
    blockDevices: {
      taken: [
        value([]),
        ebs(),
        ebs({ encrypted: true, deleteOnTermination: false }),
        ebs({ volumeType: EbsDeviceVolumeType.GP3, iops: 4000, throughput: 250 }),
        value(devices(BlockDeviceVolume.ebsFromSnapshot('snap-0123456789abcdef0'))),
        value(
          devices(
            BlockDeviceVolume.ebsFromSnapshot('snap-0123456789abcdef0', {
              volumeSize: 30,
              volumeInitializationRate: Size.mebibytes(200),
            }),
          ),
        ),
        value(devices(BlockDeviceVolume.ephemeral(0))),
        value(devices(BlockDeviceVolume.ebs(20), { mappingEnabled: true })),
        ...underKeys(keys.taken),
      ],
      refused: [ebs({ encrypted: false }), ...underKeys(keys.refused)],
    },
    hibernationConfigured: {
      taken: [value(false), value(true, { blockDevices: devices(BlockDeviceVolume.ebs(20)) })],
      refused: [
        value(true),
        value(true, { blockDevices: devices(BlockDeviceVolume.ephemeral(0)) }),
        value(true, { nitroEnclaveEnabled: true, blockDevices: devices(BlockDeviceVolume.ebs(20)) }),
      ],
    },
    nitroEnclaveEnabled: { taken: [value(true), value(false)] },
    associatePublicIpAddress: {
      taken: [
        made<LaunchTemplateProps, boolean>(
          () => false,
          (stack) => ({ securityGroup: group(stack) }),
        ),
      ],
      refused: [
        made<LaunchTemplateProps, boolean>(
          () => true,
          (stack) => ({ securityGroup: group(stack) }),
        ),
      ],
    },
    httpEndpoint: { taken: [value(true), value(false)] },
    httpProtocolIpv6: { taken: [value(true), value(false)] },
    instanceMetadataTags: { taken: [value(true), value(false)] },
    userData: { taken: [made(script), made(() => UserData.forWindows())] },
    keyName: { refused: [value('operators')] },
    keyPair: { refused: [made((stack) => KeyPair.fromKeyPairName(stack, 'Pair', 'operators'))] },
    role: { taken: [made(role)] },
    instanceProfile: {
      taken: [made((stack) => new InstanceProfile(stack, 'Profile', { role: role(stack) }))],
    },
    securityGroup: { taken: [made(group)] },
    machineImage: {
      taken: [
        made(() => MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' })),
        made(() => MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 })),
      ],
    },
    instanceType: { taken: [value(new InstanceType('m7g.large'))] },
    placementGroup: { taken: [made((stack) => new PlacementGroup(stack, 'Placement'))] },
    cpuCredits: { taken: Object.values(CpuCredits).map((credits) => value<LaunchTemplateProps, CpuCredits>(credits)) },
    cpuOptions: { taken: [value({ coreCount: 2, threadsPerCore: 1 }), value({ amdSevSnp: true })] },
    disableApiTermination: { taken: [value(true), value(false)] },
    ebsOptimized: { taken: [value(true), value(false)] },
    instanceInitiatedShutdownBehavior: {
      taken: Object.values(InstanceInitiatedShutdownBehavior).map((behavior) =>
        value<LaunchTemplateProps, InstanceInitiatedShutdownBehavior>(behavior),
      ),
    },
    spotOptions: { taken: [value({ interruptionBehavior: SpotInstanceInterruption.STOP }), value({})] },
    detailedMonitoring: { taken: [value(true), value(false)] },
    launchTemplateName: { taken: [value('workers')] },
    versionDescription: { taken: [value('The workers.')] },
  },
});
