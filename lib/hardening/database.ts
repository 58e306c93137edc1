import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Credentials, IEngine } from 'aws-cdk-lib/aws-rds';
import type { DataCategory } from '../policy/data-category';
import type { RuleId } from '../policy/rule-ids';
import { flawOfCredentials } from './databases/credentials';
import { flawOfExports, logsOf } from './databases/database-logs';
import { databaseParameters } from './databases/database-parameters';
import { flawOfIamSignIn } from './databases/engine-traits';
import { KEY_REASON, flawOfKey } from './encryption-key';
import type { Limits } from './limits';
import { refusal } from './refusal';

/** What instances and clusters of databases have in common. */
export interface DatabaseTraits {
  readonly engine: IEngine;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly parameterGroup?: unknown;
  readonly storageEncrypted?: boolean;
  readonly iamAuthentication?: boolean;
  readonly manageMasterUserPassword?: boolean;
  readonly deletionProtection?: boolean;
  readonly removalPolicy?: RemovalPolicy;
  readonly cloudwatchLogsExports?: readonly string[];
  readonly cloudwatchLogsRetention?: RetentionDays;
}

/** The keys and the password of a database. */
export interface DatabaseSecrets {
  readonly storageEncryptionKey?: IKeyRef;
  readonly performanceInsightEncryptionKey?: IKeyRef;
  readonly credentials?: Credentials;
}

/** Days for which RDS keeps automated backups at most. */
const MOST_BACKUP_DAYS = 35;

/** Days of automated backups below which a week's holiday is enough to lose data (AWS Config's own default). */
const LEAST_BACKUP_DAYS = 7;

/** Refuses what is weaker than the policy in any database. */
export function refuseWeakDatabase(
  props: DatabaseTraits & DatabaseSecrets,
  limits: Limits,
  category: DataCategory,
): void {
  const { policy } = limits;
  if (props.parameterGroup !== undefined) {
    const why = 'its TLS settings cannot be seen here';
    throw refusal('parameterGroup', 'may not be set', 'P2.1.3', why, "Put its values into 'parameters'");
  }
  refuse(limits, props.storageEncrypted === false, 'rds-storage-encrypted', 'storageEncrypted', 'P2.1.1', {
    why: 'whoever copies a snapshot reads the data',
  });
  refuse(limits, props.deletionProtection === false, 'rds-deletion-protection', 'deletionProtection', category.clause, {
    why: 'one call would delete the database',
  });
  if (props.manageMasterUserPassword === false) {
    const why = 'RDS keeps and rotates it in Secrets Manager';
    limits.refuse('rds-managed-master-password', 'manageMasterUserPassword', 'may not be false', 'P2.2.1', why);
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY) {
    const why = `${category.name} data outlives the stack`;
    throw refusal('removalPolicy', 'must be RETAIN or SNAPSHOT', category.clause, why);
  }
  refuseKeys(props, limits);
  const flaw = flawOfExports(props.engine, props.cloudwatchLogsExports);
  if (flaw !== undefined) {
    const why = 'logs on the instance are overwritten after days';
    limits.refuse('rds-log-exports', 'cloudwatchLogsExports', flaw, 'P2.2.3', why);
  }
  const retention = props.cloudwatchLogsRetention;
  if (retention !== undefined && !Token.isUnresolved(retention)) {
    const days: number = retention;
    if (days < policy.infrastructureLogDays) {
      const problem = `must be ${policy.infrastructureLogDays} days or more, got ${days}`;
      throw refusal('cloudwatchLogsRetention', problem, 'P3.1', 'logs are needed after an incident');
    }
  }
}

function refuse(
  limits: Limits,
  weak: boolean,
  rule: RuleId,
  prop: string,
  clause: string,
  { why }: { readonly why: string },
): void {
  if (weak) limits.refuse(rule, prop, 'may not be false', clause, why);
}

