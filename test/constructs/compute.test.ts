import { Duration, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import {
  BlockDeviceVolume,
  KeyPair,
  LaunchTemplateHttpTokens,
  MachineImage,
  SecurityGroup,
  Vpc,
  type IKeyPair,
} from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  DataCategory,
  EbsEncryptionByDefault,
  SecureLaunchTemplate,
  SecureVolume,
  type SecureLaunchTemplateProps,
  type SecureVolumeProps,
} from '../../lib';
import { exceptionFrom, refusalOf, synthesized } from './synthesized';

const least = {
  dataCategory: DataCategory.CUSTOMER_WORKLOADS,
  availabilityZone: 'eu-central-1a',
  size: Size.gibibytes(8),
};

function volume(stack: Stack, props: Partial<SecureVolumeProps> = {}): SecureVolume {
  return new SecureVolume(stack, 'Volume', { ...least, ...props });
}

function template(stack: Stack, props: SecureLaunchTemplateProps = {}): SecureLaunchTemplate {
  const image = MachineImage.genericLinux({ 'eu-central-1': 'ami-1' });
  return new SecureLaunchTemplate(stack, 'Template', { machineImage: image, ...props });
}

describe('SecureVolume', () => {
  test('minimal', () => {
    expect(synthesized((stack) => volume(stack)).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const full = synthesized((stack) =>
      volume(stack, {
        encryptionKey: new Key(stack, 'Own', { enableKeyRotation: true, rotationPeriod: Duration.days(90) }),
        removalPolicy: RemovalPolicy.SNAPSHOT,
        autoEnableIo: true,
      }),
    );
    expect(full.toJSON()).toMatchSnapshot();
  });

  test('is encrypted under the key of its data category', () => {
    synthesized((stack) => volume(stack)).hasResourceProperties('AWS::EC2::Volume', {
      Encrypted: true,
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CategoryKeysCustomerWorkloads'), 'Arn'] },
      Tags: Match.arrayWith([{ Key: 'data-category', Value: 'customer-workloads' }]),
    });
  });

  test('is kept when its stack goes', () => {
    synthesized((stack) => volume(stack)).hasResource('AWS::EC2::Volume', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each<Partial<SecureVolumeProps>>([{ encrypted: false }, { removalPolicy: RemovalPolicy.DESTROY }])(
    'fails when a prop is weaker than the policy: %j',
    (props) => {
      expect(refusalOf((stack) => volume(stack, props))).toMatchSnapshot();
    },
  );

  test('takes a weaker value under an exception', () => {
    const exceptions = [exceptionFrom('ebs-volume-encrypted')];
    const weaker = synthesized((stack) => volume(stack, { encrypted: false, exceptions }));
    weaker.hasResourceProperties('AWS::EC2::Volume', { Encrypted: false, KmsKeyId: Match.absent() });
    weaker.resourceCountIs('AWS::KMS::Key', 0);
  });
});

describe('SecureLaunchTemplate', () => {
  test('minimal', () => {
    expect(synthesized((stack) => template(stack)).toJSON()).toMatchSnapshot();
  });

  test('full', () => {
    const full = synthesized((stack) =>
      template(stack, {
        dataCategory: DataCategory.SUPPORT_AND_BILLING_RECORDS,
        securityGroup: new SecurityGroup(stack, 'Group', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) }),
        httpPutResponseHopLimit: 2,
        blockDevices: [
          { deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(20) },
          { deviceName: '/dev/xvdb', volume: BlockDeviceVolume.ebsFromSnapshot('snap-1') },
          { deviceName: '/dev/xvdc', volume: BlockDeviceVolume.ephemeral(0) },
        ],
      }),
    );
    expect(full.toJSON()).toMatchSnapshot();
  });

  test('answers for its metadata over IMDSv2 only, one hop away', () => {
    synthesized((stack) => template(stack)).hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } },
    });
  });

  test.each<SecureLaunchTemplateProps>([
    { requireImdsv2: false },
    { httpTokens: LaunchTemplateHttpTokens.OPTIONAL },
    { httpPutResponseHopLimit: 3 },
    { associatePublicIpAddress: true },
    { blockDevices: [{ deviceName: '/dev/xvda', volume: BlockDeviceVolume.ebs(20, { encrypted: false }) }] },
  ])('fails when a prop is weaker than the policy: %#', (props) => {
    expect(refusalOf((stack) => template(stack, props))).toMatchSnapshot();
  });

  test('fails when instances could be entered by an SSH key', () => {
    const keyPair = (stack: Stack): IKeyPair => KeyPair.fromKeyPairName(stack, 'Pair', 'operators');
    expect(refusalOf((stack) => template(stack, { keyPair: keyPair(stack) }))).toBe(
      "'keyPair' may not be set (P2.2.2): an SSH key lets whoever holds a copy in, at any time and without a second factor. Leave it out, and open sessions through AWS Systems Manager.",
    );
  });

  test('fails when memory would be written to a volume that it does not encrypt', () => {
    expect(refusalOf((stack) => template(stack, { hibernationConfigured: true }))).toBe(
      "'hibernationConfigured' may not be true without a volume in 'blockDevices' (P2.1.1): the memory is written to the root volume, which must be encrypted. Name the root volume in 'blockDevices'.",
    );
  });

  test('takes a weaker value under an exception', () => {
    const exceptions = [exceptionFrom('ec2-imdsv2')];
    synthesized((stack) => template(stack, { httpPutResponseHopLimit: 3, exceptions })).hasResourceProperties(
      'AWS::EC2::LaunchTemplate',
      { LaunchTemplateData: { MetadataOptions: { HttpPutResponseHopLimit: 3 } } },
    );
  });
});

describe('EbsEncryptionByDefault', () => {
  test('minimal', () => {
    const once = synthesized((stack) => EbsEncryptionByDefault.in(stack));
    expect(once.toJSON()).toMatchSnapshot();
    const twice = synthesized((stack) => {
      EbsEncryptionByDefault.in(stack);
      EbsEncryptionByDefault.in(stack);
    });
    expect(twice.toJSON()).toEqual(once.toJSON());
  });

  test('trap 91: to delete the stack turns nothing off', () => {
    const calls = synthesized((stack) => EbsEncryptionByDefault.in(stack));
    calls.resourceCountIs('Custom::EbsEncryptionByDefault', 2);
    calls.allResourcesProperties('Custom::EbsEncryptionByDefault', { Delete: Match.absent() });
    expect(
      Object.keys(calls.findResources('Custom::EbsEncryptionByDefault', { DeletionPolicy: 'Retain' })),
    ).toHaveLength(2);
  });
});
