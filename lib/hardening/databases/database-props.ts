import { Stack } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { DatabaseInstanceProps, IEngine } from 'aws-cdk-lib/aws-rds';
import type { KeyedAt } from '../prop-rule';

/** The props that instances and clusters of databases have in common, and the same decisions for. */
export type SharedProps = Pick<
  DatabaseInstanceProps,
  | 'autoMinorVersionUpgrade'
  | 'cloudwatchLogsExports'
  | 'cloudwatchLogsRetention'
  | 'cloudwatchLogsRetentionRole'
  | 'copyTagsToSnapshot'
  | 'credentials'
  | 'databaseInsightsMode'
  | 'deleteAutomatedBackups'
  | 'deletionProtection'
  | 'domain'
  | 'engineLifecycleSupport'
  | 'iamAuthentication'
  | 'manageMasterUserPassword'
  | 'monitoringInterval'
  | 'networkType'
  | 'parameterGroup'
  | 'parameters'
  | 'performanceInsightRetention'
  | 'port'
  | 'preferredMaintenanceWindow'
  | 'removalPolicy'
  | 's3ExportBuckets'
  | 's3ExportRole'
  | 's3ImportBuckets'
  | 's3ImportRole'
  | 'securityGroups'
  | 'storageEncrypted'
  | 'storageEncryptionKey'
  | 'subnetGroup'
  | 'vpcSubnets'
>;

/** What decisions on any database look at. */
export interface DatabaseProps extends SharedProps {
  readonly engine: IEngine;
  readonly vpc?: IVpc;
  readonly enablePerformanceInsights?: boolean;
  /** Set for a cluster that is a copy of another database. */
  readonly replicationSourceIdentifier?: string;
}

/** Where the props of a database are decided on. */
export type DatabaseAt = KeyedAt<DatabaseProps>;

/** The Region that a database is made in; a token where the stack states none. */
export function regionOf({ scope }: Pick<DatabaseAt, 'scope'>): string {
  return Stack.of(scope).region;
}
