import { Immutability } from '../../policy/data-category';
import type { SecurityPolicy } from '../../policy/security-policy';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { fail, undetermined } from '../expect';
import { defineRule } from '../rule';
import { categoryOf } from '../concepts/data-category';
import { receivesConfig, receivesServerAccessLogs, receivesTrail } from '../concepts/log-target';
import { expiresAfterLock, locksFor, type LockTerms } from '../concepts/object-lock';

const RETENTION = 'ObjectLockConfiguration.Rule.DefaultRetention';

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
  appliesTo: (bucket, { policy, relations }) => {
    if (deliveryInto(bucket, relations) !== undefined && bucket.read(RETENTION).kind !== 'absent') return true;
    return categoryOf(bucket, policy).kind === 'unknown' || lockTerms(bucket, policy, relations) !== undefined;
  },
  *check(bucket, { policy, relations }) {
    const delivery = deliveryInto(bucket, relations);
    const retention = bucket.read(RETENTION);
    if (delivery !== undefined && retention.kind === 'unknown') yield undetermined(retention);
    if (delivery !== undefined && retention.kind === 'value') {
      yield fail(RETENTION, `no default retention (${delivery} cannot be delivered into a bucket that has one)`, 'one');
      return;
    }
    const terms = lockTerms(bucket, policy, relations);
    if (terms !== undefined) {
      yield* locksFor(bucket, terms);
      yield* expiresAfterLock(bucket);
      return;
    }
    const category = categoryOf(bucket, policy);
    if (category.kind === 'unknown' && delivery === undefined) yield undetermined(category);
  },
});

function deliveryInto(bucket: Resource, relations: Relations): string | undefined {
  if (receivesServerAccessLogs(bucket, relations)) return 'S3 server access logs';
  return receivesConfig(bucket, relations) ? 'the records of AWS Config' : undefined;
}

/** A trail is locked in any case; data of an immutable category is unless log delivery would fail. */
function lockTerms(bucket: Resource, policy: SecurityPolicy, relations: Relations): LockTerms | undefined {
  const isForTrail = receivesTrail(bucket, relations);
  const category = categoryOf(bucket, policy);
  const { immutability, keepForDays = 0 } =
    category.kind === 'value' && deliveryInto(bucket, relations) === undefined
      ? category.value
      : { immutability: Immutability.NONE };
  if (isForTrail) return { modes: ['COMPLIANCE'], days: Math.max(policy.auditLogDays, keepForDays) };
  if (immutability === Immutability.COMPLIANCE) return { modes: ['COMPLIANCE'], days: keepForDays };
  if (immutability === Immutability.GOVERNANCE) return { modes: ['GOVERNANCE', 'COMPLIANCE'], days: keepForDays };
  return undefined;
}
