import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { calls, type KeyUse } from './call';
import { ANY_SERVICE, arnOf, bucketNamed, encryptionOf, forSource, keyAt, regionOf } from './places';

const ENVELOPE = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'DescribeKey'];

/** Log groups under a key, and logs that are delivered into buckets under one. */
export function logUses(world: World): KeyUse[] {
  return [...world.all('AWS::Logs::LogGroup').flatMap((group) => groupUse(world, group)), ...flowLogUses(world)];
}

function groupUse(world: World, group: Resource): KeyUse[] {
  const key = keyAt(world, group, 'KmsKeyId');
  if (key === undefined) return [];
  const name = valueOf(group.text('LogGroupName')) ?? '${name}';
  const context = {
    ...ANY_SERVICE,
    'kms:encryptioncontext:aws:logs:arn': [arnOf(group, 'logs', `log-group:${name}`)],
    'aws:sourceaccount': 'unknown',
    'aws:sourcearn': 'unknown',
  } as const;
  return [
    {
      who: `CloudWatch Logs for ${nameOf(group)}`,
      key,
      caller: { kind: 'service', name: `logs.${regionOf(group)}.amazonaws.com` },
      calls: calls(ENVELOPE, context),
    },
  ];
}

function flowLogUses(world: World): KeyUse[] {
  return world.all('AWS::EC2::FlowLog').flatMap((log) => {
    if (valueOf(log.text('LogDestinationType')) !== 's3') return [];
    const bucket = bucketNamed(world, log.reference('LogDestination'));
    return bucket === undefined ? [] : deliveryUse(world, bucket, nameOf(log));
  });
}

/** What log delivery does with the key of a bucket. */
export function deliveryUse(world: World, bucket: Resource, what: string): KeyUse[] {
  const { key } = encryptionOf(world, bucket);
  if (key === undefined) return [];
  const source = { ...forSource(arnOf(bucket, 'logs', '${source}')), 'kms:encryptioncontext:*': 'unknown' } as const;
  return [
    {
      who: `log delivery of ${what} into ${nameOf(bucket)}`,
      key,
      caller: { kind: 'service', name: 'delivery.logs.amazonaws.com' },
      calls: calls(ENVELOPE, source),
    },
  ];
}
