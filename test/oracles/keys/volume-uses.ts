import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { ACCOUNT, calls, type KeyUse } from './call';
import { keyAt } from './places';

const ROLE = `arn:\${partition}:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
const VOLUME = [
  'Encrypt',
  'Decrypt',
  'ReEncryptFrom',
  'ReEncryptTo',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'DescribeKey',
];

/** Keys of EBS volumes that Auto Scaling starts: its own role needs the key, and hands it on to EC2. */
export function volumeUses(world: World): KeyUse[] {
  return [
    ...launches(world).flatMap(({ resource, key }) => autoScaling(nameOf(resource), key)),
    ...defaultKeys(world).flatMap(({ resource, key }) =>
      autoScaling(`the default key that ${nameOf(resource)} sets`, key),
    ),
  ];
}

function autoScaling(what: string, key: Resource): KeyUse[] {
  const context = {
    'aws:principalarn': [ROLE],
    'aws:principalaccount': [ACCOUNT],
    'kms:calleraccount': [ACCOUNT],
    'aws:principaltype': 'unknown',
    'aws:principalorgid': 'unknown',
    'kms:viaservice': 'unknown',
    'kms:encryptioncontext:*': 'unknown',
  } as const;
  const grant = { ...context, 'kms:grantisforawsresource': ['true'] };
  const all = [...calls(VOLUME, context), ...calls(['CreateGrant'], grant)];
  return [{ who: `Auto Scaling for ${what}`, key, caller: { kind: 'service-linked', arn: ROLE }, calls: all }];
}

function launches(world: World): { resource: Resource; key: Resource }[] {
  const templates = world
    .all('AWS::EC2::LaunchTemplate')
    .flatMap((resource) =>
      resource.items('LaunchTemplateData.BlockDeviceMappings').map((device) => ({ resource, device })),
    );
  return templates.flatMap(({ resource, device }) => {
    const key = keyAt(world, device, 'Ebs.KmsKeyId');
    return key === undefined ? [] : [{ resource, key }];
  });
}

/** Custom resources that make a key the default of an account and Region, as the SDK calls in them say. */
function defaultKeys(world: World): { resource: Resource; key: Resource }[] {
  const types = world.set.templates.flatMap(({ resources }) => resources.map(({ type }) => type));
  const custom = [...new Set(types)].filter((type) => type.startsWith('Custom::'));
  return world.all(...custom).flatMap((resource) => {
    const text = valueOf(resource.reference('Create'))?.text ?? valueOf(resource.reference('Update'))?.text ?? '';
    if (!/modifyEbsDefaultKmsKeyId/i.test(text)) return [];
    const key = world.all('AWS::KMS::Key').find((one) => namesKey(text, one));
    return key === undefined ? [] : [{ resource, key }];
  });
}

function namesKey(text: string, { definition }: Resource): boolean {
  return text.includes(definition.expression('Arn')) || text.includes(definition.expression());
}
