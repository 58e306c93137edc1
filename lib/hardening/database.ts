import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IEngine } from 'aws-cdk-lib/aws-rds';
import type { DataCategory } from '../policy/data-category';
import type { RuleId } from '../policy/rule-ids';
import type { Limits } from './limits';
import { refusal } from './refusal';
import { tlsOf } from './database-tls';

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

/** Days for which RDS keeps automated backups at most. */
const MOST_BACKUP_DAYS = 35;

/** Days of automated backups below which a week's holiday is enough to lose data (AWS Config's own default). */
const LEAST_BACKUP_DAYS = 7;

/** The logs that each engine can export, but for those that hold every statement. */
const LOG_EXPORTS: Readonly<Record<string, readonly string[]>> = {
  postgres: ['postgresql', 'upgrade'],
  'aurora-postgresql': ['postgresql'],
  mysql: ['audit', 'error', 'slowquery'],
  mariadb: ['audit', 'error', 'slowquery'],
  'aurora-mysql': ['audit', 'error', 'slowquery'],
  'sqlserver-ee': ['agent', 'error'],
  'sqlserver-se': ['agent', 'error'],
  'sqlserver-ex': ['error'],
  'sqlserver-web': ['agent', 'error'],
};

/** Refuses what is weaker than the policy in any database. */
export function refuseWeakDatabase(props: DatabaseTraits, limits: Limits, category: DataCategory): void {
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
  refuse(limits, props.iamAuthentication === false, 'rds-iam-auth', 'iamAuthentication', 'P2.2.1', {
    why: 'passwords are shared and stay',
  });
  if (props.manageMasterUserPassword === false) {
    const why = 'RDS keeps and rotates it in Secrets Manager';
    limits.refuse('rds-managed-master-password', 'manageMasterUserPassword', 'may not be false', 'P2.2.1', why);
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY) {
    const why = `${category.name} data outlives the stack`;
    throw refusal('removalPolicy', 'must be RETAIN or SNAPSHOT', category.clause, why);
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
export function databaseDefaults(props: DatabaseTraits, limits: Limits): DatabaseTraits & { copyTagsToSnapshot: true } {
  const { engine } = props;
  return {
    engine,
    parameters: tlsParameters(props),
    storageEncrypted: props.storageEncrypted ?? true,
    iamAuthentication: props.iamAuthentication ?? (engine.engineType.startsWith('sqlserver-') ? undefined : true),
    deletionProtection: props.deletionProtection ?? true,
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    cloudwatchLogsExports: props.cloudwatchLogsExports ?? [...(LOG_EXPORTS[engine.engineType] ?? [])],
    cloudwatchLogsRetention: props.cloudwatchLogsRetention ?? logRetention(limits),
    copyTagsToSnapshot: true,
  };
}

function tlsParameters({ engine, parameters: own = {} }: DatabaseTraits): Record<string, string> {
  const { parameters } = tlsOf(engine);
  for (const [name, value] of Object.entries(parameters)) {
    const given = own[name];
    if (given === undefined || given === value) continue;
    const problem = `must have ${name} at ${value}, got ${given}`;
    throw refusal('parameters', problem, 'P2.1.3', 'it is what forces TLS', `Leave ${name} out`);
  }
  refuseOldestOnly(own);
  return { ...own, ...parameters };
}

function logRetention({ policy }: Limits): RetentionDays {
  return policy.infrastructureLogDays <= 90 ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_YEAR;
}

/** PostgreSQL does not start when its newest version is older than its oldest. */
function refuseOldestOnly(own: Readonly<Record<string, string>>): void {
  const newest = own['ssl_max_protocol_version'];
  if (newest === undefined || newest === 'TLSv1.3') return;
  const problem = `must have ssl_max_protocol_version at TLSv1.3, got ${newest}`;
  throw refusal('parameters', problem, 'P2.1.3', 'TLS 1.3 is the oldest version in use', 'Leave it out');
}
