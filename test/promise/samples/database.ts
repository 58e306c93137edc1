import { RemovalPolicy, SecretValue, Duration, type Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Role, type IRole } from 'aws-cdk-lib/aws-iam';
import { Alias, Key, type IKey } from 'aws-cdk-lib/aws-kms';
import {
  CaCertificate,
  Credentials,
  DatabaseInsightsMode,
  NetworkType,
  ParameterGroup,
  PerformanceInsightRetention,
  SubnetGroup,
} from 'aws-cdk-lib/aws-rds';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SecureSecurityGroup } from '../../../lib';
import type { SharedProps } from '../../../lib/hardening/databases/database-props';
import { made, value, type PropSamples, type SamplesOf } from '../subject';

/** Where the databases of the tests stand. */
export const ENV = { region: 'eu-west-1' } as const;

/** An id that is free in a stack, so that random props may hold several of a kind. */
export function fresh(stack: Stack, id: string): string {
  return `${id}${stack.node.children.length}`;
}

/** A network with subnets of all kinds. */
export function network(stack: Stack, id = 'Vpc'): IVpc {
  return Vpc.fromVpcAttributes(stack, id, {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    isolatedSubnetIds: ['subnet-1', 'subnet-2'],
    privateSubnetIds: ['subnet-3', 'subnet-4'],
    publicSubnetIds: ['subnet-5', 'subnet-6'],
  });
}

/** A role that was made elsewhere. */
export const role = (stack: Stack): IRole =>
  Role.fromRoleArn(stack, fresh(stack, 'Role'), 'arn:aws:iam::111122223333:role/one');

const elsewhere = (stack: Stack): IKey =>
  Key.fromKeyArn(stack, fresh(stack, 'OtherKey'), 'arn:aws:kms:eu-west-1:111122223333:key/one');
const lasting = (stack: Stack): IKey => new Key(stack, fresh(stack, 'Lasting'));
const bucket = (stack: Stack): IBucket => Bucket.fromBucketName(stack, fresh(stack, 'Other'), 'other');
const farBucket = (stack: Stack): IBucket =>
  Bucket.fromBucketAttributes(stack, fresh(stack, 'Far'), { bucketName: 'far', region: 'us-east-1' });

/** Keys of each kind. */
export function keys<P>(): Required<PropSamples<P, IKey>> {
  return {
    taken: [
      made(elsewhere),
      made(
        (stack) =>
          new Key(stack, fresh(stack, 'Rotating'), { enableKeyRotation: true, rotationPeriod: Duration.days(90) }),
      ),
    ],
    refused: [made(lasting), made((stack) => Alias.fromAliasName(stack, fresh(stack, 'Managed'), 'alias/aws/rds'))],
  };
}

/** Certificates of each kind. */
export const certificates = {
  taken: [value(CaCertificate.RDS_CA_ECC384_G1), value(CaCertificate.of('rds-ca-2048-one-day'))],
  refused: [value(CaCertificate.of('rds-ca-2019'))],
};

/** Values for the props that instances and clusters have in common. */
export const SHARED: SamplesOf<SharedProps> = {
  storageEncryptionKey: keys(),
  credentials: {
    taken: [
      value(Credentials.fromGeneratedSecret('keeper')),
      value(Credentials.fromGeneratedSecret('keeper', { replicaRegions: [{ region: 'eu-central-1' }] })),
      value(Credentials.fromUsername('keeper'), { manageMasterUserPassword: true }),
      value(Credentials.fromPassword('keeper', SecretValue.secretsManager('keeper'))),
      made((stack) => Credentials.fromSecret(Secret.fromSecretNameV2(stack, fresh(stack, 'Secret'), 'keeper'))),
      made((stack) => Credentials.fromGeneratedSecret('keeper', { encryptionKey: elsewhere(stack) })),
    ],
    refused: [
      value(Credentials.fromPassword('keeper', SecretValue.unsafePlainText('correct horse'))),
      value(Credentials.fromGeneratedSecret('keeper', { replicaRegions: [{ region: 'us-east-1' }] })),
      made((stack) => Credentials.fromGeneratedSecret('keeper', { encryptionKey: lasting(stack) })),
    ],
  },
  parameterGroup: {
    refused: [made((stack) => ParameterGroup.fromParameterGroupName(stack, fresh(stack, 'Group'), 'ours'))],
  },
  iamAuthentication: { taken: [value(true)], refused: [value(false)] },
  removalPolicy: { taken: [value(RemovalPolicy.SNAPSHOT, { deletionProtection: true })] },
  cloudwatchLogsRetentionRole: { taken: [made(role)] },
  autoMinorVersionUpgrade: { taken: [value(true), value(false)] },
  vpcSubnets: {
    taken: [value({ subnetType: SubnetType.PRIVATE_WITH_EGRESS }), value({ subnetType: SubnetType.PRIVATE_ISOLATED })],
    refused: [value({ subnetType: SubnetType.PUBLIC })],
  },
  securityGroups: {
    taken: [
      made((stack): ISecurityGroup[] => [
        new SecureSecurityGroup(stack, fresh(stack, 'Closed'), { vpc: network(stack, fresh(stack, 'Vpc')) }),
      ]),
    ],
  },
  subnetGroup: { taken: [made((stack) => SubnetGroup.fromSubnetGroupName(stack, fresh(stack, 'Subnets'), 'ours'))] },
  s3ExportBuckets: { taken: [made((stack) => [bucket(stack)])], refused: [made((stack) => [farBucket(stack)])] },
  s3ExportRole: { taken: [made(role)] },
  s3ImportBuckets: { taken: [made((stack) => [bucket(stack)])] },
  s3ImportRole: { taken: [made(role)] },
  monitoringInterval: { taken: [value(Duration.seconds(60)), value(Duration.seconds(0))] },
  performanceInsightRetention: { taken: [value(PerformanceInsightRetention.DEFAULT)] },
  databaseInsightsMode: {
    taken: [
      value(DatabaseInsightsMode.STANDARD),
      value(DatabaseInsightsMode.ADVANCED, { performanceInsightRetention: PerformanceInsightRetention.MONTHS_15 }),
    ],
  },
  domain: { taken: [value('d-1234567890')] },
  networkType: { taken: [value(NetworkType.IPV4), value(NetworkType.DUAL)] },
  port: { taken: [value(5433)] },
  preferredMaintenanceWindow: { taken: [value('Sun:03:00-Sun:04:00')] },
};
