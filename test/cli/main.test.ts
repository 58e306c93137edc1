import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { main } from '../../lib/cli/main';
import { RULES } from '../../lib/rules/index';

const FIXTURES = relative(process.cwd(), join(__dirname, 'fixtures'));
const PAYMENTS = join(FIXTURES, 'payments.yaml');

interface Run {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function run(...args: string[]): Run {
  let out = '';
  let error = '';
  const code = main(args, {
    out: (text) => (out += text),
    error: (text) => (error += text),
    color: false,
    interactive: false,
  });
  return { code, out, error };
}

function json(...args: string[]): Record<string, unknown> {
  return JSON.parse(run('check', ...args, '--format', 'json').out) as Record<string, unknown>;
}

describe('check', () => {
  test('reads well for people', () => {
    const { code, out, error } = run('check', PAYMENTS, '--framework', 'pci,iso27001');
    expect(code).toBe(1);
    expect(error).toBe('');
    expect(out.replace(/\d+\.\d\d s/, '0.00 s').replace(/\d+ rules/, 'N rules')).toMatchSnapshot();
  });

  test('writes every judgement as JSON, passes included', () => {
    const report = json(PAYMENTS);
    expect(Object.keys(report)).toEqual([
      'schemaVersion',
      'tool',
      'frameworks',
      'summary',
      'ephemeral',
      'resourceTypes',
      'uncounted',
      'errors',
      'skipped',
      'today',
      'exceptions',
      'results',
    ]);
    const results = report['results'] as Record<string, unknown>[];
    expect(
      results.find(({ rule, logicalId }) => rule === 'kms-key-rotation-period' && logicalId === 'CardKey'),
    ).toEqual({
      rule: 'kms-key-rotation-period',
      outcome: 'fail',
      severity: 'error',
      template: PAYMENTS,
      logicalId: 'CardKey',
      resourceType: 'AWS::KMS::Key',
      constructPath: null,
      propertyPath: 'RotationPeriodInDays',
      message: 'expected 90 or less, got nothing (365 days by default)',
      fix: 'Use `SecureKey`, or set `RotationPeriodInDays` to 90.',
      clause: 'P2.1.2',
      controls: expect.objectContaining({ pci: { '3.7.4': 'peer-near', '3.7.5': 'peer-near' } }) as object,
      equivalents: expect.objectContaining({ securityHub: ['KMS.4'] }) as object,
    });
    expect(results.map(({ outcome }) => outcome)).toContain('pass');
    expect(results.map(({ outcome }) => outcome)).toContain('undetermined');
  });

  test('counts what it lists', () => {
    const { summary, results } = json(PAYMENTS) as {
      summary: Record<string, number>;
      results: { outcome: string; severity: string }[];
    };
    const count = (outcome: string): number => results.filter((result) => result.outcome === outcome).length;
    expect(summary).toMatchObject({
      templates: 1,
      resources: 2,
      passes: count('pass'),
      undetermined: count('undetermined'),
    });
    expect((summary['errors'] ?? 0) + (summary['warnings'] ?? 0)).toBe(count('fail'));
  });

  test.each([
    ['0 when nothing is found', 0, ['check', join(FIXTURES, 'clean.json')]],
    ['0 when nothing is found, strictly', 0, ['check', join(FIXTURES, 'clean.json'), '--strict']],
    ['1 when there are errors', 1, ['check', PAYMENTS]],
    ['2 for an unknown option', 2, ['check', '--colour']],
    ['2 for an unknown framework', 2, ['check', '--framework', 'no-such']],
    ['2 for an unknown format', 2, ['check', '--format', 'xml']],
    ['2 for an unknown level', 2, ['check', '--fail-on', 'info']],
    ['2 for an unknown command', 2, ['inspect']],
    ['2 without a command', 2, []],
    ['3 for input that is not there', 3, ['check', 'no-such-file.yaml']],
  ])('exits with %s', (_, code, args) => {
    const result = run(...args);
    expect(result.code).toBe(code);
    expect(result.error).toMatchSnapshot();
  });

  test('a warning alone is 0, and 1 with --fail-on warning', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
    const path = join(folder, 'warning.json');
    const properties = { EnableKeyRotation: true, RotationPeriodInDays: 90, MultiRegion: true };
    const key = {
      Type: 'AWS::KMS::Key',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: properties,
    };
    writeFileSync(path, JSON.stringify({ Resources: { Key: key } }));
    expect(run('check', path).code).toBe(0);
    expect(run('check', path, '--fail-on', 'warning').code).toBe(1);
    expect(run('check', path, '--strict').code).toBe(1);
  });

  test('what can be read is judged although something cannot be', () => {
    const { code, out, error } = run('check', PAYMENTS, 'no-such-file.yaml');
    expect(code).toBe(3);
    expect(out).toContain('CardKey');
    expect(error).toBe('no-such-file.yaml: no such file or folder\n');
  });
});

describe('rules', () => {
  test('lists every rule', () => {
    const { code, out } = run('rules');
    expect(code).toBe(0);
    for (const { id } of RULES) expect(out).toContain(id);
  });

  test('lists all metadata as JSON', () => {
    const listed = JSON.parse(run('rules', '--format', 'json').out) as Record<string, unknown>[];
    expect(listed).toHaveLength(RULES.length);
    expect(Object.keys(listed[0] ?? {})).toEqual([
      'id',
      'title',
      'clause',
      'severity',
      'waivable',
      'exposure',
      'guardsLoss',
      'resourceTypes',
      'rationale',
      'remediation',
      'controls',
      'equivalents',
    ]);
  });
});

test('help and version', () => {
  expect(run('--help').out).toMatchSnapshot();
  expect(run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
