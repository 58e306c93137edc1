import { Duration, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { BlockDeviceVolume, MachineImage } from 'aws-cdk-lib/aws-ec2';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { SecureKey, SecureLaunchTemplate } from '../../lib';
import { newStack } from './synthesized';

const IMPORTED =
  "The policy of an imported key in 'blockDevices' stays as it is: it must allow what launches the instances, such as the role AWSServiceRoleForAutoScaling, kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and kms:DescribeKey, and kms:CreateGrant where kms:GrantIsForAWSResource is true. Otherwise no instance starts. [ack: @cloudnexus/cdk:imported-volume-key]";

/** A launch template whose devices are under some keys; no key stands for that of the data category. */
function launchTemplate(stack: Stack, keys: readonly (IKey | undefined)[]): void {
  new SecureLaunchTemplate(stack, 'Template', {
    machineImage: MachineImage.genericLinux({ 'eu-central-1': 'ami-1' }),
    blockDevices: keys.map((kmsKey, index) => ({
      deviceName: `/dev/xvd${String.fromCharCode(97 + index)}`,
      volume: BlockDeviceVolume.ebs(20, kmsKey === undefined ? {} : { encrypted: true, kmsKey }),
    })),
  });
}

/** The actions that the policy of the only key of a stack allows, statement by statement. */
function actionsIn(stack: Stack): unknown[] {
  const [key] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
  const { Statement } = (key as { Properties: { KeyPolicy: { Statement: { Action: unknown }[] } } }).Properties
    .KeyPolicy;
  return Statement.map(({ Action }) => Action);
}

const rotating = (stack: Stack, id: string): Key =>
  new Key(stack, id, { enableKeyRotation: true, rotationPeriod: Duration.days(90) });

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

test.each<[string, (stack: Stack) => IKey | undefined]>([
  ['of the data category', () => undefined],
  ['of the app, from the L2', (stack) => rotating(stack, 'Own')],
  ['of the app, from SecureKey', (stack) => new SecureKey(stack, 'Own').key],
])('a key %s lets in whatever launches instances, once for all devices', (_, keyIn) => {
  const stack = newStack();
  const key = keyIn(stack);
  launchTemplate(stack, [key, key]);
  expect(actionsIn(stack)).toEqual(['kms:*', USE, 'kms:CreateGrant']);
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
});

test('without devices no key is made', () => {
  const stack = newStack();
  launchTemplate(stack, []);
  Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
});

test('of an imported key it is said once what its policy must allow', () => {
  const stack = newStack();
  const arn = 'arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000';
  const key = Key.fromKeyArn(stack, 'Imported', arn);
  launchTemplate(stack, [key, key]);
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  expect(warnings.map(({ id, entry }) => [id, entry.data])).toEqual([['/Stack/Template', IMPORTED]]);
});
