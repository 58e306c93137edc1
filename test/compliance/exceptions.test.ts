import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct, type IConstruct } from 'constructs';
import {
  ComplianceChecks,
  DataCategory,
  Framework,
  PolicyExceptions,
  SecureBucket,
  SecureKey,
  type PolicyException,
} from '../../lib';
import { main } from '../../lib/cli/main';

const TODAY = '2026-11-24';
const MULTI_REGION: PolicyException = {
  rule: 'kms-key-single-region',
  reason: 'Two sites answer for each other.',
  approvedBy: 'security@example.com',
  ticket: 'SEC-1',
  expires: '2027-03-31',
  compensatingControl: 'The replica denies decryption outside an incident.',
};

function newApp(today = TODAY, flags: Readonly<Record<string, boolean>> = {}): App {
  const outdir = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
  return new App({ outdir, context: { '@cloudnexus/cdk:today': today, ...flags } });
}

type Row = Readonly<Record<string, unknown>>;

interface Evidence {
  readonly summary: Readonly<Record<string, number>>;
  readonly results: readonly Row[];
  readonly exceptions: readonly Readonly<Record<string, unknown>>[];
  readonly today: unknown;
}

/** Judges an app as `cdk synth` does: what it throws, the evidence and CDK's own report. */
function synthesized(app: App): { thrown: string; evidence: Evidence; report: string } {
  Validations.of(app).addPlugins(new ComplianceChecks(app, { frameworks: [Framework.CLOUDNEXUS_POLICY] }));
  const silent = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  let thrown = '';
  try {
    app.synth();
  } catch (error) {
    thrown = (error as Error).message;
  }
  silent.mockRestore();
  const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const evidence = JSON.parse(read(join(app.outdir, 'compliance/policy.json'))) as Evidence & {
    resources: { judgements: Row[] }[];
  };
  return {
    thrown,
    evidence: { ...evidence, results: evidence.resources.flatMap(({ judgements }) => judgements) },
    report: read(join(app.outdir, 'validation-report.json')),
  };
}

function outcomes({ results }: Pick<Evidence, 'results'>, rule = MULTI_REGION.rule): unknown[] {
  return results.filter((result) => result['rule'] === rule).map(({ outcome }) => outcome);
}

function multiRegionKey(scope: IConstruct & Stack, id = 'Key'): Key {
  return new Key(scope, id, { multiRegion: true });
}

