import { Token } from 'aws-cdk-lib';
import { LogGroupClass, RetentionDays, type LogGroupProps } from 'aws-cdk-lib/aws-logs';
import { DataCategory } from '../../policy/data-category';
import { flaw, free, must, oneOf, type Because } from '../decisions';
import { ownKey } from '../keys/own-key';
import { plainClass } from '../plain-class';
import { outlivesStack } from '../removal-policy';
import type { At, Flaw, KeyedAt, Table } from '../prop-rule';

type LogGroupAt = KeyedAt<LogGroupProps>;

/** What becomes of every prop of a log group. */
export const LOG_GROUP: Table<LogGroupProps, LogGroupAt> = {
  retention: {
    says: 'as long as the data category is kept',
    rule: 'loggroup-retention-matches-category',
    flaws: flawsOfRetention,
    fill: ({ limits, category, props }) => {
      // CloudWatch keeps such logs for two days, and takes no retention
      if (props.logGroupClass === LogGroupClass.DELIVERY) return undefined;
      return limits.ephemeral ? RetentionDays.ONE_WEEK : retentionFor(category);
    },
    onceDeployed: { keep: 'CloudWatch Logs would delete what it keeps for two years now' },
    samples: ({ category }) => {
      const all = Object.values(RetentionDays).filter((value) => typeof value === 'number');
      const right = retentionFor(category);
      return {
        taken: right === undefined ? [] : [right],
        refused: all.filter((value) => value !== right),
      };
    },
  },
  deletionProtectionEnabled: {
    ...must<boolean, LogGroupAt>(true, {
      rule: 'loggroup-deletion-protection',
      why: 'such logs are immutable',
      unless: ({ category }) => !category.immutable,
    }),
    says: 'must be true for immutable data',
    flaws: (stated, at) =>
      stated || !at.category.immutable
        ? []
        : [
            flaw(
              { rule: 'loggroup-deletion-protection', why: 'such logs are immutable' },
              at,
              `may not be false for ${at.category.name} data`,
            ),
          ],
    samples: ({ category }) => ({
      taken: category.immutable ? [true] : [true, false],
      refused: category.immutable ? [false] : [],
    }),
  },
  removalPolicy: outlivesStack([], { why: 'logs outlive the stack that wrote them' }),
  logGroupClass: {
    ...oneOf<typeof LogGroupClass, LogGroupAt>(LogGroupClass, ['STANDARD', 'INFREQUENT_ACCESS'], {
      clause: 'P3.1',
      why: 'CloudWatch keeps such logs for two days',
    }),
    fill: undefined,
  },
  dataProtectionPolicy: {
    says: 'free for the standard class, the only one that takes it',
    clause: 'P3.5',
    flaws: (_, at) => {
      const { logGroupClass: given = LogGroupClass.STANDARD } = at.props;
      if (given === LogGroupClass.STANDARD) return [];
      return [
        flaw({ clause: 'P3.5', why: 'CloudWatch Logs takes it there only' }, at, 'must go with the STANDARD class'),
      ];
    },
  },
  encryptionKey: ownKey('loggroup-kms', ({ logKey }) => logKey()),
  logGroupName: free('free; a log group of a name of its own cannot be replaced'),
  fieldIndexPolicies: free(),
};

/** What keeps a log group from holding data of a category. */
export function flawsOfLogCategory(at: At<unknown>): Flaw[] {
  const { limits, category } = at;
  if (limits.ephemeral) return [];
  const least = limits.policy.infrastructureLogDays;
  const log: Because<At<unknown>> = {
    clause: 'P3.1',
    why: 'logs are needed after an incident',
    instead: 'Use a category for logs',
  };
  if ((category.keepForDays ?? 0) < least) {
    return [flaw(log, at, `must keep data for at least ${least} days, got ${category.name}`)];
  }
  if (category.deleteAfterDays === undefined) {
    const because = { ...log, clause: 'P1.3', why: 'logs that never go keep personal data' } as const;
    return [flaw(because, at, `must say when its data is deleted, got ${category.name}`)];
  }
  if (retentionFor(category) !== undefined) return [];
  const because = {
    ...log,
    clause: 'P1.3',
    why: 'CloudWatch Logs keeps events no longer, or for ever',
    instead: 'Export them to a SecureBucket of the category, and keep them here for less',
  } as const;
  return [flaw(because, at, `must keep data for at most ${LONGEST_DAYS} days in a log group, got ${category.name}`)];
}

function flawsOfRetention(stated: RetentionDays, at: LogGroupAt): Flaw[] {
  const { category, limits } = at;
  const right = retentionFor(category);
  if (Token.isUnresolved(stated) || stated === right || limits.ephemeral || right === undefined) return [];
  const days: number = stated;
  const why = 'the data category says how long logs are kept';
  const problem = `must be ${right} days for ${category.name} data, got ${days}`;
  const found = [flaw({ rule: 'loggroup-retention-matches-category', why }, at, problem)];
  return days < limits.policy.infrastructureLogDays
    ? [...found, flaw({ rule: 'loggroup-retention-min', why }, at, problem)]
    : found;
}

const OFFERED = Object.values(RetentionDays)
  .filter((value) => typeof value === 'number')
  .filter((value) => value !== RetentionDays.INFINITE)
  .sort((left, right) => left - right);
const LONGEST_DAYS: number = OFFERED.at(-1) ?? 0;

/** The shortest retention that CloudWatch Logs offers and that keeps data of a category; none when it offers none. */
export function retentionFor({ keepForDays = 0 }: DataCategory): RetentionDays | undefined {
  return OFFERED.find((value: number) => value >= keepForDays);
}

/** A plain log group; a whole year of logs is their compliance tier. */
export default plainClass<LogGroupProps>({
  // the CDK's own spelling
  classId: 'aws-cdk-lib.aws-log.LogGroup',
  table: LOG_GROUP,
  categoryOf: ({ retention }) =>
    retention === RetentionDays.ONE_YEAR
      ? DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE
      : DataCategory.INFRASTRUCTURE_LOGS,
});
