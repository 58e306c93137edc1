import { Token } from 'aws-cdk-lib';
import type { PointInTimeRecoverySpecification } from 'aws-cdk-lib/aws-dynamodb';
import type { DataCategory } from '../../policy/data-category';
import { flaw, must, type Because } from '../decisions';
import type { At, Flaw, PropRule, Table } from '../prop-rule';

/** How far back DynamoDB can restore a table, and does unless somebody states less. */
const MOST_DAYS = 35;
/** What a mistake destroyed is found days later: as long as automated backups of databases. */
const LEAST_DAYS = 7;

const RESTORABLE = {
  rule: 'dynamodb-pitr',
  why: 'a mistake of a program could not be undone',
  guardsLoss: true,
} as const;

/** What becomes of every prop of point-in-time recovery. */
export const RECOVERY: Table<PointInTimeRecoverySpecification, At<PointInTimeRecoverySpecification>> = {
  pointInTimeRecoveryEnabled: must<boolean, At<unknown>>(true, { ...RESTORABLE, instead: 'Leave all of it out' }),
  recoveryPeriodInDays: {
    says: `must be ${LEAST_DAYS} days or more, and no longer than the data is kept`,
    flaws: flawsOfPeriod,
    fill: ({ props, category }) => (props.pointInTimeRecoveryEnabled ? shortenedPeriod(category) : undefined),
    onceDeployed: { keep: 'what could be restored until now would be lost' },
    samples: ({ category }) => {
      const [least, most] = boundsFor(category);
      const outside = [least - 1, most + 1].filter((days) => days >= 1 && days <= MOST_DAYS);
      return { taken: [least, most], refused: outside };
    },
  },
};

const SWITCH = must<boolean, At<unknown>>(true, RESTORABLE);

/** The switch of old, which takes no period: DynamoDB then restores the last 35 days. */
export const RECOVERY_SWITCH: PropRule<boolean, At<unknown>> = {
  ...SWITCH,
  says: 'may not be false, nor true where data is kept for less than 35 days',
  flaws: (on, at) => [...(SWITCH.flaws?.(on, at) ?? []), ...(on ? flawsOfPeriod(MOST_DAYS, at, SHORTER) : [])],
  fill: undefined,
  samples: ({ category }) =>
    shortenedPeriod(category) === undefined
      ? { taken: [true], refused: [false] }
      : { taken: [], refused: [true, false] },
};

/** The period that a table of a category states; none where it is the one that DynamoDB takes by itself. */
export function shortenedPeriod(category: DataCategory): number | undefined {
  const [, most] = boundsFor(category);
  return most < MOST_DAYS ? most : undefined;
}

const LIVES_ON: Because<At<unknown>> = { why: 'what was deleted in time could be restored' };
const SHORTER: Because<At<unknown>> = {
  ...LIVES_ON,
  instead: "Leave it out, or state 'pointInTimeRecoverySpecification'",
};

function flawsOfPeriod(days: number, at: At<unknown>, because: Because<At<unknown>> = LIVES_ON): Flaw[] {
  if (Token.isUnresolved(days)) return [];
  const { category, limits } = at;
  const [least, most] = boundsFor(category);
  if (days < least && !limits.ephemeral) {
    const why = 'what a mistake destroyed is found days later';
    return [flaw({ clause: 'P3.4', why }, at, `must be ${least} days or more, got ${days}`)];
  }
  return days > most ? [flaw(because, at, `must be ${most} days or less for ${category.name} data, got ${days}`)] : [];
}

function boundsFor({ deleteAfterDays = MOST_DAYS }: DataCategory): [least: number, most: number] {
  return [Math.min(LEAST_DAYS, deleteAfterDays), Math.min(MOST_DAYS, deleteAfterDays)];
}
