import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
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
  SecureApplicationLoadBalancer,
  SecureDatabaseInstance,
  SecureLogGroup,
} from '@cloudnexus/cdk';
import { Firewall } from './firewall';

const PORT = 8443;
const MANAGED_GROUPS = [
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
];

/** A shop on the internet: containers behind a load balancer and a firewall, with PostgreSQL behind them. */
export class WebServiceStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    // region: service
    const network = new IsolatedNetwork(this, 'Network');
    const service = this.addContainers(network);

    const firewall = new Firewall(this, 'Firewall', MANAGED_GROUPS);
    const certificate = new Certificate(this, 'Certificate', {
      domainName: 'shop.example.com',
      validation: CertificateValidation.fromDns(),
    });
    const web = new SecureApplicationLoadBalancer(this, 'Web', {
      vpc: network.vpc,
      exposure: Exposure.internet({ webAcl: firewall.webAcl }),
      certificate,
    });
    web.addTargets('Shop', { port: PORT, targets: [service] });

    const orders = new SecureDatabaseInstance(this, 'Orders', {
      vpc: network.vpc,
      engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_7 }),
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
    });
    orders.connections.allowDefaultPortFrom(service);
    // endregion
    this.addBackups();
  }

  private addContainers(network: IsolatedNetwork): FargateService {
    const taskDefinition = new FargateTaskDefinition(this, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
    taskDefinition.addContainer('Shop', {
      image: ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
      // the container ends TLS itself: the way from the load balancer is encrypted, too
      portMappings: [{ containerPort: PORT }],
      logging: LogDrivers.awsLogs({ streamPrefix: 'shop', logGroup: new SecureLogGroup(this, 'Log').logGroup }),
      readonlyRootFilesystem: true,
      user: '1000',
      memoryLimitMiB: 1024,
    });
    const group = network.securityGroup('Shop', 'Containers of the shop');
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'To the registry of images');
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
    // region: backups
    const backupVault = new BackupVault(this, 'Vault', {
      encryptionKey: CategoryKeys.of(this).keyFor(DataCategory.backupCopies(35)).key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const plan = new BackupPlan(this, 'Backups', { backupVault });
    plan.addRule(BackupPlanRule.daily());
    const { name } = DataCategory.CUSTOMER_WORKLOADS;
    plan.addSelection('Orders', { resources: [BackupResource.fromTag('data-category', name)] });
    // endregion
  }
}
