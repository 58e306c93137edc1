import { bucketTargets } from '../../template/access/bucket';
import { policyAt, type Policy } from '../../template/access/policy';
import { deniesEverybody, grantsToAnybody, type Target } from '../../template/access/questions';
import type { RequestKind } from '../../template/access/request';
import { at, because, maybe, no, type Certainty } from '../../template/read/certainty';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { demanded, refused } from '../expect';
import type { Problem, RuleContext } from '../rule';
import { nameAt } from './name-at';
import { namelessBeside } from './nameless';

const BUCKET = 'AWS::S3::Bucket';
const BUCKET_POLICY = 'AWS::S3::BucketPolicy';
const DOCUMENT = 'PolicyDocument';
const OF_BUCKETS = { type: BUCKET_POLICY, property: 'Bucket', targetType: BUCKET };

/** The bucket policies in the same templates that are attached to a bucket. */
export function policiesOf(bucket: Resource, relations: Relations): readonly Resource[] {
  return relations.pointingWith(bucket, BUCKET_POLICY, 'Bucket by any name', (policy) => [nameAt(policy, 'Bucket')]);
}

/** What a bucket policy says. */
export function documentOf(bucketPolicy: Resource): Policy {
  return policyAt(bucketPolicy, DOCUMENT);
}

/** Whether a resource is a bucket, or the policy of one that nobody else judges: it is in none of these templates. */
export function isBucketOrPolicyOfOneElsewhere(resource: Resource, { relations }: RuleContext): boolean {
  if (resource.type === BUCKET) return true;
  const name = nameAt(resource, 'Bucket');
  return name.kind !== 'value' || relations.target(name.value, BUCKET, resource) === undefined;
}

/** Requests that the policy of a bucket is to refuse whoever makes them, and how such a Deny is called. */
export interface Demand {
  readonly what: string;
  readonly requests: Readonly<Record<string, RequestKind>>;
}

/** Yields a problem unless the policy of a bucket, or a policy whose bucket is elsewhere, denies some requests. */
export function* demandsDeny(resource: Resource, relations: Relations, demand: Demand): Generator<Problem> {
  if (resource.type === BUCKET_POLICY) {
    yield* demanded(denies(documentOf(resource), bucketNamedBy(resource), demand), demand.what);
    return;
  }
  const policies = policiesOf(resource, relations);
  if (policies.length === 0) {
    yield* demanded(at('', because(no, { reason: 'no bucket policy in these templates' })), demand.what);
  }
  for (const attached of policies) {
    const answer = denies(documentOf(attached), bucketTargets(resource), demand);
    const missing = `a bucket policy without it (${attached.logicalId}): ${answer.reason ?? ''}`;
    yield* demanded(answer.kind === 'no' ? at('', { ...no, reason: missing }) : saidOf(attached, answer), demand.what);
  }
}

/** Yields a problem for each principal by whom a bucket's policies let anybody do one of some actions with it. */
export function* publicGrants(
  bucket: Resource,
  relations: Relations,
  what: string,
  actions: readonly string[],
): Generator<Problem> {
  for (const attached of policiesOf(bucket, relations)) {
    const policy = documentOf(attached);
    if (policy.hidden !== undefined) yield* refused(saidOf(attached, policy.hidden), what);
    for (const { answer } of grantsToAnybody(policy, { actions, targets: bucketTargets(bucket) })) {
      yield* refused(saidOf(attached, answer), what);
    }
  }
  for (const stray of namelessBeside(bucket, OF_BUCKETS, relations)) {
    const [granted] = grantsToAnybody(documentOf(stray), { actions, targets: bucketTargets(bucket) });
    const why = maybe('only deployment knows whether it is the policy of this bucket', 'Bucket');
    if (granted !== undefined) yield* refused(saidOf(stray, why), what);
  }
}

function denies(policy: Policy, targets: readonly Target[], { requests }: Demand): Certainty {
  return deniesEverybody(policy, { actions: ['s3:*'], targets, requests });
}

/** A bucket that is in none of the templates, by the name that its policy has for it. */
function bucketNamedBy(bucketPolicy: Resource): readonly Target[] {
  const name = nameAt(bucketPolicy, 'Bucket');
  const arn = `arn:aws:s3:::${name.kind === 'value' ? name.value.text : '*'}`;
  return [
    { name: 'the bucket', arns: [arn] },
    { name: 'its objects', arns: [`${arn}/*`] },
  ];
}

/** An answer as the finding of a bucket says it: what decides stands in the policy. */
function saidOf(bucketPolicy: Resource, answer: Certainty): Certainty {
  const { path = '', reason = '' } = answer;
  const place = `${path} of the bucket policy ${bucketPolicy.logicalId}`;
  if (answer.kind === 'maybe') return maybe(`${place}: ${reason}`, '');
  return { ...answer, path: '', reason: `${reason} at ${place}` };
}
