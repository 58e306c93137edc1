import { statementsOf, type Statement } from '../../../lib/template/read/policy-document';
import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { calls, type Context, type KeyUse } from './call';
import { deliveryUse } from './log-uses';
import { matches } from './patterns';
import { arnOf, bucketNamed, encryptionOf, forSource } from './places';

/** Services that use no key of a bucket by themselves: their own uses are looked at where they are declared. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'cloudtrail.amazonaws.com',
  'logging.s3.amazonaws.com',
  'logdelivery.elasticloadbalancing.amazonaws.com',
]);

/** Services that the policy of a bucket under a key lets read or write. */
export function bucketUses(world: World): KeyUse[] {
  return world.all('AWS::S3::BucketPolicy').flatMap((policy) => {
    const bucket = bucketNamed(world, policy.reference('Bucket'));
    const key = bucket === undefined ? undefined : encryptionOf(world, bucket).key;
    if (bucket === undefined || key === undefined) return [];
    return statementsOf(policy, 'PolicyDocument')
      .filter((statement) => valueOf(statement.effect) === 'Allow')
      .flatMap((statement) => servicesOf(statement).flatMap((name) => useOf(world, bucket, key, name, statement)));
  });
}

function useOf(world: World, bucket: Resource, key: Resource, name: string, statement: Statement): KeyUse[] {
  const reads = allows(statement, 's3:GetObject');
  const writes = allows(statement, 's3:PutObject');
  if ((!reads && !writes) || ELSEWHERE.has(name)) return [];
  if (name === 'delivery.logs.amazonaws.com') return deliveryUse(world, bucket, 'vended logs');
  // AWS Config asks for both, whatever it is about to do
  const both = name === 'config.amazonaws.com';
  const actions = [...(reads || both ? ['Decrypt'] : []), ...(writes ? ['GenerateDataKey'] : [])];
  const who = `${name} for ${nameOf(bucket)}`;
  return [{ who, key, caller: { kind: 'service', name }, calls: calls(actions, contextOf(bucket, name)) }];
}

function contextOf(bucket: Resource, name: string): Context {
  const sources: Readonly<Record<string, string>> = {
    'config.amazonaws.com': arnOf(bucket, 'config', '${source}'),
    'cloudfront.amazonaws.com': 'arn:${partition}:cloudfront::${account}:distribution/${id}',
  };
  return { ...forSource(sources[name]), 'kms:encryptioncontext:*': 'unknown' };
}

function servicesOf(statement: Statement): string[] {
  return statement.principals.flatMap(({ kind, reading }) => {
    const name = valueOf(reading)?.text;
    return kind === 'Service' && name !== undefined ? [name] : [];
  });
}

function allows(statement: Statement, action: string): boolean {
  const wanted = action.toLowerCase();
  return statement.actions.some((one) => matches((valueOf(one) ?? '').toLowerCase(), wanted) === 'yes');
}
