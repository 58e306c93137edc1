import { Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { flaw, free } from '../decisions';
import type { Flaw, Table } from '../prop-rule';
import { flawOfExports, logsOf } from './database-logs';
import type { DatabaseAt, SharedProps } from './database-props';

/** Every log that an engine exports, kept for as long as logs of the infrastructure. */
export const LOG_EXPORTS: Pick<
  Table<SharedProps, DatabaseAt>,
  'cloudwatchLogsExports' | 'cloudwatchLogsRetention' | 'cloudwatchLogsRetentionRole'
> = {
  cloudwatchLogsExports: {
    says: 'must hold every log of the engine but those that hold every statement',
    rule: 'rds-log-exports',
    flaws: (exported, at) => {
      const problem = flawOfExports(at.props.engine, exported);
      const why = 'logs on the instance are overwritten after days';
      return problem === undefined ? [] : [flaw({ rule: 'rds-log-exports', why }, at, problem)];
    },
    fill: ({ props }) => {
      const { exports } = logsOf(props.engine);
      return exports.length === 0 ? undefined : [...exports];
    },
  },
  cloudwatchLogsRetention: {
    says: 'at least as long as logs of the infrastructure are kept, and not for ever',
    flaws: flawsOfRetention,
    fill: ({ limits }) =>
      limits.ephemeral ? RetentionDays.ONE_WEEK : retentionFor(limits.policy.infrastructureLogDays),
    onceDeployed: { keep: 'CloudWatch Logs would delete what it keeps for longer now' },
    samples: ({ limits }) => {
      const isRight = (days: number): boolean => days >= limits.policy.infrastructureLogDays && days !== FOR_EVER;
      return { taken: ALL.filter(isRight), refused: ALL.filter((days) => !isRight(days)) };
    },
  },
  cloudwatchLogsRetentionRole: free('free; what the role may do is judged where it is made'),
};

/** What stands for no end, in the number that the CDK gives it. */
const FOR_EVER: number = RetentionDays.INFINITE;

const ALL: readonly RetentionDays[] = Object.values(RetentionDays)
  .filter((days) => typeof days === 'number')
  .sort((one, other) => one - other);

/** The shortest retention of CloudWatch Logs that is long enough. */
function retentionFor(days: number): RetentionDays | undefined {
  return ALL.find((one: number) => one >= days);
}

function flawsOfRetention(stated: RetentionDays, at: DatabaseAt): Flaw[] {
  const least = at.limits.policy.infrastructureLogDays;
  if (Token.isUnresolved(stated) || at.limits.ephemeral) return [];
  const days: number = stated;
  if (days < least) {
    const why = 'logs are needed after an incident';
    return [flaw({ clause: 'P3.1', why }, at, `must be ${least} days or more, got ${days}`)];
  }
  // the CDK passes Infinity where somebody means for ever
  if (days !== FOR_EVER && Number.isFinite(days)) return [];
  return [flaw({ clause: 'P1.3', why: 'logs that never go keep personal data' }, at, 'may not be INFINITE')];
}
