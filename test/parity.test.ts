import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import {
  Instance,
  InstanceType,
  MachineImage,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Volume,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ListenerAction,
  ListenerCertificate,
  SslPolicy,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import { BlockPublicAccess, Bucket, BucketAccessControl, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { NagRuleCompliance, rules as nagRules, type NagRuleResult } from 'cdk-nag';
import { context } from '../cdk.json';
import { SynthesizedApp } from '../lib/plugin/synthesized-app';
import { RULES } from '../lib/rules/index';

const LOG_TARGET = 'S3 delivers access logs into SSE-S3 buckets only (trap 18), and this one receives them';
const SEPARATE_BLOCK =
  'cdk-nag asks for the public access block here; we judge whether a policy or an ACL makes it public, and the block in s3-bucket-public-access-block';
const EXPLICIT_BLOCK =
  'cdk-nag takes an absent block for the default of buckets made since April 2023; what a template does not say it does not evidence';

const IMAGE_DECIDES = 'without device mappings the image and the account decide, which no template shows';

/** The same constructs judged by cdk-nag's functions and by our rules: where the verdicts differ, and why. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  's3-bucket-encryption-kms on Plain/Logs/Resource: pass, cdk-nag fail': LOG_TARGET,
  ...differences('s3-bucket-no-public-read', ['GoodTrail/S3', 'Logs', 'PlainBucket', 'PlainTrail/S3'], SEPARATE_BLOCK),
  ...differences(
    's3-bucket-no-public-write',
    ['GoodTrail/S3', 'Logs', 'PlainBucket', 'PlainTrail/S3', 'PublicBucket'],
    SEPARATE_BLOCK,
  ),
  ...Object.fromEntries(
    ['GoodTrail/S3', 'Logs', 'PlainBucket', 'PlainTrail/S3'].map((path) => [
      `s3-bucket-public-access-block on Plain/${path}/Resource: fail, cdk-nag pass`,
      EXPLICIT_BLOCK,
    ]),
  ),
  'rds-backup-retention on Plain/PlainDatabase/Resource: fail, cdk-nag pass':
    'cdk-nag passes what is not set, which is one day',
  'ebs-volume-encrypted on Plain/GoodInstance/Resource: undetermined, cdk-nag fail': IMAGE_DECIDES,
  'ebs-volume-encrypted on Plain/PlainInstance/Resource: undetermined, cdk-nag threw': IMAGE_DECIDES,
  ...Object.fromEntries(
    ['DataVpc/PublicSubnet1', 'DataVpc/PublicSubnet2', 'Vpc/PublicSubnet1', 'Vpc/PublicSubnet2'].map((subnet) => [
      `route-no-open-igw on Plain/${subnet}/DefaultRoute: pass, cdk-nag fail`,
      'cdk-nag fails every default route to an internet gateway; a public subnet is one that has it',
    ]),
  ),
};

function differences(rule: string, paths: readonly string[], reason: string): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [`${rule} on Plain/${path}/Resource: pass, cdk-nag fail`, reason]));
}

type NagRule = (node: CfnResource) => NagRuleResult;

function nagRule(name: string): NagRule {
  const modules = Object.values(nagRules) as unknown as Record<string, NagRule>[];
  const found = modules.map((rules) => rules[name]).find((rule) => rule !== undefined);
  if (found === undefined) throw new Error(`cdk-nag has no rule ${name}`);
  return found;
}

function buildPlain(stack: Stack): void {
  new Key(stack, 'PlainKey');
  new Key(stack, 'RotatedKey', { enableKeyRotation: true, rotationPeriod: Duration.days(90) });
  new LogGroup(stack, 'PlainLog');
  new LogGroup(stack, 'KeyedLog', { encryptionKey: new Key(stack, 'LogKey'), retention: RetentionDays.ONE_YEAR });
  const logs = new Bucket(stack, 'Logs', { objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED });
  new Bucket(stack, 'PlainBucket', { removalPolicy: RemovalPolicy.DESTROY });
  new Bucket(stack, 'GoodBucket', {
    encryption: BucketEncryption.KMS,
    encryptionKey: new Key(stack, 'BucketKey', { enableKeyRotation: true }),
    enforceSSL: true,
    minimumTLSVersion: 1.3,
    versioned: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    serverAccessLogsBucket: logs,
  });
  new Bucket(stack, 'PublicBucket', {
    accessControl: BucketAccessControl.PUBLIC_READ,
    objectOwnership: ObjectOwnership.OBJECT_WRITER,
    blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY,
  });
  new Trail(stack, 'PlainTrail', { isMultiRegionTrail: false, enableFileValidation: false });
  new Trail(stack, 'GoodTrail', { encryptionKey: new Key(stack, 'TrailKey'), sendToCloudWatchLogs: true });
  const loadBalancer = new ApplicationLoadBalancer(stack, 'Balancer', { vpc: new Vpc(stack, 'Vpc') });
  const fixed = ListenerAction.fixedResponse(200);
  new ApplicationListener(stack, 'Http', { loadBalancer, protocol: ApplicationProtocol.HTTP, defaultAction: fixed });
  new ApplicationListener(stack, 'Https', {
    loadBalancer,
    protocol: ApplicationProtocol.HTTPS,
    certificates: [ListenerCertificate.fromArn(`arn:aws:acm:eu-west-1:111122223333:certificate/one`)],
    sslPolicy: SslPolicy.TLS13_13,
    defaultAction: fixed,
  });
}

/** Instances, volumes, networks, databases and tables: each plain, and once with what cdk-nag asks for. */
function buildPlainData(stack: Stack): void {
  const vpc = new Vpc(stack, 'DataVpc', { restrictDefaultSecurityGroup: true, flowLogs: { All: {} } });
  const machine = {
    vpc,
    instanceType: new InstanceType('t3.micro'),
    machineImage: MachineImage.latestAmazonLinux2023(),
  };
  new Instance(stack, 'PlainInstance', {
    ...machine,
    associatePublicIpAddress: true,
    vpcSubnets: { subnetType: SubnetType.PUBLIC },
  });
  new Instance(stack, 'GoodInstance', {
    ...machine,
    requireImdsv2: true,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
  });
  new Volume(stack, 'PlainVolume', { availabilityZone: 'eu-west-1a', size: Size.gibibytes(1) });
  new Volume(stack, 'GoodVolume', { availabilityZone: 'eu-west-1a', size: Size.gibibytes(1), encrypted: true });
  const open = new SecurityGroup(stack, 'OpenGroup', { vpc });
  open.addIngressRule(Peer.anyIpv4(), Port.tcp(22));
  open.addIngressRule(Peer.anyIpv4(), Port.tcp(3306));
  new SecurityGroup(stack, 'ClosedGroup', { vpc });
  const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17 });
  new DatabaseInstance(stack, 'PlainDatabase', {
    vpc,
    engine,
    publiclyAccessible: true,
    vpcSubnets: { subnetType: SubnetType.PUBLIC },
  });
  new DatabaseInstance(stack, 'GoodDatabase', {
    vpc,
    engine,
    storageEncrypted: true,
    publiclyAccessible: false,
    multiAz: true,
    deletionProtection: true,
    backupRetention: Duration.days(7),
    cloudwatchLogsExports: ['postgresql', 'upgrade'],
    iamAuthentication: true,
  });
  new DatabaseCluster(stack, 'PlainCluster', {
    vpc,
    engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_4 }),
    writer: ClusterInstance.serverlessV2('Writer'),
  });
  const partitionKey = { name: 'id', type: AttributeType.STRING };
  new Table(stack, 'PlainTable', { partitionKey });
  const pointInTimeRecoverySpecification = { pointInTimeRecoveryEnabled: true };
  new Table(stack, 'GoodTable', { partitionKey, pointInTimeRecoverySpecification, deletionProtection: true });
}