describe('an exception on record', () => {
  test('covers a finding below its scope, with its reason in every output', () => {
    const app = newApp();
    const stack = new Stack(app, 'Keys');
    PolicyExceptions.of(stack).grant(MULTI_REGION);
    multiRegionKey(stack);
    const { evidence, report } = synthesized(app);

    expect(outcomes(evidence)).toEqual(['excepted']);
    expect(evidence.results.find(({ outcome }) => outcome === 'excepted')?.['exception']).toEqual(MULTI_REGION);
    expect(evidence.summary['excepted']).toBe(1);
    const suppressed = JSON.parse(report) as {
      pluginReports: { suppressedViolations?: { ruleName: string; reason: string }[] }[];
    };
    expect(suppressed.pluginReports.flatMap((one) => one.suppressedViolations ?? [])).toMatchObject([
      {
        ruleName: MULTI_REGION.rule,
        reason:
          'until 2027-03-31, approved by security@example.com, SEC-1: Two sites answer for each other. Instead: The replica denies decryption outside an incident.',
      },
    ]);
  });

  test('covers what the command line judges of the same templates', () => {
    const app = newApp();
    const stack = new Stack(app, 'Keys');
    multiRegionKey(stack);
    PolicyExceptions.of(stack).grant(MULTI_REGION);
    app.synth();
    let out = '';
    const terminal = { out: (text: string) => (out += text), error: () => undefined, color: false, interactive: false };
    const judge = (today: string): string => {
      out = '';
      main(['check', app.outdir, '--framework', 'policy', '--today', today], terminal);
      return out;
    };
    expect(judge('2027-03-31')).toMatch(/excepted +kms-key-single-region/);
    expect(judge('2027-02-28')).not.toContain('Exceptions\n');
    expect(judge('2027-03-01')).toContain(
      `  ends soon  kms-key-single-region  ${join(app.outdir, 'Keys.template.json')}: the exception that security@example.com approved ends in 30 days, on 2027-03-31: mend what it covers, or have it renewed\n`,
    );
    expect(judge('2027-03-01')).toContain(' 0 warnings,');
    expect(judge('2027-03-31')).toContain('until 2027-03-31, approved by security@example.com, SEC-1: Two sites');
    expect(judge('2027-04-01')).toMatch(
      /warning +kms-key-single-region .* the exception that security@example.com approved expired on 2027-03-31, 1 day ago/,
    );
  });

  test('of a stage covers its stacks and nested stacks, and no other', () => {
    const app = newApp();
    const stage = new Stage(app, 'Prod');
    PolicyExceptions.of(stage).grant(MULTI_REGION);
    const stack = new Stack(stage, 'Keys');
    multiRegionKey(stack);
    multiRegionKey(new NestedStack(stack, 'Nested'));
    multiRegionKey(new Stack(app, 'Other'));
    expect(outcomes(synthesized(app).evidence).sort()).toEqual(['excepted', 'excepted', 'fail']);
  });

  test('of a construct covers only what is below it', () => {
    const app = newApp();
    const stack = new Stack(app, 'Keys');
    PolicyExceptions.of(multiRegionKey(stack, 'One')).grant(MULTI_REGION);
    multiRegionKey(stack, 'OneMore');
    expect(outcomes(synthesized(app).evidence)).toEqual(['excepted', 'fail']);
  });

  test('covers only the rule that it names', () => {
    const app = newApp();
    const stack = new Stack(app, 'Keys');
    PolicyExceptions.of(stack).grant(MULTI_REGION);
    multiRegionKey(stack);
    expect(outcomes(synthesized(app).evidence, 'kms-key-rotation-period')).toEqual(['fail']);
  });

  test('that has expired covers nothing and says since when', () => {
    const app = newApp('2027-04-02');
    const stack = new Stack(app, 'Keys');
    PolicyExceptions.of(stack).grant(MULTI_REGION);
    multiRegionKey(stack);
    const { evidence } = synthesized(app);
    expect(evidence.results.find(({ rule }) => rule === MULTI_REGION.rule)).toMatchObject({
      outcome: 'fail',
      message:
        'expected false, got true; the exception that security@example.com approved expired on 2027-03-31, 2 days ago',
    });
  });

  test('that nothing needs is warned of', () => {
    const app = newApp();
    const stack = new Stack(app, 'Keys');
    PolicyExceptions.of(stack).grant(MULTI_REGION);
    new SecureKey(stack, 'Key');
    const { evidence, report } = synthesized(app);
    expect(evidence.exceptions).toMatchObject([{ state: 'unused', template: 'Keys.template.json' }]);
    expect(evidence.summary['warnings']).toBe(1);
    expect(report).toContain('no finding needs the exception: take it off the record');
  });

  test('may stand in the metadata of a resource that nobody synthesized', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
    const file = join(folder, 'keys.json');
    const key = (metadata: unknown): unknown => ({
      Type: 'AWS::KMS::Key',
      Metadata: { 'CloudNexus::PolicyExceptions': metadata },
      Properties: { MultiRegion: true },
    });
    const { reason, ...rest } = MULTI_REGION;
    writeFileSync(file, JSON.stringify({ Resources: { Good: key([MULTI_REGION]), Flawed: key([rest]) } }));
    let out = '';
    main(['check', file, '--framework', 'policy', '--today', TODAY, '--format', 'json'], {
      out: (text) => (out += text),
      error: () => undefined,
      color: false,
      interactive: false,
    });
    const evidence = JSON.parse(out) as Evidence;
    expect(reason).toBe(MULTI_REGION.reason);
    expect(outcomes(evidence)).toEqual(['fail', 'excepted']);
    expect(evidence.exceptions).toMatchObject([
      { logicalId: 'Good', state: 'used' },
      {
        logicalId: 'Flawed',
        state: 'refused',
        problem: "the exception is refused: 'reason' must say something, got undefined",
      },
    ]);
  });
});

