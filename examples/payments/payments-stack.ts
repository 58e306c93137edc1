import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { InterfaceVpcEndpointAwsService, Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import {
  Cluster,
  ContainerImage,
  ContainerInsights,
  FargateService,
  FargateTaskDefinition,
  LogDrivers,
} from 'aws-cdk-lib/aws-ecs';
import { DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import {
  CategoryKeys,
  DataCategory,
  Exposure,
  IsolatedNetwork,
  SecureDatabaseInstance,
  SecureLogGroup,
  SecureNetworkLoadBalancer,
} from '@cloudnexus/cdk';

const PORT = 8443;
const { ECR, ECR_DOCKER, KMS, SECRETS_MANAGER, CLOUDWATCH_LOGS, STS } = InterfaceVpcEndpointAwsService;

/** The vault of cards: a network without internet, a service in it that turns cards into tokens, and their database. */
export class PaymentsStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    // region: payments
    const network = IsolatedNetwork.cardholder(this, 'Cardholder', {
      endpoints: [ECR, ECR_DOCKER, KMS, SECRETS_MANAGER, CLOUDWATCH_LOGS, STS],
    });
    const service = this.addTokenizer(network);

    const tokens = new SecureDatabaseInstance(this, 'Tokens', {
      vpc: network.vpc,
      engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 }),
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
    });
    tokens.connections.allowDefaultPortFrom(service);

    const entrance = new SecureNetworkLoadBalancer(this, 'Entrance', {
      vpc: network.vpc,
      exposure: Exposure.internal({ peers: [Peer.ipv4('10.1.0.0/16')] }),
      certificate: new Certificate(this, 'Certificate', {
        domainName: 'cards.example.com',
        validation: CertificateValidation.fromDns(),
      }),
    });
    entrance.addTargets('Tokenizer', { port: PORT, targets: [service] });
    // endregion
    this.addBackups();
  }

  private addTokenizer(network: IsolatedNetwork): FargateService {
    const logs = new SecureLogGroup(this, 'Log', { dataCategory: DataCategory.INFRASTRUCTURE_LOGS_COMPLIANCE });
    const taskDefinition = new FargateTaskDefinition(this, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
    taskDefinition.addContainer('Tokenizer', {
      image: ContainerImage.fromEcrRepository(Repository.fromRepositoryName(this, 'Images', 'tokenizer'), '1.0'),
      portMappings: [{ containerPort: PORT }],
      logging: LogDrivers.awsLogs({ streamPrefix: 'tokenizer', logGroup: logs.logGroup }),
      readonlyRootFilesystem: true,
      user: '1000',
      memoryLimitMiB: 1024,
    });
    const group = network.securityGroup('Tokenizer', 'Containers that turn cards into tokens');
    // layers of images come from addresses of Amazon S3; nothing else on the internet has a route from here
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'To the endpoints of AWS services');
    const cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    return new FargateService(this, 'Service', {
      cluster,
      taskDefinition,
      securityGroups: [group],
      desiredCount: 2,
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
    });
  }

  private addBackups(): void {
    const backupVault = new BackupVault(this, 'Vault', {
      encryptionKey: CategoryKeys.of(this).keyFor(DataCategory.backupCopies(35)).key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const plan = new BackupPlan(this, 'Backups', { backupVault });
    plan.addRule(BackupPlanRule.daily());
    const { name } = DataCategory.CUSTOMER_WORKLOADS;
    plan.addSelection('Tokens', { resources: [BackupResource.fromTag('data-category', name)] });
  }
}
