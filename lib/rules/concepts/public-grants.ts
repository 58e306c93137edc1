import { policyAt } from '../../template/access/policy';
import { bucketTargets } from '../../template/access/bucket';
import { grantsToAnybody } from '../../template/access/questions';
import type { Certainty } from '../../template/read/certainty';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { refused } from '../expect';
import type { Problem } from '../rule';
import { policiesOf } from './bucket-policy';

/** Yields a problem for each principal by whom a bucket's policies let anybody do one of some actions with it. */
export function* publicGrants(
  bucket: Resource,
  relations: Relations,
  what: string,
  actions: readonly string[],
): Generator<Problem> {
  for (const attached of policiesOf(bucket, relations)) {
    const policy = policyAt(attached, 'PolicyDocument');
    if (policy.hidden !== undefined) yield* refused(elsewhere(policy.hidden, attached), what);
    for (const { answer } of grantsToAnybody(policy, { actions, targets: bucketTargets(bucket) })) {
      yield* refused(elsewhere(answer, attached), what);
    }
  }
}

/** The answer as the bucket's finding says it: what decides stands in another resource. */
function elsewhere(answer: Certainty, attached: Resource): Certainty {
  const { path = '', reason = '' } = answer;
  const place = `${path} of the bucket policy ${attached.logicalId}`;
  return { ...answer, path: '', reason: answer.kind === 'maybe' ? `${place}: ${reason}` : `${reason} at ${place}` };
}