describe('what can be put on record', () => {
  test.each([
    ['the usual for 366 days', MULTI_REGION.rule, '2027-11-25'],
    ['exposure of a stack for 90 days', 'sg-no-public-ssh-rdp', '2027-02-22'],
    ['what has expired, for the finding to say so', MULTI_REGION.rule, '2020-01-31'],
  ])('%s', (_, rule, expires) => {
    const stack = new Stack(newApp(), 'Stack');
    expect(() => {
      PolicyExceptions.of(stack).grant({ ...MULTI_REGION, rule, expires });
    }).not.toThrow();
  });

  test.each([
    ['2026-12-24', ['ends in 30 days, on 2026-12-24']],
    ['2026-11-24', ['ends today, 2026-11-24']],
    ['2026-12-25', []],
    ['2026-11-23', []],
  ])('and ends on %s is warned of: %j', (expires, ends) => {
    const stack = new Stack(newApp(), 'Stack');
    PolicyExceptions.of(stack).grant({ ...MULTI_REGION, expires });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('exception'));
    expect(warnings.map(({ entry }) => entry.data)).toEqual(
      ends.map(
        (end) =>
          `kms-key-single-region: the exception that security@example.com approved ${end}: mend what it covers, or have it renewed [ack: @cloudnexus/cdk:exceptionEnds:kms-key-single-region]`,
      ),
    );
  });

  test('and ends soon is said once in a synthesis, granted or carried by a resource or a template', () => {
    const app = newApp(TODAY, { '@aws-cdk/core:annotationsInValidationReport': true });
    const stack = new Stack(app, 'Keys');
    PolicyExceptions.of(multiRegionKey(stack, 'Granted')).grant({ ...MULTI_REGION, expires: '2026-12-24' });
    const carrying = new CfnKey(stack, 'Carrying', { multiRegion: true });
    carrying.addMetadata('CloudNexus::PolicyExceptions', [{ ...MULTI_REGION, expires: '2026-12-23' }]);
    const included = new Stack(app, 'Included');
    multiRegionKey(included);
    included.templateOptions.metadata = {
      'CloudNexus::PolicyExceptions': [{ ...MULTI_REGION, expires: '2026-12-22' }],
    };
    const { report, evidence } = synthesized(app);
    expect(report.split('ends in 30 days, on 2026-12-24').length - 1).toBe(1);
    expect(report.split('ends in 29 days, on 2026-12-23').length - 1).toBe(1);
    expect(report.split('ends in 28 days, on 2026-12-22').length - 1).toBe(1);
    expect(outcomes(evidence)).toEqual(['excepted', 'excepted', 'excepted']);
  });
});

describe('what cannot be put on record', () => {
  test.each([
    [{ rule: 'no-such-rule' }, `'rule' must be the id of a rule (cloudnexus rules lists them), got "no-such-rule"`],
    [
      { rule: 's3-audit-bucket-object-lock' },
      `'rule' may not be s3-audit-bucket-object-lock: no exception can be made for it`,
    ],
    [{ reason: ' ' }, `'reason' must say something, got " "`],
    [{ approvedBy: '' }, `'approvedBy' must say something, got ""`],
    [{ expires: 'soon' }, `'expires' must be a day such as 2027-01-31, got "soon"`],
    [{ expires: '2027-02-30' }, `'expires' must be a day such as 2027-01-31, got "2027-02-30"`],
    [
      { expires: '2027-11-26' },
      `'expires' may be 2027-11-25 at the latest, 366 days from today for kms-key-single-region, got "2027-11-26"`,
    ],
    [
      { rule: 'sg-no-public-ssh-rdp', expires: '2027-02-23' },
      `'expires' may be 2027-02-22 at the latest, 90 days from today for sg-no-public-ssh-rdp, got "2027-02-23"`,
    ],
  ])('%j', (change, sentence) => {
    const stack = new Stack(newApp(), 'Stack');
    expect(() => {
      PolicyExceptions.of(stack).grant({ ...MULTI_REGION, ...change });
    }).toThrow(new Error(`${sentence} (exception at "Stack")`));
  });

  test.each([
    ['App', (app: App) => app],
    ['Stage', (app: App) => new Stage(app, 'Prod')],
    ['construct around stacks', (app: App) => new Construct(app, 'Shared')],
  ])('exposure for all stacks of an %s', (_, at) => {
    const scope = at(newApp());
    const grant = (rule: string) => (): void => {
      PolicyExceptions.of(scope).grant({ ...MULTI_REGION, rule, expires: '2027-01-31' });
    };
    expect(grant('s3-bucket-public-access-block')).toThrow(
      new Error(
        `'rule' may not be s3-bucket-public-access-block for more than a stack: put it on record for the stack or the construct that needs it (exception at "${scope.node.path}")`,
      ),
    );
    expect(grant('s3-bucket-versioning')).not.toThrow();
  });

  test('a clock that shows no day', () => {
    const stack = new Stack(newApp('yesterday'), 'Stack');
    expect(() => new SecureKey(stack, 'Key')).toThrow(
      new Error(`context '@cloudnexus/cdk:today' must be a day such as 2026-11-24, got "yesterday"`),
    );
  });
});

