import { Duration } from 'aws-cdk-lib';
import { flaw } from '../decisions';
import type { At, Flaw, PropRule } from '../prop-rule';

/** Days for which RDS keeps automated backups at most. */
const MOST_DAYS = 35;

/** Days of automated backups below which a week's holiday is enough to lose data (AWS Config's own default). */
const LEAST_DAYS = 7;

/** How long automated backups are kept: for as long as RDS can, or until the data must be gone. */
export const BACKUP_RETENTION: PropRule<Duration, At<unknown>> = {
  says: 'at least 7 days, and no longer than the data may be kept',
  rule: 'rds-backup-retention',
  flaws: flawsOfBackups,
  fill: (at) => Duration.days(at.limits.ephemeral ? 1 : boundsOf(at).most),
  samples: (at) => {
    const { least, most } = boundsOf(at);
    return {
      taken: [Duration.days(least), Duration.days(most)],
      refused: [Duration.days(least - 1), Duration.days(most + 1)],
    };
  },
};

function boundsOf({ category }: Pick<At<unknown>, 'category'>): { readonly least: number; readonly most: number } {
  const { deleteAfterDays = MOST_DAYS } = category;
  return { least: Math.min(LEAST_DAYS, deleteAfterDays), most: Math.min(MOST_DAYS, deleteAfterDays) };
}

function flawsOfBackups(retention: Duration, at: At<unknown>): Flaw[] {
  if (retention.isUnresolved()) return [];
  const days = retention.toDays({ integral: false });
  const { least, most } = boundsOf(at);
  const { deleteAfterDays, name } = at.category;
  if (days < least && !at.limits.ephemeral) {
    const why = 'what a mistake destroyed is found days later';
    return [flaw({ rule: 'rds-backup-retention', why }, at, `must be ${least} days or more, got ${days}`)];
  }
  if (deleteAfterDays !== undefined && days > deleteAfterDays) {
    const problem = `must be ${deleteAfterDays} days or less for ${name} data, got ${days}`;
    const why = 'what was deleted in time would live on in backups';
    return [flaw({ rule: 'rds-backup-matches-data-category', why }, at, problem)];
  }
  if (days <= most) return [];
  return [flaw({ clause: 'P3.4', why: 'RDS keeps none for longer' }, at, `must be ${most} days or less, got ${days}`)];
}
