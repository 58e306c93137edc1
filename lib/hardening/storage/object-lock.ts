import { Duration } from 'aws-cdk-lib';
import { ObjectLockMode, ObjectLockRetention, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { Immutability, type DataCategory } from '../../policy/data-category';
import { flaw, type Because } from '../decisions';
import type { At, Table } from '../prop-rule';

type BucketAt = At<BucketProps>;

const NOT_LOCKED: Because<BucketAt> = {
  why: 'it must be possible to delete it',
  instead: 'Leave it out, or choose a category that is locked',
};
/** What is locked cannot be unlocked, so an app that is deployed already decides by itself. */
const onceDeployed = { keep: 'a lock can never be taken off: state it yourself' };

/** Object Lock as the data category says: for as long as it is kept, and not at all for what must be deletable. */
export const OBJECT_LOCK = {
  objectLockEnabled: {
    says: 'must be true for data that is immutable, and may not be set for other data',
    rule: 's3-audit-bucket-object-lock',
    flaws: (stated, at) => {
      const { name, immutable } = at.category;
      if (stated === immutable) return [];
      return immutable
        ? [flaw({ why: 'it is immutable' }, at, `may not be false for ${name} data`)]
        : [flaw(NOT_LOCKED, at, `may not be true for ${name} data`)];
    },
    fill: ({ category }) => (category.immutable ? true : undefined),
    onceDeployed,
    samples: ({ category }) => ({ taken: [category.immutable], refused: [!category.immutable] }),
  },
  objectLockDefaultRetention: {
    says: 'as long and as firmly as the data category says',
    rule: 's3-audit-bucket-object-lock',
    flaws: (stated, at) => {
      const { name, immutable, keepForDays } = at.category;
      if (!immutable || keepForDays === undefined) return [flaw(NOT_LOCKED, at, `may not be set for ${name} data`)];
      const mode = modeOf(at.category);
      const days = stated.duration.toDays();
      if (days === keepForDays && (stated.mode === mode || stated.mode === ObjectLockMode.COMPLIANCE)) return [];
      const problem = `must be ${mode} for ${keepForDays} days, got ${stated.mode} for ${days} days`;
      return [flaw({ why: `that is how long ${name} data is kept unchanged` }, at, problem)];
    },
    fill: ({ category }) => retentionOf(category),
    samples: ({ category }) => ({
      taken: [retentionOf(category)].filter((retention) => retention !== undefined),
      refused: category.immutable ? [ObjectLockRetention.governance(Duration.days(1))] : [],
    }),
    onceDeployed,
  },
} satisfies Partial<Table<BucketProps>>;

function retentionOf(category: DataCategory): ObjectLockRetention | undefined {
  const { immutable, keepForDays } = category;
  if (!immutable || keepForDays === undefined) return undefined;
  const period = Duration.days(keepForDays);
  return modeOf(category) === ObjectLockMode.GOVERNANCE
    ? ObjectLockRetention.governance(period)
    : ObjectLockRetention.compliance(period);
}

function modeOf({ immutability }: DataCategory): ObjectLockMode {
  return immutability === Immutability.GOVERNANCE ? ObjectLockMode.GOVERNANCE : ObjectLockMode.COMPLIANCE;
}
