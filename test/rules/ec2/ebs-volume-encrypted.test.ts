import { Size } from 'aws-cdk-lib';
import {
  BlockDeviceVolume,
  CfnInstance,
  EbsDeviceVolumeType,
  LaunchTemplate,
  MachineImage,
  Volume,
} from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/ebs-volume-encrypted';
import { testRule } from '../test-rule';

const ZONE = 'eu-central-1a';

testRule(rule, {
  compliant: {
    'an encrypted volume': { AvailabilityZone: ZONE, Size: 8, Encrypted: true },
    'the volume of the L2': (stack) =>
      new Volume(stack, 'Volume', { availabilityZone: ZONE, size: Size.gibibytes(8), encrypted: true }),
    'mappings of a launch template': (stack) =>
      new LaunchTemplate(stack, 'Template', {
        blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(8, { encrypted: true }) }],
      }),
    'an instance whose other mappings make no EBS volume': (stack) =>
      new CfnInstance(stack, 'Instance', {
        blockDeviceMappings: [
          { deviceName: '/dev/xvda', ebs: { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 } },
          { deviceName: '/dev/sdb', noDevice: {} },
          { deviceName: '/dev/sdc', virtualName: 'ephemeral0' },
        ],
      }),
  },
  noncompliant: {
    'encryption off': { AvailabilityZone: ZONE, Size: 8, Encrypted: false },
    'encryption left to the account': { AvailabilityZone: ZONE, Size: 8 },
    'a mapping of a launch template': (stack) =>
      new LaunchTemplate(stack, 'Template', {
        blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(8) }],
      }),
    'a mapping of an instance that keeps the device': (stack) =>
      new CfnInstance(stack, 'Instance', { blockDeviceMappings: [{ deviceName: '/dev/sdb', ebs: { volumeSize: 8 } }] }),
    'a mapping of a launch configuration': {
      Resources: {
        Configuration: {
          Type: 'AWS::AutoScaling::LaunchConfiguration',
          Properties: { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', NoDevice: false, Ebs: { VolumeSize: 8 } }] },
        },
      },
    },
  },
  undetermined: {
    'an encrypted data disk beside a root disk that no mapping is for': (stack) =>
      new CfnInstance(stack, 'Instance', {
        blockDeviceMappings: [{ deviceName: '/dev/sdf', ebs: { encrypted: true } }],
      }),
    'a mapping that a parameter may take away': {
      Parameters: { No: { Type: 'String' } },
      Resources: {
        Instance: {
          Type: 'AWS::EC2::Instance',
          Properties: {
            BlockDeviceMappings: [
              { DeviceName: '/dev/xvda', NoDevice: { Ref: 'No' }, Ebs: { Encrypted: { Ref: 'No' } } },
            ],
          },
        },
      },
    },
    'a copy of a snapshot': (stack) => new Volume(stack, 'Volume', { availabilityZone: ZONE, snapshotId: 'snap-1' }),
    'an instance without mappings': (stack) => new CfnInstance(stack, 'Instance', { imageId: 'ami-1' }),
    'a launch template of somebody else': (stack) =>
      new CfnInstance(stack, 'Instance', { launchTemplate: { launchTemplateId: 'lt-1', version: '1' } }),
    'mappings from a parameter': {
      Parameters: { Mappings: { Type: 'String' } },
      Resources: { Instance: { Type: 'AWS::EC2::Instance', Properties: { BlockDeviceMappings: { Ref: 'Mappings' } } } },
    },
    'a parameter': {
      Parameters: { Encrypted: { Type: 'String' } },
      Resources: { Volume: { Type: 'AWS::EC2::Volume', Properties: { Encrypted: { Ref: 'Encrypted' } } } },
    },
  },
  notApplicable: {
    'a launch template without mappings': (stack) =>
      new LaunchTemplate(stack, 'Template', { machineImage: MachineImage.genericLinux({}) }),
  },
});
