import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { DatabaseInsightsMode } from 'aws-cdk-lib/aws-rds';
import { flaw, must } from '../decisions';
import { KEY_REASON, flawOfKey } from '../encryption-key';
import type { At, Flaw, Table } from '../prop-rule';
import type { DatabaseAt, DatabaseProps, SharedProps } from './database-props';

const REPLACES = 'to encrypt a database, or to change its key, replaces it: restore a snapshot instead';

/** Storage is encrypted under the key of the data category; a copy is encrypted as its source is. */
export const ENCRYPTION: Pick<Table<SharedProps, DatabaseAt>, 'storageEncrypted' | 'storageEncryptionKey'> = {
  storageEncrypted: must<boolean, DatabaseAt>(true, {
    rule: 'rds-storage-encrypted',
    why: 'whoever copies a snapshot reads the data',
    unless: (at) => at.mode === 'fill' && (at.props.storageEncryptionKey !== undefined || isCopy(at)),
    onceDeployed: { keep: REPLACES },
  }),
  storageEncryptionKey: {
    says: 'the key of the data category; a key of your own must rotate',
    rule: 'rds-cmk',
    flaws: (key, at) => flawsOfKey(key, at),
    fill: (at) => {
      const { storageEncrypted } = at.props;
      if (storageEncrypted === false || (at.mode === 'fill' && isCopy(at))) return undefined;
      // no key is made that nothing would use
      if (!at.deployed) return at.key();
      if (storageEncrypted === true) at.note('storageEncryptionKey', `is left as it is: ${REPLACES}`);
      return undefined;
    },
  },
};

/** What is wrong with a key of one's own: AWS manages it, or it does not rotate in time. */
export function flawsOfKey(key: IKeyRef | undefined, at: At<unknown>, path = ''): Flaw[] {
  const problem = flawOfKey(key, at.limits.policy.keyRotationDays);
  return problem === undefined ? [] : [{ ...flaw({ rule: 'rds-cmk', why: KEY_REASON }, at, problem), path }];
}

/** Whether Performance Insights runs, which keeps the statements that were run. */
export function hasInsightsOn(props: DatabaseProps): boolean {
  const { enablePerformanceInsights, performanceInsightRetention, databaseInsightsMode } = props;
  const isAsked = performanceInsightRetention !== undefined || databaseInsightsMode === DatabaseInsightsMode.ADVANCED;
  return enablePerformanceInsights ?? isAsked;
}

function isCopy({ props }: DatabaseAt): boolean {
  return props.replicationSourceIdentifier !== undefined;
}
