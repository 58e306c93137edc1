import type { Resource } from '../read/resource';
import type { Target } from './questions';

/** The bucket itself and the objects in it, by every name that policies have for them. */
export function bucketTargets(bucket: Resource): readonly [bucket: Target, objects: Target] {
  const name = bucket.text('BucketName');
  const given = name.kind === 'value' ? name.value : name.kind === 'unknown' ? name.unresolved?.text : undefined;
  const names = [bucket.definition.expression(), ...(given === undefined ? [] : [given])];
  const arns = [bucket.definition.expression('Arn'), ...names.map((one) => `arn:aws:s3:::${one}`)];
  return [
    { name: `the bucket ${bucket.logicalId}`, arns },
    { name: `the objects of ${bucket.logicalId}`, arns: arns.map((arn) => `${arn}/*`) },
  ];
}