function nagVerdict(rule: NagRule, node: CfnResource): 'pass' | 'fail' | 'threw' | undefined {
  try {
    const verdict = rule(node);
    if (verdict === NagRuleCompliance.NOT_APPLICABLE) return undefined;
    return verdict === NagRuleCompliance.COMPLIANT ? 'pass' : 'fail';
  } catch {
    return 'threw';
  }
}

function verdicts(): { compared: number; different: string[] } {
  const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
  const stack = new Stack(app, 'Plain');
  buildPlain(stack);
  buildPlainData(stack);
  app.synth();
  const results = new SynthesizedApp(app).resultsIn(app, RULES);
  const nodes = stack.node.findAll().filter((node) => CfnResource.isCfnResource(node));
  const different: string[] = [];
  let compared = 0;
  for (const rule of RULES) {
    for (const name of rule.equivalents.cdkNag ?? []) {
      for (const node of nodes.filter(({ cfnResourceType }) => rule.resourceTypes.includes(cfnResourceType))) {
        const theirs = nagVerdict(nagRule(name), node);
        const own = results.filter((result) => result.rule === rule && result.constructPath === node.node.path);
        if (theirs === undefined || own.length === 0) continue;
        compared += 1;
        const ours = own.some(({ outcome }) => outcome === 'fail') ? 'fail' : (own[0]?.outcome ?? 'none');
        if (ours !== theirs) different.push(`${rule.id} on ${node.node.path}: ${ours}, cdk-nag ${theirs}`);
      }
    }
  }
  return { compared, different };
}

test('cdk-nag and we agree, or the difference is explained', () => {
  const { compared, different } = verdicts();
  expect(different.sort()).toEqual(Object.keys(DIFFERENCES).sort());
  expect(compared).toBeGreaterThan(130);
});
