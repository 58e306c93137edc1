import { all, any, anyOf, because, equals, holds, yes, type Certainty } from '../../template/read/certainty';
import type { Properties } from '../../template/read/properties';
import { demanded } from '../expect';
import { defineRule } from '../rule';
import { categoryOf } from '../concepts/data-category';
import { isForWholeBucket, lifecycleRules } from '../concepts/bucket-lifecycle';

const ABORT = 'AbortIncompleteMultipartUpload';
const VERSIONS = ['NoncurrentVersionExpiration.NoncurrentDays', 'NoncurrentVersionExpirationInDays'];

export default defineRule({
  id: 's3-noncurrent-version-expiry',
  title: 'S3 bucket deletes old versions and unfinished uploads',
  clause: 'P1.3',
  severity: 'warning',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale:
    'In a versioned bucket, deletion only hides an object: the old versions and the parts of broken uploads stay for good.',
  remediation:
    'Use `SecureBucket`, or add an enabled lifecycle rule without a filter with `NoncurrentVersionExpiration` and `AbortIncompleteMultipartUpload`.',
  controls: {
    iso27001: { 'A.5.33': 'crosswalk', 'A.5.34': 'judgement', 'A.8.10': 'peer-near' },
    soc2: { 'C1.2': 'judgement', 'P4.2': 'judgement', 'P4.3': 'judgement' },
    hipaa: { '164.310(d)(2)(i)': 'judgement' },
    pci: { '3.2.1': 'peer-near', '9.4.7': 'judgement' },
  },
  equivalents: {
    awsConfig: ['s3-version-lifecycle-policy-check'],
    securityHub: ['S3.10'],
    prowler: ['s3_bucket_lifecycle_enabled'],
  },
  appliesTo: (bucket) => equals(bucket.text('VersioningConfiguration.Status'), 'Enabled'),
  *check(bucket, { policy }) {
    const category = categoryOf(bucket, policy);
    const rules = lifecycleRules(bucket);
    // only data that is never deleted by itself keeps its versions
    const keepsVersions = holds(category, ({ deleteAfterDays }) => deleteAfterDays === undefined);
    const within = (days: number): Certainty =>
      holds(category, ({ deleteAfterDays = days }) => days <= deleteAfterDays, yes);
    const expires = anyOf(rules, (rule) => hasDays(rule, VERSIONS, within));
    yield* demanded(saidOfRules(any([keepsVersions, expires])), 'NoncurrentVersionExpiration');
    const aborts = anyOf(rules, (rule) => hasDays(rule, [`${ABORT}.DaysAfterInitiation`], () => yes));
    yield* demanded(saidOfRules(aborts), ABORT);
  },
});

function hasDays(rule: Properties, paths: readonly string[], fit: (days: number) => Certainty): Certainty {
  return all([isForWholeBucket(rule), () => anyOf(paths, (path) => holds(rule.number(path), fit))]);
}

function saidOfRules(answer: Certainty): Certainty {
  const reason = 'no enabled rule for the whole bucket that has it';
  return because(answer, { path: 'LifecycleConfiguration.Rules', reason });
}
