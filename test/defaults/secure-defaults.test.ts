import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, PropertyInjectors, Size, Stack, type IPropertyInjector } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { BackupPlan, BackupResource } from 'aws-cdk-lib/aws-backup';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { LaunchTemplate, Volume, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationLoadBalancer,
  ListenerAction,
  ListenerCertificate,
  type ApplicationListenerProps,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DatabaseInstance, DatabaseInstanceEngine, PostgresEngineVersion } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { context } from '../../cdk.json';
import { DataCategory, SecureBucket, SecureDefaults, SecureKey, type SecureDefaultsProps } from '../../lib';
import { SynthesizedApp } from '../../lib/plugin/synthesized-app';
import { RULES } from '../../lib/rules/index';
import { findings } from '../judged';

const engine = DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_4 });

function newStack(): Stack {
  const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
  return new Stack(app, 'Plain', { env: { region: 'eu-central-1' } });
}

/** Builds with the defaults applied to the app first. */
function withDefaults(build: (stack: Stack) => unknown, props?: SecureDefaultsProps): Stack {
  const stack = newStack();
  SecureDefaults.apply(stack.node.root, props);
  build(stack);
  return stack;
}

function buildPlain(stack: Stack): void {
  new Bucket(stack, 'Bucket');
  new Key(stack, 'Key');
  new LogGroup(stack, 'Log');
  new LogGroup(stack, 'YearOfLogs', { retention: RetentionDays.ONE_YEAR });
  const vpc = new Vpc(stack, 'Vpc');
  const availabilityZone = stack.availabilityZones[0] ?? '';
  new Volume(stack, 'Volume', { availabilityZone, size: Size.gibibytes(8) });
  new DatabaseInstance(stack, 'Database', { vpc, engine });
  new TableV2(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  new LaunchTemplate(stack, 'Template');
}

describe('plain constructs', () => {
  test('come out as every rule wants them', () => {
    const stack = withDefaults((plain) => {
      buildPlain(plain);
      const plan = BackupPlan.daily35DayRetention(plain, 'Plan');
      plan.addSelection('All', { resources: [BackupResource.fromArn('*')] });
    });
    const app = stack.node.root as App;
    app.synth();
    const found = findings(new SynthesizedApp(app).resultsIn(app, RULES));
    // the L2 of a database opens its group to the outside, which no injector of the database can change
    const known = found.filter((finding) => finding.startsWith('fail sg-egress-restricted DatabaseSecurityGroup'));
    expect(found.filter((finding) => !known.includes(finding))).toEqual([]);
    expect(known).toHaveLength(1);
  });

  test('keep their logical ids', () => {
    const plain = newStack();
    buildPlain(plain);
    const idsOf = (stack: Stack): string[] =>
      Object.keys((Template.fromStack(stack).toJSON() as { Resources: object }).Resources);
    const hardened = idsOf(withDefaults(buildPlain));
    expect(idsOf(plain).filter((id) => !hardened.includes(id))).toEqual([]);
  });

  test('that other constructs make come out right as well', () => {
    const stack = withDefaults(
      (plain) =>
        new Function(plain, 'Function', {
          code: Code.fromInline('exports.handler = () => 1;'),
          handler: 'index.handler',
          runtime: Runtime.NODEJS_22_X,
        }),
    );
    Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 90,
      KmsKeyId: Match.anyValue(),
    });
  });

  test('listeners speak TLS 1.3 alone', () => {
    const stack = withDefaults((plain) => {
      const vpc = new Vpc(plain, 'Vpc');
      const certificate = ListenerCertificate.fromArn('arn:aws:acm:eu-central-1:111122223333:certificate/one');
      const props: Omit<ApplicationListenerProps, 'loadBalancer'> = {
        certificates: [certificate],
        defaultAction: ListenerAction.fixedResponse(200),
        port: 443,
      };
      new ApplicationLoadBalancer(plain, 'Balancer', { vpc }).addListener('Https', props);
    });
    Template.fromStack(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
    });
  });

  test('that are weaker than the policy on purpose stay so, and it is said once for each', () => {
    const stack = withDefaults((plain) => new Bucket(plain, 'Bucket', { versioned: false, enforceSSL: false }));
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', { VersioningConfiguration: Match.absent() });
    Annotations.fromStack(stack).hasInfo(
      '/Plain/Bucket',
      Match.stringLikeRegexp(
        "^Stated weaker than the policy in Plain/Bucket.*: 'enforceSSL' may not be false: [^;]+; 'versioned' may not be false",
      ),
    );
  });

  test('that hold no data are left to themselves', () => {
    const spec = { keySpec: KeySpec.RSA_2048, keyUsage: KeyUsage.SIGN_VERIFY };
    const stack = withDefaults((plain) => new Key(plain, 'Signer', spec));
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      KeySpec: 'RSA_2048',
      EnableKeyRotation: Match.absent(),
    });
  });

  test('hold the data that the defaults say', () => {
    const dataCategory = DataCategory.SUPPORT_AND_BILLING_RECORDS;
    const stack = withDefaults((plain) => new Bucket(plain, 'Bucket'), { dataCategory });
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      Tags: Match.arrayWith([{ Key: 'data-category', Value: dataCategory.name }]),
    });
  });
});

describe('our own constructs', () => {
  test('come out the same with the defaults as without', () => {
    const build = (stack: Stack): void => {
      new SecureKey(stack, 'Key', { dataCategory: DataCategory.AUDIT_LOGS });
      new SecureBucket(stack, 'Audit', { dataCategory: DataCategory.AUDIT_LOGS });
    };
    const plain = newStack();
    build(plain);
    expect(Template.fromStack(withDefaults(build)).toJSON()).toEqual(Template.fromStack(plain).toJSON());
  });

  test('and defaults that are applied twice change nothing', () => {
    const stack = newStack();
    SecureDefaults.apply(stack);
    SecureDefaults.apply(stack);
    buildPlain(stack);
    const once = newStack();
    SecureDefaults.apply(once);
    buildPlain(once);
    expect(Template.fromStack(stack).toJSON()).toEqual(Template.fromStack(once).toJSON());
  });
});

describe("a team's own injector", () => {
  const websites: IPropertyInjector = {
    constructUniqueId: Bucket.PROPERTY_INJECTION_ID,
    inject: (props: object) => ({ ...props, websiteIndexDocument: 'index.html' }),
  };

  test.each(['the same scope', 'the app'])('at %s has its say before the defaults', (at) => {
    const stack = newStack();
    PropertyInjectors.of(at === 'the app' ? stack.node.root : stack).add(websites);
    SecureDefaults.apply(stack);
    new Bucket(stack, 'Bucket');
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      WebsiteConfiguration: { IndexDocument: 'index.html' },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  test('that is added later hides the defaults, which a warning says', () => {
    const stack = newStack();
    SecureDefaults.apply(stack);
    PropertyInjectors.of(stack).add(websites);
    Annotations.fromStack(stack).hasWarning(
      '/Plain',
      Match.stringLikeRegexp('An injector for aws-cdk-lib.aws-s3.Bucket hides the secure defaults'),
    );
  });
});

describe('an app that is deployed already', () => {
  test('keeps its volumes, and is told so', () => {
    const stack = withDefaults(buildPlain, { deployed: true });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::EC2::Volume', { Encrypted: Match.absent(), KmsKeyId: Match.absent() });
    Annotations.fromStack(stack).hasWarning(
      '/Plain/Volume',
      Match.stringLikeRegexp("Secure defaults of Plain/Volume: 'encrypted' is left as it is: .* replaces it"),
    );
  });
});
