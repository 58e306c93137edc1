import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { UserPool, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Domain, EngineVersion } from 'aws-cdk-lib/aws-opensearchservice';
import {
  Credentials,
  DatabaseInstance,
  DatabaseInstanceEngine,
  ParameterGroup,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Apps } from './app';

const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 });

/** Databases, tables and what else keeps data. */
export const stores: Apps = {
  'RDS with a parameter group of its own': (stack) => {
    const parameterGroup = new ParameterGroup(stack, 'Parameters', { engine, parameters: { work_mem: '64MB' } });
    const credentials = Credentials.fromGeneratedSecret('admin1');
    new DatabaseInstance(stack, 'Database', { vpc: new Vpc(stack, 'Vpc'), engine, parameterGroup, credentials });
  },
  'DynamoDB tables, old and new': (stack) => {
    const partitionKey = { name: 'id', type: AttributeType.STRING };
    new Table(stack, 'Old', { partitionKey });
    new TableV2(stack, 'New', { partitionKey });
  },
  'Cognito user pool': (stack) => {
    const userPool = new UserPool(stack, 'Users', { selfSignUpEnabled: true });
    userPool.addClient('Client');
    new UserPoolDomain(stack, 'Domain', { userPool, cognitoDomain: { domainPrefix: 'orders' } });
  },
  'Backup plan': (stack) => {
    const plan = BackupPlan.daily35DayRetention(stack, 'Plan');
    plan.addSelection('All', { resources: [BackupResource.fromTag('backup', 'true')] });
  },
  'OpenSearch domain with logs': (stack) => {
    const logging = { slowSearchLogEnabled: true, appLogEnabled: true };
    new Domain(stack, 'Domain', { version: EngineVersion.OPENSEARCH_2_17, logging });
  },
  'Buckets that are destroyed with their stack': (stack) => {
    new Bucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
    new Secret(stack, 'Secret', { secretStringValue: SecretValue.unsafePlainText('plain') });
  },
};