/** Refuses keys that AWS manages or that do not rotate, and passwords that a template would hold. */
function refuseKeys({ credentials, ...props }: DatabaseSecrets, limits: Limits): void {
  const { storageEncryptionKey, performanceInsightEncryptionKey } = props;
  const keys = { storageEncryptionKey, performanceInsightEncryptionKey, credentials: credentials?.encryptionKey };
  for (const [prop, key] of Object.entries(keys)) {
    const flaw = flawOfKey(key, limits.policy.keyRotationDays);
    if (flaw !== undefined) limits.refuse('rds-cmk', prop, flaw, 'P2.1.2', KEY_REASON);
  }
  const flaw = flawOfCredentials(credentials);
  if (flaw === undefined) return;
  const why = 'whoever reads the stack reads the password, and it never changes';
  const instead = 'Leave it out, and RDS makes and rotates a password';
  limits.refuse('rds-managed-master-password', 'credentials', flaw, 'P2.2.1', why, instead);
}

/** How long automated backups are kept: for as long as RDS can, or until the data must be gone. */
export function backupRetention(category: DataCategory): Duration {
  return Duration.days(Math.min(MOST_BACKUP_DAYS, category.deleteAfterDays ?? MOST_BACKUP_DAYS));
}

/** Refuses automated backups that are gone too soon, or that keep data for too long. */
export function refuseBackups(
  retention: Duration | undefined,
  prop: string,
  limits: Limits,
  { deleteAfterDays, name, clause }: DataCategory,
): void {
  if (retention === undefined || retention.isUnresolved()) return;
  const days = retention.toDays();
  const least = Math.min(LEAST_BACKUP_DAYS, deleteAfterDays ?? LEAST_BACKUP_DAYS);
  if (days < least) {
    const problem = `must be ${least} days or more, got ${days}`;
    limits.refuse('rds-backup-retention', prop, problem, 'P3.4', 'what a mistake destroyed is found days later');
  }
  if (deleteAfterDays !== undefined && days > deleteAfterDays) {
    const problem = `must be ${deleteAfterDays} days or less for ${name} data, got ${days}`;
    const why = 'what was deleted in time would live on in backups';
    limits.refuse('rds-backup-matches-data-category', prop, problem, clause, why);
  }
}

/** What every database gets where its props leave it open. */
export function databaseDefaults(
  props: DatabaseTraits,
  limits: Limits,
  region?: string,
): DatabaseTraits & { copyTagsToSnapshot: true } {
  const { engine } = props;
  return {
    engine,
    parameters: databaseParameters(engine, props.parameters, limits),
    storageEncrypted: props.storageEncrypted ?? true,
    iamAuthentication: signInByIam(props, limits, region),
    deletionProtection: props.deletionProtection ?? true,
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    cloudwatchLogsExports: props.cloudwatchLogsExports ?? logsOf(engine).exports,
    cloudwatchLogsRetention: props.cloudwatchLogsRetention ?? logRetention(limits),
    copyTagsToSnapshot: true,
  };
}

/** Sign-in by IAM, on by default wherever the engine has it. */
function signInByIam(
  { engine, iamAuthentication: stated }: DatabaseTraits,
  limits: Limits,
  region: string | undefined,
): boolean | undefined {
  const flaw = flawOfIamSignIn(engine, region);
  if (flaw === undefined) {
    refuse(limits, stated === false, 'rds-iam-auth', 'iamAuthentication', 'P2.2.1', {
      why: 'passwords are shared and stay',
    });
    return stated ?? true;
  }
  if (stated === true) {
    throw refusal('iamAuthentication', `may not be true for ${engine.engineType}`, 'P2.2.1', flaw.why);
  }
  // no version of SQL Server has it, so that nothing could be chosen in its place
  if (!engine.engineType.startsWith('sqlserver-')) {
    limits.refuse('rds-iam-auth', 'engine', flaw.problem, 'P2.2.1', flaw.why, flaw.instead);
  }
  return undefined;
}

function logRetention({ policy }: Limits): RetentionDays {
  return policy.infrastructureLogDays <= 90 ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_YEAR;
}
