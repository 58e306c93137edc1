import type { DataCategory } from '../../policy/data-category';
import { all, any, anyOf, because, certain, isPresent, not } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';
import { demanded, expected } from '../expect';
import { defineRule, type Problem } from '../rule';
import { isForWholeBucket, wholeBucketRules } from '../concepts/bucket-lifecycle';
import { byCategory } from '../concepts/data-category';
import { DEFAULT_RETENTION } from '../concepts/object-lock';

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
  check: (bucket, { policy }) => byCategory(bucket, policy, (category) => expires(bucket, category)),
});

function* expires(bucket: Resource, { name, objectExpiryDays }: DataCategory): Generator<Problem> {
  const what = objectExpiryDays === undefined ? `no expiration for ${name}` : `${objectExpiryDays} for ${name}`;
  const rules = wholeBucketRules(bucket);
  for (const rule of rules) {
    const idle = not(isForWholeBucket(rule));
    const fits = (days: number) => any([certain(days === objectExpiryDays), idle]);
    yield* expected(rule.number('ExpirationInDays'), what, fits, { absentPasses: true });
    yield* expected(rule.text('ExpirationDate'), what, () => idle, { absentPasses: true });
  }
  if (objectExpiryDays === undefined) return;
  const expiring = anyOf(rules, (rule) => all([isForWholeBucket(rule), isPresent(rule.read('ExpirationInDays'))]));
  const missing = { path: 'LifecycleConfiguration.Rules', reason: 'no enabled rule for the whole bucket that has it' };
  yield* demanded(because(expiring, missing), `ExpirationInDays ${what}`);
  yield* deletable(bucket, name, objectExpiryDays);
}

/** What is locked beyond its day of deletion cannot be deleted by anybody. */
function* deletable(bucket: Resource, name: string, days: number): Generator<Problem> {
  const what = `a lock that ends before day ${days}, when ${name} has to go`;
  const [inDays, inYears] = [bucket.number(`${DEFAULT_RETENTION}.Days`), bucket.number(`${DEFAULT_RETENTION}.Years`)];
  yield* expected(inDays, what, (stated) => stated < days, { absentPasses: true });
  yield* expected(inYears, what, (stated) => stated * 365 < days, { absentPasses: true });
}
