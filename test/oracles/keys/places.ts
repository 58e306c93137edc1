import type { Properties, Reference } from '../../../lib/template/read/properties';
import type { Reading } from '../../../lib/template/read/reading';
import type { Resource } from '../../../lib/template/read/resource';
import { valueOf, type World } from '../world';
import { ACCOUNT, type Context } from './call';

/** The key of the assembly that a property names. */
export function keyAt(world: World, place: Properties, property: string): Resource | undefined {
  return world.named(place.reference(property), 'AWS::KMS::Key');
}

/** How a bucket encrypts what is written into it. */
export interface BucketEncryption {
  readonly usesKms: boolean;
  /** The key of the assembly, where it is one. */
  readonly key?: Resource;
  readonly hasBucketKey: boolean;
}

/** How a bucket encrypts by default; Amazon S3 takes keys of its own where nothing is said. */
export function encryptionOf(world: World, bucket: Resource): BucketEncryption {
  const [rule] = bucket.items('BucketEncryption.ServerSideEncryptionConfiguration');
  const byDefault = rule === undefined ? undefined : valueOf(rule.object('ServerSideEncryptionByDefault'));
  return {
    usesKms: (valueOf(byDefault?.text('SSEAlgorithm') ?? ABSENT) ?? 'AES256').startsWith('aws:kms'),
    key: byDefault === undefined ? undefined : keyAt(world, byDefault, 'KMSMasterKeyID'),
    hasBucketKey: valueOf(rule?.boolean('BucketKeyEnabled') ?? ABSENT) === true,
  };
}

const ABSENT = { kind: 'absent', path: '' } as const;

/** The bucket that a name or an ARN names, with or without a folder behind it. */
export function bucketNamed(world: World, reading: Reading<Reference>): Resource | undefined {
  const direct = world.named(reading, 'AWS::S3::Bucket');
  const text = valueOf(reading)?.text ?? '';
  return direct ?? world.all('AWS::S3::Bucket').find((one) => text.startsWith(one.definition.expression('Arn')));
}

/** The Region of a resource, in texts that are matched. */
export function regionOf({ definition }: Resource): string {
  return definition.template.region ?? '${region}';
}

/** The ARN of a resource of a service, in texts that are matched. */
export function arnOf(resource: Resource, service: string, rest: string): string {
  return `arn:\${partition}:${service}:${regionOf(resource)}:${ACCOUNT}:${rest}`;
}

/** What a service's calls carry when they are made for a resource of this account. */
export function forSource(arn: string | undefined): Context {
  return {
    'aws:sourceaccount': [ACCOUNT],
    'aws:sourcearn': arn === undefined ? 'unknown' : [arn],
    'aws:sourceorgid': 'unknown',
    'aws:sourceorgpaths': 'unknown',
    ...ANY_SERVICE,
  };
}

/** What nobody documents of a service's calls, or what they always carry. */
export const ANY_SERVICE: Context = {
  'aws:principalisawsservice': ['true'],
  'aws:principalservicename': 'unknown',
  'kms:viaservice': 'unknown',
  'kms:calleraccount': 'unknown',
};
