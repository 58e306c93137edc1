import { all, equals, isAbsent, type Certainty } from '../../template/read/certainty';
import type { Properties } from '../../template/read/properties';
import type { Resource } from '../../template/read/resource';

/** The lifecycle rules of a bucket. */
export function lifecycleRules(bucket: Resource): readonly Properties[] {
  return bucket.items('LifecycleConfiguration.Rules');
}

/** The lifecycle rules that are in force for all objects of a bucket, or may be. */
export function wholeBucketRules(bucket: Resource): readonly Properties[] {
  return lifecycleRules(bucket).filter((rule) => isForWholeBucket(rule).kind !== 'no');
}

/** Whether a lifecycle rule is enabled. */
export function isInForce(rule: Properties): Certainty {
  return equals(rule.text('Status'), 'Enabled');
}

/** Whether a lifecycle rule is enabled, and no filter narrows it to some of the objects. */
export function isForWholeBucket(rule: Properties): Certainty {
  const filters = [rule.read('Prefix'), rule.read('ObjectSizeGreaterThan'), rule.read('ObjectSizeLessThan')];
  return all([isInForce(rule), ...[...filters, rule.read('TagFilters')].map(isAbsent)]);
}
