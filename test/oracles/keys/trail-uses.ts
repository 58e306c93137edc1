import { valueOf, nameOf, type World } from '../world';
import { calls, type KeyUse } from './call';
import { arnOf, bucketNamed, encryptionOf, forSource, keyAt } from './places';

/** Trails that write under a key: AWS CloudTrail describes it, makes data keys, and reads those of bucket keys. */
export function trailUses(world: World): KeyUse[] {
  return world.all('AWS::CloudTrail::Trail').flatMap((trail) => {
    const key = keyAt(world, trail, 'KMSKeyId');
    if (key === undefined) return [];
    const name = valueOf(trail.text('TrailName')) ?? '${name}';
    const source = forSource(arnOf(trail, 'cloudtrail', `trail/${name}`));
    const records = {
      ...source,
      'kms:encryptioncontext:aws:cloudtrail:arn': [arnOf(trail, 'cloudtrail', `trail/${name}`)],
    };
    const bucket = bucketNamed(world, trail.reference('S3BucketName'));
    const readsBucketKey = bucket !== undefined && encryptionOf(world, bucket).hasBucketKey;
    return [
      {
        who: `CloudTrail for ${nameOf(trail)}`,
        key,
        caller: { kind: 'service', name: 'cloudtrail.amazonaws.com' },
        calls: [
          ...calls(['GenerateDataKey'], records),
          // no encryption context belongs to a description
          ...calls(['DescribeKey'], source),
          // whose encryption context it is when a bucket key is read is not documented
          ...(readsBucketKey ? calls(['Decrypt'], { ...source, 'kms:encryptioncontext:*': 'unknown' }) : []),
        ],
      },
    ];
  });
}
