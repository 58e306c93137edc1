import { Immutability, type DataCategory } from '../../policy/data-category';
import { all, any, because, holds, isPresent, not, type Certainty } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';
import { refused, when } from '../expect';
import { defineRule, type Problem, type RuleContext } from '../rule';
import { byCategory, categoryOf } from '../concepts/data-category';
import { isForServerAccessLogs, mustNotBeLocked, receivesConfig, receivesTrail } from '../concepts/log-target';
import { DEFAULT_RETENTION, locksFor } from '../concepts/object-lock';

/** The modes of Object Lock that are firm enough; backup copies are locked by their vault. */
const MODES: Partial<Record<Immutability, readonly string[]>> = {
  [Immutability.COMPLIANCE]: ['COMPLIANCE'],
  [Immutability.GOVERNANCE]: ['GOVERNANCE', 'COMPLIANCE'],
};

export default defineRule({
  id: 's3-audit-bucket-object-lock',
  title: 'S3 bucket for audit logs is locked against change, and one that log delivery writes to is not',
  clause: 'P2.2.3',
  severity: 'error',
  resourceTypes: ['AWS::S3::Bucket'],
  rationale:
    'Without Object Lock, whoever can delete objects can delete the trail of having done so; with a default lock, S3 access logs and AWS Config are never delivered.',
  remediation:
    'Use `SecureBucket` with `DataCategory.AUDIT_LOGS`, or set `ObjectLockEnabled` and a default retention of 365 days in COMPLIANCE mode; for access logs and AWS Config, leave the default retention out and replicate into a locked bucket.',
  waivable: false,
  controls: {
    iso27001: { 'A.5.28': 'judgement', 'A.5.33': 'crosswalk', 'A.8.15': 'judgement' },
    soc2: { 'CC6.1': 'peer-near', 'CC7.2': 'judgement' },
    hipaa: {
      '164.312(b)': 'judgement',
      '164.312(c)(1)': 'judgement',
      '164.312(c)(2)': 'judgement',
      '164.316(b)(2)(i)': 'judgement',
    },
    pci: { '10.3.2': 'judgement', '10.3.4': 'peer-near', '10.5.1': 'peer-near' },
  },
  equivalents: {
    awsConfig: ['s3-bucket-default-lock-enabled'],
    securityHub: ['S3.15'],
    cdkNag: ['S3BucketDefaultLockEnabled'],
    prowler: ['s3_bucket_object_lock'],
  },
  appliesTo: (bucket, context) =>
    any([
      () => receivesTrail(bucket, context.relations),
      () => blocksDelivery(bucket, context),
      () => mustBeLocked(bucket, context),
    ]),
  *check(bucket, context) {
    const { policy, relations } = context;
    const blocked = because(blocksDelivery(bucket, context), { path: DEFAULT_RETENTION, reason: 'one' });
    yield* refused(
      blocked,
      'no default retention (access logs and AWS Config cannot be delivered into a locked bucket)',
    );
    const isForTrail = all([receivesTrail(bucket, relations), () => not(blocked)]);
    yield* when(isForTrail, () => locksFor(bucket, { modes: ['COMPLIANCE'], days: policy.auditLogDays }));
    yield* when(mustBeLocked(bucket, context), () =>
      byCategory(bucket, policy, (category) => locksAs(bucket, category)),
    );
  },
});

function blocksDelivery(bucket: Resource, { relations }: RuleContext): Certainty {
  const delivered = any([isForServerAccessLogs(bucket, relations), () => receivesConfig(bucket, relations)]);
  return all([delivered, () => isPresent(bucket.read(DEFAULT_RETENTION))]);
}

/** Data of an immutable category is locked unless log delivery would fail. */
function mustBeLocked(bucket: Resource, context: RuleContext): Certainty {
  const immutable = holds(categoryOf(bucket, context.policy), ({ immutability }) => immutability in MODES);
  return all([immutable, () => not(mustNotBeLocked(bucket, context.relations))]);
}

function locksAs(bucket: Resource, { immutability, keepForDays = 0 }: DataCategory): Iterable<Problem> {
  return locksFor(bucket, { modes: MODES[immutability] ?? [], days: keepForDays });
}
