import type { DatabaseInstanceProps } from 'aws-cdk-lib/aws-rds';
import type { DataCategory } from '../policy/data-category';
import { backupRetention, databaseDefaults, refuseBackups, refuseWeakDatabase } from './database';
import type { Limits } from './limits';

/**
 * What an RDS instance must be: encrypted, TLS only, private, backed up, in two zones, and hard to delete.
 *
 * @throws when a prop is weaker than the policy, or the engine cannot force TLS
 */
export function hardenDatabaseInstance(
  props: DatabaseInstanceProps,
  limits: Limits,
  category: DataCategory,
): DatabaseInstanceProps {
  refuseWeakDatabase(props, limits, category);
  refuseBackups(props.backupRetention, 'backupRetention', limits, category);
  if (props.publiclyAccessible === true) {
    const why = 'the database could be reached from the internet';
    limits.refuse('rds-not-public', 'publiclyAccessible', 'may not be true', 'P2.3', why);
  }
  if (props.multiAz === false) {
    const why = 'the failure of one zone would stop the database';
    limits.refuse('rds-multi-az', 'multiAz', 'may not be false', 'P4.2', why);
  }
  const { parameters, cloudwatchLogsExports, ...defaults } = databaseDefaults(props, limits);
  return {
    ...props,
    ...defaults,
    engine: props.engine,
    parameterGroup: undefined,
    parameters: { ...parameters },
    cloudwatchLogsExports: [...(cloudwatchLogsExports ?? [])],
    publiclyAccessible: props.publiclyAccessible ?? false,
    multiAz: props.multiAz ?? true,
    backupRetention: props.backupRetention ?? backupRetention(category),
    deleteAutomatedBackups: props.deleteAutomatedBackups ?? false,
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? true,
  };
}
