import type { DatabaseInstanceProps } from 'aws-cdk-lib/aws-rds';
import type { DataCategory } from '../policy/data-category';
import { backupRetention, databaseDefaults, refuseBackups, refuseWeakDatabase } from './database';
import { flawOfOptionGroup } from './databases/database-logs';
import { flawOfStandby, hasInsights } from './databases/engine-traits';
import type { Limits } from './limits';
import { refusal } from './refusal';

/**
 * What an RDS instance must be: encrypted, TLS only, private, backed up, in two zones, and hard to delete.
 *
 * @throws when a prop is weaker than the policy, or the engine cannot force TLS
 */
export function hardenDatabaseInstance(
  props: DatabaseInstanceProps,
  limits: Limits,
  category: DataCategory,
  region?: string,
): DatabaseInstanceProps {
  refuseWeakDatabase(props, limits, category);
  refuseBackups(props.backupRetention, 'backupRetention', limits, category);
  if (props.publiclyAccessible === true) {
    const why = 'the database could be reached from the internet';
    limits.refuse('rds-not-public', 'publiclyAccessible', 'may not be true', 'P2.3', why);
  }
  refuseOptions(props, limits);
  const { parameters, cloudwatchLogsExports, ...defaults } = databaseDefaults(props, limits, region);
  return {
    ...props,
    ...defaults,
    engine: props.engine,
    parameterGroup: undefined,
    parameters: { ...parameters },
    cloudwatchLogsExports: [...(cloudwatchLogsExports ?? [])],
    publiclyAccessible: props.publiclyAccessible ?? false,
    multiAz: standbyOf(props, limits),
    backupRetention: props.backupRetention ?? backupRetention(category),
    deleteAutomatedBackups: props.deleteAutomatedBackups ?? false,
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? true,
  };
}

/** A standby in another zone, on by default wherever the engine has it. */
function standbyOf({ engine, multiAz: stated }: DatabaseInstanceProps, limits: Limits): boolean {
  const flaw = flawOfStandby(engine);
  if (flaw === undefined) {
    if (stated === false) {
      const why = 'the failure of one zone would stop the database';
      limits.refuse('rds-multi-az', 'multiAz', 'may not be false', 'P4.2', why);
    }
    return stated ?? true;
  }
  if (stated === true) throw refusal('multiAz', `may not be true for ${engine.engineType}`, 'P4.2', flaw.why);
  limits.refuse('rds-multi-az', 'engine', flaw.problem, 'P4.2', flaw.why, flaw.instead);
  return false;
}

function refuseOptions(props: DatabaseInstanceProps, limits: Limits): void {
  const { engine, optionGroup, instanceType } = props;
  const flaw = flawOfOptionGroup(engine, optionGroup);
  if (flaw !== undefined) {
    const why = 'the audit log stays empty without it';
    limits.refuse('rds-log-exports', 'optionGroup', flaw, 'P2.2.3', why, 'Add the option, or leave the group out');
  }
  if (props.enablePerformanceInsights !== true || instanceType === undefined) return;
  if (hasInsights(engine, instanceType.toString())) return;
  const problem = `may not be true for ${engine.engineType} on ${instanceType.toString()}`;
  throw refusal('enablePerformanceInsights', problem, 'P4.2', 'RDS does not offer it there', 'Choose a larger class');
}
