import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup, BlockDeviceVolume as GroupVolume } from 'aws-cdk-lib/aws-autoscaling';
import { ManagedEc2EcsComputeEnvironment } from 'aws-cdk-lib/aws-batch';
import {
  BlockDeviceVolume,
  InstanceType,
  KeyPair,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  SecurityGroup,
  Vpc,
  type LaunchTemplateProps,
} from 'aws-cdk-lib/aws-ec2';
import { AsgCapacityProvider, Cluster, EcsOptimizedImage } from 'aws-cdk-lib/aws-ecs';
import { context } from '../../cdk.json';
import { SecureDefaults, type SecureDefaultsProps } from '../../lib';

const image = MachineImage.genericLinux({ 'eu-central-1': 'ami-1' });
const root = { deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(20) };

/** Builds with the defaults applied to the app first. */
function withDefaults(build: (stack: Stack) => unknown, props?: SecureDefaultsProps): Stack {
  const stack = new Stack(new App({ context }), 'Plain', { env: { region: 'eu-central-1' } });
  SecureDefaults.apply(stack, props);
  build(stack);
  return stack;
}

function plain(props: LaunchTemplateProps, defaults?: SecureDefaultsProps): Stack {
  return withDefaults((stack) => new LaunchTemplate(stack, 'Template', { machineImage: image, ...props }), defaults);
}

/** What comes of a launch template, once the synthesis completed it. */
function dataOf(stack: Stack): Record<string, unknown> {
  const [found] = Object.values(Template.fromStack(stack).findResources('AWS::EC2::LaunchTemplate'));
  return (found as { Properties: { LaunchTemplateData: Record<string, unknown> } }).Properties.LaunchTemplateData;
}

test('a plain launch template encrypts its volumes under a key that whatever launches instances may use', () => {
  const stack = plain({ blockDevices: [root] });
  expect(dataOf(stack)).toMatchObject({
    BlockDeviceMappings: [
      { Ebs: { Encrypted: true, KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching('Key'), 'Arn'] } } },
    ],
    MetadataOptions: { HttpTokens: 'required' },
  });
  Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:CreateGrant' })]) },
  });
});

test('leaves it to the image over how many hops the metadata service answers', () => {
  expect(dataOf(plain({}))['MetadataOptions']).toEqual({ HttpTokens: 'required' });
});

test('leaves tokens that are stated optional, which the CDK refuses beside required ones', () => {
  const stack = plain({ httpTokens: LaunchTemplateHttpTokens.OPTIONAL });
  expect(dataOf(stack)['MetadataOptions']).toEqual({ HttpTokens: 'optional' });
  Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
  Annotations.fromStack(stack).hasInfo('*', Match.stringLikeRegexp("'httpTokens' must be REQUIRED, got OPTIONAL"));
});

test.each([
  [false, false],
  [true, undefined],
])('in an app that is deployed (%s) it takes no public address away', (deployed, asks) => {
  const stack = withDefaults(
    (inside) => {
      const securityGroup = new SecurityGroup(inside, 'Group', { vpc: new Vpc(inside, 'Vpc') });
      new LaunchTemplate(inside, 'Template', { machineImage: image, securityGroup });
    },
    { deployed },
  );
  const [network] = (dataOf(stack)['NetworkInterfaces'] ?? []) as { AssociatePublicIpAddress?: boolean }[];
  expect(network?.AssociatePublicIpAddress).toBe(asks);
});

test('in an app that is deployed it says what changes for software on the instances', () => {
  const stack = plain({}, { deployed: true });
  Template.fromStack(stack);
  Annotations.fromStack(stack).hasWarning(
    '*',
    Match.stringLikeRegexp("'requireImdsv2' is set for what is deployed: software on new instances"),
  );
});

test('what CDK makes launch templates for comes out right', () => {
  const stack = withDefaults((inside) => {
    const vpc = new Vpc(inside, 'Vpc');
    const instanceType = new InstanceType('m7g.large');
    new AutoScalingGroup(inside, 'Group', {
      vpc,
      instanceType,
      machineImage: image,
      blockDevices: [{ deviceName: '/dev/xvda', volume: GroupVolume.ebs(20) }],
      keyPair: KeyPair.fromKeyPairName(inside, 'Pair', 'operators'),
    });
    const cluster = new Cluster(inside, 'Cluster', { vpc });
    const autoScalingGroup = new AutoScalingGroup(inside, 'Capacity', {
      vpc,
      instanceType,
      machineImage: EcsOptimizedImage.amazonLinux2023(),
    });
    cluster.addAsgCapacityProvider(new AsgCapacityProvider(inside, 'Provider', { autoScalingGroup }));
    const launchTemplate = new LaunchTemplate(inside, 'Jobs', { blockDevices: [root] });
    new ManagedEc2EcsComputeEnvironment(inside, 'Batch', { vpc, launchTemplate });
  });
  Template.fromStack(stack).allResourcesProperties('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required' } },
  });
});