describe('an acknowledgement without an expiry', () => {
  test.each(['CloudNexus::kms-key-single-region', 'kms-key-single-region'])('%s is refused', (id) => {
    const app = newApp();
    const stack = new Stack(app, 'Keys');
    const key = multiRegionKey(stack);
    Validations.of(key).acknowledge({ id, reason: 'because' });
    const { thrown, report } = synthesized(app);
    expect(thrown).not.toBe('');
    expect(report).toContain(
      'Acknowledgement of kms-key-single-region is refused: it says neither who approved it nor when it ends',
    );
    expect(report).toContain("PolicyExceptions.of(scope).grant({ rule: 'kms-key-single-region'");
  });
});

describe('a construct', () => {
  const versioning: PolicyException = { ...MULTI_REGION, rule: 's3-bucket-versioning' };

  test('takes a weaker value under an exception, and the finding is excepted', () => {
    const app = newApp();
    new SecureBucket(new Stack(app, 'Data'), 'Bucket', {
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
      versioned: false,
      exceptions: [versioning],
    });
    const { thrown, evidence } = synthesized(app);
    expect(thrown).toBe('');
    expect(outcomes(evidence, 's3-bucket-versioning').sort()).toEqual(['excepted']);
  });

  test('takes it under an exception of its stack as well', () => {
    const stack = new Stack(newApp(), 'Keys');
    PolicyExceptions.of(stack).grant(MULTI_REGION);
    expect(() => new SecureKey(stack, 'Key', { multiRegion: true })).not.toThrow();
  });

  test('takes it under one that has expired, and the synthesis fails with the finding and no stack trace', () => {
    const app = newApp('2027-04-01');
    new SecureBucket(new Stack(app, 'Data'), 'Bucket', {
      dataCategory: DataCategory.CUSTOMER_WORKLOADS,
      versioned: false,
      exceptions: [versioning],
    });
    const { thrown, evidence } = synthesized(app);
    expect(thrown).toContain(
      'S3 bucket keeps the versions of its objects: expected Enabled, got nothing (off by default); the exception that security@example.com approved expired on 2027-03-31, 1 day ago',
    );
    expect(evidence.results.filter(({ outcome }) => outcome === 'fail')).toEqual([
      {
        rule: 's3-bucket-versioning',
        outcome: 'fail',
        propertyPath: 'VersioningConfiguration.Status',
        message:
          'expected Enabled, got nothing (off by default); the exception that security@example.com approved expired on 2027-03-31, 1 day ago',
      },
    ]);
  });
});

describe('the day that was set by hand', () => {
  const out = (file: string, ...args: string[]): string => {
    let text = '';
    const terminal = {
      out: (line: string) => (text += line),
      error: () => undefined,
      color: false,
      interactive: false,
    };
    main(['check', file, '--framework', 'policy', ...args], terminal);
    return text;
  };
  const template = join(mkdtempSync(join(tmpdir(), 'cloudnexus-')), 'none.json');
  writeFileSync(template, JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }));

  test('is said in the text and the JSON of the command line', () => {
    expect(out(template, '--today', TODAY)).toMatch(
      /\nExceptions were looked at as on 2026-11-24, which --today set by hand\.\n$/,
    );
    expect(JSON.parse(out(template, '--today', TODAY, '--format', 'json'))).toMatchObject({
      today: { day: TODAY, setBy: '--today' },
    });
  });

  test('is not said where the clock shows it', () => {
    expect(out(template)).not.toContain('by hand');
    expect(JSON.parse(out(template, '--format', 'json'))).toMatchObject({ today: null });
  });

  test('is said in the evidence of a synthesis, and in its report where an exception depends on it', () => {
    const sentence = `Exceptions were looked at as on ${TODAY}, which context @cloudnexus/cdk:today set by hand`;
    const app = newApp();
    const stack = new Stack(app, 'Keys');
    new SecureKey(stack, 'Key');
    const without = synthesized(app);
    expect(without.evidence.today).toEqual({ day: TODAY, setBy: 'context @cloudnexus/cdk:today' });
    expect(without.report).not.toContain(sentence);

    const other = newApp();
    const keys = new Stack(other, 'Keys');
    PolicyExceptions.of(keys).grant(MULTI_REGION);
    multiRegionKey(keys);
    expect(synthesized(other).report).toContain(sentence);
  });

  test('stands in no evidence where the clock shows it', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
    new SecureKey(new Stack(app, 'Keys'), 'Key');
    expect(synthesized(app).evidence.today).toBeNull();
  });
});

