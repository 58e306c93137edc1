import { Duration } from 'aws-cdk-lib';
import { StorageClass, type BucketProps, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { DataCategory } from '../../policy/data-category';
import { flaw, type Because } from '../decisions';
import type { At, Flaw, PropRule } from '../prop-rule';

type BucketAt = At<BucketProps>;

const LIFECYCLE_ID = 'data-category';
const RETENTION_RULE = 's3-retention-matches-data-category';
/** Unfinished uploads are paid for and seen by nobody; a week is long enough to resume one. */
const ABORT_UPLOADS_AFTER_DAYS = 7;
/** S3 moves nothing to infrequent access sooner. */
const INFREQUENT_ACCESS_FROM_DAYS = 30;

/** The lifecycle of the data category stands first; rules of one's own may not delete. */
export function lifecycleRules(
  isVersioned: (props: BucketProps) => boolean = ({ versioned }) => versioned !== false,
): PropRule<LifecycleRule[], BucketAt> {
  return {
    says: 'the data category says when objects are archived and deleted; rules of one’s own may not expire them',
    rule: RETENTION_RULE,
    flaws: (rules, at) =>
      rules.flatMap((rule, index) => flawsOfRule(rule, at).map((found) => ({ ...found, path: `[${index}]` }))),
    fill: ({ category, props }) => [lifecycleOf(category, isVersioned(props))],
    within: (rules, { category, props, mode }) =>
      mode === 'fill'
        ? rules
        : [lifecycleOf(category, isVersioned(props)), ...rules.filter(({ id }) => id !== LIFECYCLE_ID)],
    onceDeployed: { keep: 'a lifecycle that nobody asked for would delete what is there' },
  };
}

function lifecycleOf({ objectExpiryDays, archiveAfterDays }: DataCategory, versioned: boolean): LifecycleRule {
  const expires = objectExpiryDays !== undefined;
  return {
    id: LIFECYCLE_ID,
    enabled: true,
    abortIncompleteMultipartUploadAfter: Duration.days(ABORT_UPLOADS_AFTER_DAYS),
    expiration: expires ? Duration.days(objectExpiryDays) : undefined,
    noncurrentVersionExpiration: expires && versioned ? Duration.days(1) : undefined,
    transitions:
      archiveAfterDays === undefined
        ? undefined
        : [{ storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(archiveAfterDays) }],
  };
}

function flawsOfRule(rule: LifecycleRule, at: BucketAt): Flaw[] {
  return [...flawsOfExpiry(rule, at), ...flawsOfTransitions(rule, at)];
}

function flawsOfExpiry(rule: LifecycleRule, at: BucketAt): Flaw[] {
  if (at.limits.ephemeral) return [];
  const { name, objectExpiryDays } = at.category;
  const dropsVersions = rule.noncurrentVersionExpiration !== undefined || rule.noncurrentVersionsToRetain !== undefined;
  const found: Because<BucketAt>[] = [];
  if (objectExpiryDays === undefined && dropsVersions) {
    found.push({
      rule: RETENTION_RULE,
      why: 'noncurrent versions are its only way back',
      instead: 'Leave the expiration of noncurrent versions out of the rule',
    });
  }
  if (rule.expiration !== undefined || rule.expirationDate !== undefined) {
    found.push({
      rule: RETENTION_RULE,
      why: 'the data category says when it goes',
      instead: 'Leave the expiration out of the rule, or choose the category that has it',
    });
  }
  return found.map((because) => flaw(because, at, `may not expire ${name} data`));
}

function flawsOfTransitions({ transitions = [] }: LifecycleRule, at: BucketAt): Flaw[] {
  const infrequent = [StorageClass.INFREQUENT_ACCESS, StorageClass.ONE_ZONE_INFREQUENT_ACCESS].map(String);
  return transitions
    .filter(({ storageClass }) => infrequent.includes(storageClass.value))
    .filter(({ transitionAfter }) => transitionAfter?.isUnresolved() === false)
    .map(({ transitionAfter }) => transitionAfter?.toDays() ?? 0)
    .filter((days) => days < INFREQUENT_ACCESS_FROM_DAYS)
    .map((days) =>
      flaw(
        { why: 'S3 moves nothing to infrequent access sooner', instead: 'Choose a later day, or intelligent tiering' },
        at,
        `must move to infrequent access after ${INFREQUENT_ACCESS_FROM_DAYS} days or more, got ${days}`,
      ),
    );
}
