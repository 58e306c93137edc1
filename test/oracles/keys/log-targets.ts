import { statementsOf } from '../../../lib/template/read/policy-document';
import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { bucketNamed, encryptionOf } from './places';

/** Buckets that cannot take what is written into them, whatever their key's policy says: a sentence each. */
export function logTargetFaults(world: World): string[] {
  return [...accessLogs(world), ...balancerLogs(world), ...identities(world), ...configuration(world)];
}

/** Server access logs are written with SSE-S3 alone, and into no bucket with Object Lock. */
function accessLogs(world: World): string[] {
  return world.all('AWS::S3::Bucket').flatMap((source) => {
    if (source.object('LoggingConfiguration').kind !== 'value') return [];
    const named = source.reference('LoggingConfiguration.DestinationBucketName');
    const target = named.kind === 'value' ? bucketNamed(world, named) : source;
    if (target === undefined) return [];
    const who = `Server access logs of ${nameOf(source)} do not arrive in ${nameOf(target)}`;
    return [
      ...(encryptionOf(world, target).usesKms ? [`${who}: it encrypts under a KMS key.`] : []),
      ...(valueOf(target.boolean('ObjectLockEnabled')) === true ? [`${who}: it has Object Lock.`] : []),
    ];
  });
}

/** Application load balancers write with SSE-S3 alone; network load balancers take a key of one's own, too. */
function balancerLogs(world: World): string[] {
  return world.all('AWS::ElasticLoadBalancingV2::LoadBalancer').flatMap((balancer) => {
    const attributes = balancer.items('LoadBalancerAttributes');
    return attributes
      .filter((one) => (valueOf(one.text('Key')) ?? '').endsWith('_logs.s3.bucket'))
      .flatMap((one): string[] => {
        const bucket = bucketNamed(world, one.reference('Value'));
        if (bucket === undefined) return [];
        const { usesKms, key } = encryptionOf(world, bucket);
        const isNetwork = valueOf(balancer.text('Type')) === 'network';
        if (!usesKms || (isNetwork && key !== undefined)) return [];
        return [`Logs of ${nameOf(balancer)} do not arrive in ${nameOf(bucket)}: it encrypts under a KMS key.`];
      });
  });
}

/** An origin access identity cannot read what a KMS key encrypts. */
function identities(world: World): string[] {
  return policies(world).flatMap(({ policy, bucket }) => {
    const hasIdentity = statementsOf(policy, 'PolicyDocument').some(
      (one) => valueOf(one.effect) === 'Allow' && one.principals.some(({ kind }) => kind === 'CanonicalUser'),
    );
    if (!hasIdentity || !encryptionOf(world, bucket).usesKms) return [];
    return [`An origin access identity does not read ${nameOf(bucket)}: it encrypts under a KMS key.`];
  });
}

/** AWS Config writes into no bucket with a default retention. */
function configuration(world: World): string[] {
  return world.all('AWS::Config::DeliveryChannel').flatMap((channel) => {
    const bucket = bucketNamed(world, channel.reference('S3BucketName'));
    if (bucket?.object('ObjectLockConfiguration.Rule').kind !== 'value') return [];
    return [`AWS Config does not deliver ${nameOf(channel)} into ${nameOf(bucket)}: it has a default retention.`];
  });
}

function policies(world: World): { policy: Resource; bucket: Resource }[] {
  return world.all('AWS::S3::BucketPolicy').flatMap((policy) => {
    const bucket = bucketNamed(world, policy.reference('Bucket'));
    return bucket === undefined ? [] : [{ policy, bucket }];
  });
}
