import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { ComplianceChecks, DataCategory, EphemeralStage, PolicyExceptions, SecureBucket, SecureKey } from '../../lib';
import { main } from '../../lib/cli/main';
import { ALL_FRAMEWORKS, rulesFor } from '../../lib/compliance/selection';
import { RULES } from '../../lib/rules/index';
import { judgeTemplates } from '../../lib/compliance/report';
import { SecurityPolicy } from '../../lib/policy/security-policy';
import type { JsonObject } from '../../lib/template/model/json';
import { TemplateSet } from '../../lib/template/model/template-set';

const TODAY = { day: '2026-11-24' };
const KEY = 'CloudNexus::EphemeralStage';
const GUARD = 'stage-ephemeral-synthetic-data-only';

function newApp(): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
}

function shopIn(scope: IConstruct & Stage): Stack {
  const stack = new Stack(scope, 'Shop');
  new SecureBucket(stack, 'Pictures', { dataCategory: DataCategory.CUSTOMER_WORKLOADS });
  return stack;
}

/** A template with a key that goes with its stack, and what else is given. */
function template(
  metadata: JsonObject = {},
  tags: JsonObject = { 'data-category': 'synthetic-test-data' },
): JsonObject {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    Metadata: metadata,
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true, RotationPeriodInDays: 90, Tags } },
    },
  };
}

interface Run {
  readonly code: number;
  readonly out: string;
}

function check(paths: readonly string[], ...options: string[]): Run {
  let out = '';
  const terminal = { out: (text: string) => (out += text), error: () => undefined, color: false, interactive: false };
  const code = main(['check', ...paths, '--today', TODAY.day, ...options], terminal);
  return { code, out };
}

function checkDocument(document: JsonObject, ...options: string[]): Run {
  const path = join(mkdtempSync(join(tmpdir(), 'cloudnexus-')), 'dev.template.json');
  writeFileSync(path, JSON.stringify(document));
  const { code, out } = check([path], ...options);
  return { code, out: out.replaceAll(path, 'dev.template.json') };
}

/** What `cdk synth` leaves behind. */
function synthesized(app: App): { thrown: string; evidence: Evidence; report: ValidationReport } {
  Validations.of(app).addPlugins(new ComplianceChecks(app));
  const silent = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let thrown = '';
  try {
    app.synth();
  } catch (error) {
    thrown = (error as Error).message;
  }
  silent.mockRestore();
  const read = (file: string): unknown => JSON.parse(readFileSync(join(app.outdir, file), 'utf8'));
  return {
    thrown,
    evidence: read('compliance/all-frameworks.json') as Evidence,
    report: read('validation-report.json') as ValidationReport,
  };
}

interface Evidence {
  readonly summary: Readonly<Record<string, number>>;
  readonly ephemeral: readonly { template: string; lifted: number; rules: Readonly<Record<string, number>> }[];
  readonly controls: readonly { id: string; state: string; outcomes: Readonly<Record<string, number>> }[];
  readonly resources: readonly { template: string; judgements: readonly { rule: string; outcome: string }[] }[];
}

interface ValidationReport {
  readonly pluginReports: readonly {
    readonly violations: readonly { ruleName: string; description: string; severity: string }[];
    readonly suppressedViolations?: readonly { ruleName: string; reason: string }[];
  }[];
}

function outcomesOf({ resources }: Evidence, rule: string, of: string): string[] {
  return resources
    .filter(({ template: path }) => path.includes(of))
    .flatMap(({ judgements }) => judgements.filter((one) => one.rule === rule).map(({ outcome }) => outcome));
}

