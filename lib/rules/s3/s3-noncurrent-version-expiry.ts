import type { Properties } from '../../template/read/properties';
import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { categoryOf } from '../concepts/data-category';
import { wholeBucketRules } from '../concepts/bucket-lifecycle';

const ABORT = 'AbortIncompleteMultipartUpload';
const PATHS = {
  NoncurrentVersionExpiration: ['NoncurrentVersionExpiration.NoncurrentDays', 'NoncurrentVersionExpirationInDays'],
  [ABORT]: [`${ABORT}.DaysAfterInitiation`],
};

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
  appliesTo(bucket) {
    const status = bucket.text('VersioningConfiguration.Status');
    return status.kind === 'unknown' || (status.kind === 'value' && status.value === 'Enabled');
  },
  *check(bucket, { policy }) {
    const { rules, unknown } = wholeBucketRules(bucket);
    const category = categoryOf(bucket, policy);
    const keepsVersions = category.kind === 'value' && category.value.deleteAfterDays === undefined;
    for (const [name, paths] of Object.entries(keepsVersions ? { [ABORT]: PATHS[ABORT] } : PATHS)) {
      const readings = rules.flatMap((rule: Properties) => paths.map((path) => rule.number(path)));
      if (readings.some((reading) => reading.kind === 'value')) continue;
      const open = [...readings, ...unknown].find((reading) => reading.kind === 'unknown');
      if (open?.kind === 'unknown') yield undetermined(open);
      else yield fail('LifecycleConfiguration.Rules', name, 'no enabled rule for the whole bucket that has it');
    }
  },
});