describe('a template that nobody synthesized', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-'));

  /** What the command line makes of a key that its own metadata, or the template's, excepts. */
  function judged(exception: object, on: 'resource' | 'template' = 'resource', properties: object = KEY): Evidence {
    const file = join(folder, 'keys.json');
    const Metadata = { 'CloudNexus::PolicyExceptions': [exception] };
    const Key = { Type: 'AWS::KMS::Key', Properties: properties, ...(on === 'resource' ? { Metadata } : {}) };
    writeFileSync(file, JSON.stringify({ Resources: { Key }, ...(on === 'template' ? { Metadata } : {}) }));
    let out = '';
    const terminal = { out: (text: string) => (out += text), error: () => undefined, color: false, interactive: false };
    main(['check', file, '--framework', 'policy', '--today', TODAY, '--format', 'json'], terminal);
    return JSON.parse(out) as Evidence;
  }

  const KEY = { MultiRegion: true };
  const WILDCARD = {
    KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }] },
  };
  const exposure = { ...MULTI_REGION, rule: 'kms-key-policy-no-wildcard-principal' };

  test('may be excepted for 366 days', () => {
    const { exceptions, results } = judged({ ...MULTI_REGION, expires: '2027-11-25' });
    expect(outcomes({ results })).toEqual(['excepted']);
    expect(exceptions).toMatchObject([{ state: 'used', problem: '' }]);
  });

  test('is not covered for 367 days, and the finding says why', () => {
    const { exceptions, results, summary } = judged({ ...MULTI_REGION, expires: '2027-11-26' });
    const problem =
      'the exception is refused: \'expires\' may be 2027-11-25 at the latest, 366 days from today for kms-key-single-region, got "2027-11-26"';
    expect(results.find(({ rule }) => rule === MULTI_REGION.rule)).toMatchObject({
      outcome: 'fail',
      message: `expected false, got true; ${problem}`,
    });
    expect(exceptions).toMatchObject([{ state: 'refused', problem }]);
    expect(summary['excepted']).toBe(0);
  });

  test.each(['resource', 'template'] as const)('may be excepted from exposure for 90 days, by its %s', (on) => {
    const last = judged({ ...exposure, expires: '2027-02-22' }, on, WILDCARD);
    expect(outcomes(last, exposure.rule)).toEqual(['excepted']);
    const after = judged({ ...exposure, expires: '2027-02-23' }, on, WILDCARD);
    expect(outcomes(after, exposure.rule)).toEqual(['fail']);
    expect(after.exceptions).toMatchObject([
      {
        problem:
          'the exception is refused: \'expires\' may be 2027-02-22 at the latest, 90 days from today for kms-key-policy-no-wildcard-principal, got "2027-02-23"',
      },
    ]);
  });

  test.each([
    ['2026-12-25', 'used', ''],
    ['2026-12-24', 'ending', 'ends in 30 days, on 2026-12-24: mend what it covers, or have it renewed'],
    ['2026-11-25', 'ending', 'ends in 1 day, on 2026-11-25: mend what it covers, or have it renewed'],
    ['2026-11-24', 'ending', 'ends today, 2026-11-24: mend what it covers, or have it renewed'],
    ['2026-11-23', 'expired', 'expired on 2026-11-23, 1 day ago'],
  ])('whose exception ends on %s has it %s', (expires, state, rest) => {
    const { exceptions, summary } = judged({ ...MULTI_REGION, expires });
    const problem = rest === '' ? '' : `the exception that security@example.com approved ${rest}`;
    expect(exceptions).toMatchObject([{ state, problem }]);
    // what is about to end still holds, and fails no strict run
    expect(summary['excepted']).toBe(state === 'expired' ? 0 : 1);
  });
});