describe('an app with a production and an ephemeral stage', () => {
  const app = newApp();
  const prod = new Stage(app, 'Prod');
  const dev = new EphemeralStage(app, 'Dev');
  for (const stage of [prod, dev]) shopIn(stage);
  const { evidence, report, thrown } = synthesized(app);

  test('is synthesized', () => {
    expect(thrown).toBe('');
  });

  test('has evidence that names the ephemeral template first, with what is lifted there', () => {
    expect(Object.keys(evidence).slice(0, 5)).toEqual(['schemaVersion', 'tool', 'frameworks', 'summary', 'ephemeral']);
    const rules = { 's3-bucket-versioning': 1, 'kms-key-deletion-guard': 3, 'stateful-retain-policy': 4 };
    const path = 'assembly-Dev/DevShop182CA6CA.template.json';
    expect(evidence.ephemeral).toEqual([{ template: path, lifted: 8, rules }]);
    expect(evidence.summary).toMatchObject({ errors: 0, lifted: 8 });
  });

  test('counts what is lifted as no pass, and judges production as ever', () => {
    expect(outcomesOf(evidence, 's3-bucket-versioning', 'Dev')).toEqual(['lifted']);
    expect(outcomesOf(evidence, 's3-bucket-versioning', 'Prod')).toEqual(['pass']);
    expect(evidence.controls.find(({ id }) => id === 'A.8.13')).toMatchObject({
      state: 'lifted',
      outcomes: { pass: 3, lifted: 5 },
    });
  });

  test('is judged on encryption, exposure and TLS in both', () => {
    for (const rule of ['s3-bucket-encryption-kms', 's3-bucket-public-access-block', 's3-bucket-min-tls-version']) {
      expect(outcomesOf(evidence, rule, 'Dev')).toEqual(outcomesOf(evidence, rule, 'Prod'));
      expect(outcomesOf(evidence, rule, 'Dev')).toContain('pass');
    }
  });

  test("is named first in CDK's report, where lifted findings are suppressed with the reason", () => {
    const ours = report.pluginReports.find(({ suppressedViolations = [] }) => suppressedViolations.length > 0);
    expect(ours?.violations[0]).toMatchObject({
      ruleName: 'ephemeral-stage',
      severity: 'warning',
      description:
        '8 findings lifted: the template is of an ephemeral stage, which holds nothing but synthetic test data: what protects data against loss is lifted',
    });
    const suppressed = ours?.suppressedViolations ?? [];
    expect(new Set(suppressed.map(({ ruleName }) => ruleName))).toEqual(
      new Set(['s3-bucket-versioning', 'kms-key-deletion-guard', 'stateful-retain-policy']),
    );
    for (const { reason } of suppressed) expect(reason).toContain('the template is of an ephemeral stage');
  });

  test('is known to the command line by its templates alone', () => {
    const { code, out } = check([app.outdir]);
    expect(code).toBe(0);
    const place = join(app.outdir, 'assembly-Dev/DevShop182CA6CA.template.json');
    expect(out.split('\n').slice(0, 2)).toEqual([
      'Ephemeral stage: holds nothing but synthetic test data; what protects data against loss is lifted',
      `  ${place}  8 findings lifted: kms-key-deletion-guard 3, s3-bucket-versioning 1, stateful-retain-policy 4`,
    ]);
    expect(out).toContain(', 8 lifted, ');
    const data = JSON.parse(check([app.outdir], '--format', 'json').out) as Evidence;
    expect(data.ephemeral).toMatchObject([{ template: place, lifted: 8 }]);
  });
});

describe('a template that somebody marks by hand', () => {
  test('lifts what protects against loss, and says so', () => {
    const { code, out } = checkDocument(template({ [KEY]: true }));
    expect(code).toBe(0);
    expect(out).toContain('dev.template.json  2 findings lifted: kms-key-deletion-guard 2\n');
    expect(out).not.toContain('error ');
  });

  test('of production is an error for its category, whatever framework is asked for', () => {
    for (const framework of ALL_FRAMEWORKS) {
      const { code, out } = checkDocument(
        template({ [KEY]: true }, { 'data-category': 'customer-workloads' }),
        '--framework',
        framework,
      );
      expect(code).toBe(1);
      expect(out).toMatch(/error +stage-ephemeral-synthetic-data-only/);
    }
  });

  test('cannot be excepted from that', () => {
    const exception = {
      rule: GUARD,
      reason: 'It is only for a week.',
      approvedBy: 'security@example.com',
      expires: '2026-12-01',
    };
    const metadata = { [KEY]: true, 'CloudNexus::PolicyExceptions': [exception] };
    const { code, out } = checkDocument(template(metadata, { 'data-category': 'customer-workloads' }));
    expect(code).toBe(1);
    expect(out).toContain(`the exception is refused: 'rule' may not be ${GUARD}: no exception can be made for it`);
  });

  test.each<[string, JsonObject[string]]>([
    ['false', false],
    ['no', 'no'],
    ['the word true', 'true'],
    ['1', 1],
    ['a list', [true]],
    ['an intrinsic function', { 'Fn::If': ['IsProd', false, true] }],
  ])('is not marked by %s', (_, mark) => {
    const { code, out } = checkDocument(template({ [KEY]: mark }));
    expect(code).toBe(1);
    expect(out).toMatch(/error +kms-key-deletion-guard/);
    expect(out).not.toContain('phemeral stage');
  });

  test('lifts what cannot be judged as well, and never what is excepted', () => {
    const exception = {
      rule: 'kms-key-deletion-guard',
      reason: 'The key is of a trial that ends soon.',
      approvedBy: 'security@example.com',
      expires: '2027-01-31',
    };
    const open = template({ [KEY]: true });
    const excepted = { ...open, Metadata: { [KEY]: true, 'CloudNexus::PolicyExceptions': [exception] } };
    expect(checkDocument(excepted).out).toMatch(/excepted +kms-key-deletion-guard/);
    expect(checkDocument(excepted).out).toContain('dev.template.json  0 findings lifted\n');
    const bucket = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: { Ref: 'Days' } } };
    const unknown = { ...open, Parameters: { Days: { Type: 'Number' } }, Resources: { Log: bucket } };
    expect(checkDocument(unknown).out).toContain('loggroup-retention-min 1');
  });
});

