/* eslint-disable @typescript-eslint/no-deprecated -- what is refused must be read */
import { ClusterInstance, type DatabaseClusterProps } from 'aws-cdk-lib/aws-rds';
import type { DataCategory } from '../policy/data-category';
import { backupRetention, databaseDefaults, refuseBackups, refuseWeakDatabase } from './database';
import type { Limits } from './limits';
import { refusal } from './refusal';

/**
 * What an Aurora cluster must be: encrypted, TLS only, private, backed up, with a reader in another zone, and hard to
 * delete.
 *
 * @throws when a prop is weaker than the policy, or the engine cannot force TLS
 */
export function hardenDatabaseCluster(
  props: DatabaseClusterProps,
  limits: Limits,
  category: DataCategory,
  region?: string,
): DatabaseClusterProps {
  refuseWeakDatabase(props, limits, category);
  refuseBackups(props.backup?.retention, 'backup', limits, category);
  if (props.instances !== undefined || props.instanceProps !== undefined) {
    const prop = props.instances === undefined ? 'instanceProps' : 'instances';
    const why = 'the CDK has no way to make such instances private one by one';
    throw refusal(prop, 'may not be set', 'P2.3', why, "Use 'writer' and 'readers'");
  }
  if (props.readers?.length === 0) {
    const why = 'the failure of one zone would stop the database';
    limits.refuse('rds-multi-az', 'readers', 'may not be empty', 'P4.2', why);
  }
  const { parameters, cloudwatchLogsExports, ...defaults } = databaseDefaults(props, limits, region);
  return {
    ...props,
    ...defaults,
    engine: props.engine,
    parameterGroup: undefined,
    parameters: { ...parameters },
    cloudwatchLogsExports: [...(cloudwatchLogsExports ?? [])],
    writer: props.writer ?? ClusterInstance.serverlessV2('Writer', { publiclyAccessible: false }),
    readers: props.readers ?? [
      ClusterInstance.serverlessV2('Reader', { publiclyAccessible: false, scaleWithWriter: true }),
    ],
    backup: props.backup ?? { retention: backupRetention(category) },
    deleteAutomatedBackups: props.deleteAutomatedBackups ?? false,
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? true,
  };
}
