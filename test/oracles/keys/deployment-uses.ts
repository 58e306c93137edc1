import { nameOf, type World } from '../world';
import { calls, type KeyUse } from './call';
import { keyAt, regionOf } from './places';

interface Kind {
  /** The service through which KMS is called. */
  readonly service: string;
  readonly keys: readonly string[];
  readonly actions: readonly string[];
}

const GRANTED = ['CreateGrant', 'DescribeKey'];
const READ_AND_WRITTEN = ['GenerateDataKey', 'Decrypt'];

/** Services that act for whoever deploys, who must be let in by the key's policy or by IAM policies that it lets decide. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  'AWS::RDS::DBInstance': [
    { service: 'rds', keys: ['KmsKeyId', 'PerformanceInsightsKMSKeyId'], actions: GRANTED },
    { service: 'secretsmanager', keys: ['MasterUserSecret.KmsKeyId'], actions: READ_AND_WRITTEN },
  ],
  'AWS::RDS::DBCluster': [
    { service: 'rds', keys: ['KmsKeyId', 'PerformanceInsightsKmsKeyId'], actions: GRANTED },
    { service: 'secretsmanager', keys: ['MasterUserSecret.KmsKeyId'], actions: READ_AND_WRITTEN },
  ],
  'AWS::DynamoDB::Table': [{ service: 'dynamodb', keys: ['SSESpecification.KMSMasterKeyId'], actions: GRANTED }],
  'AWS::DynamoDB::GlobalTable': [
    { service: 'dynamodb', keys: ['Replicas.0.SSESpecification.KMSMasterKeyId'], actions: GRANTED },
  ],
  'AWS::EFS::FileSystem': [{ service: 'elasticfilesystem', keys: ['KmsKeyId'], actions: GRANTED }],
  'AWS::EC2::Volume': [
    { service: 'ec2', keys: ['KmsKeyId'], actions: [...GRANTED, 'GenerateDataKeyWithoutPlaintext'] },
  ],
  'AWS::SecretsManager::Secret': [{ service: 'secretsmanager', keys: ['KmsKeyId'], actions: READ_AND_WRITTEN }],
  'AWS::Backup::BackupVault': [
    { service: 'backup', keys: ['EncryptionKeyArn'], actions: [...GRANTED, ...READ_AND_WRITTEN] },
  ],
  'AWS::ECR::Repository': [{ service: 'ecr', keys: ['EncryptionConfiguration.KmsKey'], actions: GRANTED }],
};

/** Keys that services use by grants, or for the identity that deploys or backs up. */
export function deploymentUses(world: World): KeyUse[] {
  return Object.entries(KINDS).flatMap(([type, kinds]) =>
    world.all(type).flatMap((resource) =>
      kinds.flatMap(({ service, keys, actions }) =>
        keys.flatMap((property): KeyUse[] => {
          const key = keyAt(world, resource, property);
          if (key === undefined) return [];
          const context = {
            'kms:viaservice': [`${service}.${regionOf(resource)}.amazonaws.com`],
            'kms:grantisforawsresource': ['true'],
            'aws:principalarn': 'unknown',
            'kms:calleraccount': 'unknown',
            'kms:encryptioncontext:*': 'unknown',
          } as const;
          const who = `whoever uses ${nameOf(resource)}`;
          return [{ who, key, caller: { kind: 'account' }, calls: calls(actions, context) }];
        }),
      ),
    ),
  );
}