describe('a nested template', () => {
  const judged = (parent: JsonObject, child: JsonObject): ReturnType<typeof judgeTemplates> => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.json' } };
    const sources = [
      { path: 'parent.json', document: { Metadata: parent, Resources: { Nested: nested } } },
      { path: 'child.json', document: template(child) },
    ];
    const set = new TemplateSet(sources, [{ parent: 'parent.json', logicalId: 'Nested', child: 'child.json' }]);
    return judgeTemplates(set.templates, RULES, ALL_FRAMEWORKS, SecurityPolicy.CLOUDNEXUS, TODAY);
  };

  test.each<[string, JsonObject, JsonObject, string[]]>([
    ['with the mark in a marked one is ephemeral', { [KEY]: true }, { [KEY]: true }, ['child.json', 'parent.json']],
    ['without the mark in a marked one is judged as ever', { [KEY]: true }, {}, ['parent.json']],
    ['with the mark in one without is judged as ever', {}, { [KEY]: true }, []],
  ])('%s', (_, parent, child, ephemeral) => {
    const report = judged(parent, child);
    expect(report.ephemeral.map((one) => one.template)).toEqual(ephemeral);
    expect(report.summary.lifted > 0).toBe(ephemeral.includes('child.json'));
    expect(report.summary.errors > 0).toBe(!ephemeral.includes('child.json'));
  });

  test('of an app carries the mark of its stage', () => {
    const app = newApp();
    const stack = new Stack(new EphemeralStage(app, 'Dev'), 'Shop');
    new SecureKey(new NestedStack(stack, 'Nested'), 'Key', { dataCategory: DataCategory.AUDIT_LOGS });
    const { evidence, thrown } = synthesized(app);
    expect(thrown).toBe('');
    expect(evidence.ephemeral.map(({ lifted }) => lifted).sort()).toEqual([0, 3]);
  });
});

describe('in an ephemeral stage of an app', () => {
  test('what the internet reaches stays an error', () => {
    const app = newApp();
    const stack = new Stack(new EphemeralStage(app, 'Dev'), 'Shop');
    const tags = [{ key: 'data-category', value: 'synthetic-test-data' }];
    new CfnBucket(stack, 'Open', { tags, accessControl: 'PublicRead' });
    const { evidence, thrown } = synthesized(app);
    expect(thrown).not.toBe('');
    for (const rule of ['s3-bucket-no-public-read', 's3-bucket-tls-only', 's3-bucket-encryption-kms']) {
      expect(outcomesOf(evidence, rule, 'Dev')).toEqual(['fail']);
    }
    expect(outcomesOf(evidence, 's3-bucket-versioning', 'Dev')).toEqual(['lifted']);
  });

  test('an exception that production needs is no unused one', () => {
    const app = newApp();
    const stack = new Stack(new EphemeralStage(app, 'Dev'), 'Shop');
    PolicyExceptions.of(stack).grant({
      rule: 's3-bucket-versioning',
      reason: 'Thumbnails are made again.',
      approvedBy: 'security@example.com',
      expires: new Date(Date.now() + 86_400_000 * 60).toISOString().slice(0, 10),
    });
    new SecureBucket(stack, 'Thumbnails', { dataCategory: DataCategory.CUSTOMER_WORKLOADS, versioned: false });
    const { evidence } = synthesized(app);
    expect(outcomesOf(evidence, 's3-bucket-versioning', 'Dev')).toEqual(['excepted']);
    expect(evidence.summary['warnings']).toBe(0);
  });

  test('nobody acknowledges that it is one', () => {
    const app = newApp();
    const dev = new EphemeralStage(app, 'Dev');
    shopIn(dev);
    Validations.of(dev).acknowledge({ id: 'CloudNexus::ephemeral-stage', reason: 'Known.' });
    const { thrown, report } = synthesized(app);
    expect(thrown).not.toBe('');
    expect(report.pluginReports.flatMap(({ violations }) => violations.map((one) => one.description))).toContain(
      'Acknowledgement of ephemeral-stage is refused: every report says which templates are of an ephemeral stage',
    );
  });
});

test('the rule that keeps data of customers out gives evidence for every framework', () => {
  for (const framework of ALL_FRAMEWORKS) expect(rulesFor(RULES, [framework]).map(({ id }) => id)).toContain(GUARD);
});

test('the rules that protect against loss alone are these', () => {
  expect(RULES.filter(({ guardsLoss }) => guardsLoss === true).map(({ id }) => id)).toEqual([
    'dynamodb-deletion-protection',
    'dynamodb-in-backup-plan',
    'dynamodb-pitr',
    'ebs-volume-in-backup-plan',
    'elb-deletion-protection',
    'kms-key-deletion-guard',
    'loggroup-retention-matches-category',
    'loggroup-retention-min',
    'rds-backup-retention',
    'rds-deletion-protection',
    'rds-in-backup-plan',
    'rds-multi-az',
    's3-bucket-versioning',
    's3-retention-matches-data-category',
    'stateful-retain-policy',
  ]);
  expect(RULES.filter(({ guardsLoss, exposure }) => guardsLoss === true && exposure === true)).toEqual([]);
});
