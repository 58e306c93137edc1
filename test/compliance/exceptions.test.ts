import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
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

function newApp(today = TODAY): App {
  const outdir = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
  return new App({ outdir, context: { '@cloudnexus/cdk:today': today } });
}

type Row = Readonly<Record<string, unknown>>;

interface Evidence {
  readonly summary: Readonly<Record<string, number>>;
  readonly results: readonly Row[];
  readonly exceptions: readonly Readonly<Record<string, unknown>>[];
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

function outcomes({ results }: Evidence, rule = MULTI_REGION.rule): unknown[] {
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
  ])('%j', (change, sentence) => {
    const stack = new Stack(newApp(), 'Stack');
    expect(() => {
      PolicyExceptions.of(stack).grant({ ...MULTI_REGION, ...change });
    }).toThrow(new Error(`${sentence} (exception at "Stack")`));
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

  test('refuses it once the exception has expired, and says since when', () => {
    const stack = new Stack(newApp('2027-04-01'), 'Keys');
    PolicyExceptions.of(stack).grant(MULTI_REGION);
    expect(() => new SecureKey(stack, 'Key', { multiRegion: true })).toThrow(
      new Error(
        "'multiRegion' may not be true (P4.3): a replica decrypts in another Region what was kept in this one. The exception from kms-key-single-region that security@example.com approved expired on 2027-03-31: leave it out, or have it renewed.",
      ),
    );
  });
});
