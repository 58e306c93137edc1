import { SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import {
  CfnDBInstance,
  DatabaseInstance,
  StorageType,
  type DatabaseInstanceProps,
  type IEngine,
} from 'aws-cdk-lib/aws-rds';
import { filled, flaw, free, must, type Because } from '../decisions';
import { plainClass } from '../plain-class';
import type { Flaw, KeyedAt, PropRule, Table } from '../prop-rule';
import { addAuditOption, auditOptionGroup } from './audit-option-group';
import { BACKUP_RETENTION } from './backup-retention';
import { DATABASE } from './database';
import { flawsOfKey, hasInsightsOn } from './database-encryption';
import { flawOfOptionGroup } from './database-logs';
import { regionOf } from './database-props';
import { validCertificate } from './certificate';
import { ableEngine } from './engine';
import { defaultInstanceType, flawOfStandby, hasInsights } from './engine-traits';
import { keepTogether } from './keep-together';

type InstanceAt = KeyedAt<DatabaseInstanceProps>;

const STANDBY: Because<InstanceAt> = {
  rule: 'rds-multi-az',
  why: 'the failure of one zone would stop the database',
};

/** What becomes of every prop of an RDS instance. */
export const DATABASE_INSTANCE: Table<DatabaseInstanceProps, InstanceAt> = {
  ...DATABASE,
  engine: ableEngine(),
  instanceType: filled('a general-purpose class that RDS offers for the engine', (at) =>
    at.mode === 'refuse' ? defaultInstanceType(at.props.engine, regionOf(at)) : undefined,
  ),
  publiclyAccessible: {
    ...must<boolean, InstanceAt>(false, {
      rule: 'rds-not-public',
      why: 'the database could be reached from the internet',
      onceDeployed: { warn: 'who reaches the database over the internet is cut off' },
    }),
    fill: (at) => {
      // the CDK takes public subnets for the wish to be public
      if (!at.deployed || at.props.vpcSubnets?.subnetType !== SubnetType.PUBLIC) return false;
      at.note('publiclyAccessible', 'is left as it is: who reaches the database over the internet would be cut off');
      return undefined;
    },
  },
  multiAz: standby(),
  availabilityZone: {
    says: 'may not be set',
    rule: 'rds-multi-az',
    flaws: (_, at) =>
      at.limits.ephemeral || flawOfStandby(at.props.engine) !== undefined
        ? []
        : [flaw({ ...STANDBY, why: 'a database with a standby stands in no zone of its own' }, at, 'may not be set')],
  },
  optionGroup: {
    says: 'one that writes the audit log, where the engine needs it',
    rule: 'rds-log-exports',
    flaws: (group, at) => {
      const problem = flawOfOptionGroup(at.props.engine, group);
      const why = 'the audit log stays empty without it';
      const instead = 'Add the option, or leave the group out';
      return problem === undefined ? [] : [flaw({ rule: 'rds-log-exports', why, instead }, at, problem)];
    },
    // a plain instance gets it once it is made: see below
    fill: ({ mode, scope, props }) =>
      mode === 'refuse' ? auditOptionGroup(scope, 'OptionGroup', props.engine) : undefined,
  },
  enablePerformanceInsights: {
    says: 'free where RDS offers it for the class',
    flaws: flawsOfInsights,
  },
  performanceInsightEncryptionKey: {
    says: 'the key of the data category; a key of your own must rotate',
    rule: 'rds-cmk',
    flaws: (key, at) => flawsOfKey(key, at),
    fill: insightsKey,
  },
  backupRetention: BACKUP_RETENTION,
  storageType: filled<StorageType, InstanceAt>('gp3 unless stated otherwise', ({ mode }) =>
    mode === 'refuse' ? StorageType.GP3 : undefined,
  ),
  caCertificate: validCertificate(),
  monitoringRole: free('free; what the role may do is judged where it is made'),
  domainRole: free('free; what the role may do is judged where it is made'),
  vpc: free('free; networks are judged by themselves'),
  instanceIdentifier: free('free; a database of a name of its own cannot be replaced, and a warning says so'),
  allowMajorVersionUpgrade: free('free; the version changes when `engine` does'),
  applyImmediately: free('free; TLS parameters that change wait for the next reboot either way'),
  preferredBackupWindow: free(),
  allocatedStorage: free(),
  maxAllocatedStorage: free(),
  iops: free(),
  storageThroughput: free(),
  processorFeatures: free(),
  licenseModel: free(),
  timezone: free(),
  databaseName: free(),
  characterSetName: free(),
};

/** A plain instance. */
export default plainClass<DatabaseInstanceProps>({
  classId: 'aws-cdk-lib.aws-rds.DatabaseInstance',
  table: DATABASE_INSTANCE,
  complete: (database, at) => {
    const resource = database.node.defaultChild;
    if (!(database instanceof DatabaseInstance) || !(resource instanceof CfnDBInstance)) return;
    if (at.props.removalPolicy === undefined) keepTogether(database);
    if (at.props.optionGroup === undefined) addAuditOption(database, resource, at);
  },
});

/** A standby in another zone, wherever the engine has it. */
function standby(): PropRule<boolean, InstanceAt> {
  return {
    says: 'must be true where the engine has a standby',
    rule: 'rds-multi-az',
    flaws: (stated, at) => {
      const { engine } = at.props;
      const unable = flawOfStandby(engine);
      if (unable === undefined) {
        return stated || at.limits.ephemeral ? [] : [flaw(STANDBY, at, 'may not be false')];
      }
      const because = { clause: 'P4.2', why: unable.why } as const;
      return stated ? [flaw(because, at, `may not be true for ${engine.engineType}`)] : [];
    },
    fill: ({ props: { engine, availabilityZone }, limits }) => {
      // the CDK takes no zone beside a standby
      if (availabilityZone !== undefined) return undefined;
      return !limits.ephemeral && hasStandby(engine);
    },
    onceDeployed: { keep: 'a standby doubles what a database costs, and slows it down while it is made' },
  };
}

function hasStandby(engine: IEngine): boolean {
  return flawOfStandby(engine) === undefined;
}

function flawsOfInsights(stated: boolean, at: InstanceAt): Flaw[] {
  const { engine, instanceType } = at.props;
  if (!stated || instanceType === undefined || hasInsights(engine, instanceType.toString())) return [];
  const because = { clause: 'P4.2', why: 'RDS does not offer it there', instead: 'Choose a larger class' } as const;
  return [flaw(because, at, `may not be true for ${engine.engineType} on ${instanceType.toString()}`)];
}

/** Insights are encrypted under the key of the data category; those of a running database stay as they are. */
function insightsKey(at: InstanceAt): IKeyRef | undefined {
  if (!hasInsightsOn(at.props)) return undefined;
  if (!at.deployed) return at.key();
  at.note('performanceInsightEncryptionKey', 'is left as it is: to change the key may interrupt the database');
  return undefined;
}
