import { Size } from 'aws-cdk-lib';
import { BlockDeviceVolume, CfnInstance, LaunchTemplate, Volume } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/ec2/ebs-volume-cmk';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a key of the stack': (stack) =>
      new Volume(stack, 'Volume', {
        availabilityZone: 'eu-central-1a',
        size: Size.gibibytes(8),
        encrypted: true,
        encryptionKey: new Key(stack, 'Key'),
      }),
    'a key in a launch template': (stack) =>
      new LaunchTemplate(stack, 'Template', {
        blockDevices: [
          {
            deviceName: '/dev/xvda',
            volume: BlockDeviceVolume.ebs(8, { encrypted: true, kmsKey: new Key(stack, 'Key') }),
          },
        ],
      }),
    'the alias of a key of the customer': { Encrypted: true, KmsKeyId: 'alias/workloads' },
  },
  noncompliant: {
    'the key of the account': { Encrypted: true, Size: 8 },
    'the key that AWS manages': { Encrypted: true, KmsKeyId: 'alias/aws/ebs' },
    'the ARN of its alias': { Encrypted: true, KmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:alias/aws/ebs' },
    'a mapping of an instance': (stack) =>
      new CfnInstance(stack, 'Instance', {
        blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { encrypted: true } }],
      }),
    'a mapping of a launch template': (stack) =>
      new LaunchTemplate(stack, 'Template', {
        blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(8, { encrypted: true }) }],
      }),
  },
  undetermined: {
    'a copy of a snapshot': { SnapshotId: 'snap-1' },
    'a key from a parameter without a default': {
      Parameters: { Mapping: { Type: 'String' } },
      Resources: {
        Template: {
          Type: 'AWS::EC2::LaunchTemplate',
          Properties: { LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: 'a', Ebs: { Ref: 'Mapping' } }] } },
        },
      },
    },
  },
  notApplicable: {
    'an instance without mappings': (stack) => new CfnInstance(stack, 'Instance', { imageId: 'ami-1' }),
  },
});
