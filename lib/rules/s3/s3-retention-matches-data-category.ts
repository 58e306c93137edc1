import { expected, fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import type { Resource } from '../../template/read/resource';
import { categoryOf, UNTAGGED } from '../concepts/data-category';
import { wholeBucketRules } from '../concepts/bucket-lifecycle';

export default defineRule({
  id: 's3-retention-matches-data-category',
  title: 'S3 bucket deletes its objects when the data category says',
  clause: 'P1.3',
  severity: 'error',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale:
    'Data that outlives its category is kept without a purpose; data that goes early breaks a promise to keep it.',
  remediation:
    'Use `SecureBucket` with a `DataCategory`, or tag the bucket `data-category` and set `ExpirationInDays` of an enabled lifecycle rule without a filter to the days of the category.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.33': 'crosswalk', 'A.5.34': 'judgement', 'A.8.10': 'peer-near' },
    soc2: { 'C1.2': 'peer-near', 'P4.2': 'judgement', 'P4.3': 'judgement' },
    hipaa: { '164.310(d)(2)(i)': 'judgement' },
    pci: { '3.2.1': 'peer-near', '9.4.7': 'judgement' },
  },
  equivalents: {
    awsConfig: ['s3-lifecycle-policy-check'],
    securityHub: ['S3.13'],
    prowler: ['s3_bucket_lifecycle_enabled'],
  },
  *check(bucket, { policy }) {
    const category = categoryOf(bucket, policy);
    if (category.kind === 'value') {
      yield* expiresAfter(bucket, category.value.name, category.value.objectExpiryDays);
      return;
    }
    yield undetermined(category.kind === 'unknown' ? category : UNTAGGED);
  },
});

function* expiresAfter(bucket: Resource, category: string, days: number | undefined): Generator<Problem> {
  const { rules, unknown } = wholeBucketRules(bucket);
  yield* unknown.map(undetermined);
  const what = days === undefined ? `no expiration for ${category}` : `${days} for ${category}`;
  let found = unknown.length > 0;
  for (const rule of rules) {
    const expiration = rule.number('ExpirationInDays');
    found ||= expiration.kind !== 'absent';
    yield* expected(expiration, what, (stated) => stated === days, { absentPasses: true });
    yield* expected(rule.text('ExpirationDate'), what, () => false, { absentPasses: true });
  }
  if (days !== undefined && !found) {
    const place = 'LifecycleConfiguration.Rules';
    yield fail(place, `ExpirationInDays ${what}`, 'no enabled rule for the whole bucket that has it');
  }
}
