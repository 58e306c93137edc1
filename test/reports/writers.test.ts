import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { main } from '../../lib/cli/main';
import { judgeTemplates } from '../../lib/compliance/report';
import { ALL_FRAMEWORKS } from '../../lib/compliance/selection';
import { ComplianceChecks } from '../../lib/plugin/plugin';
import { SecurityPolicy } from '../../lib/policy/security-policy';
import type { Run, Writer } from '../../lib/reports/writer';
import { writersFor } from '../../lib/reports/writers';
import { RULES } from '../../lib/rules/index';
import { InputError } from '../../lib/template/source/input-error';
import { setOf } from '../template/document';

const LINES = writersFor('command line');
const FILES = writersFor('assembly');
const ALL = [...new Set([...LINES, ...FILES])];

function runOver(templates: Readonly<Record<string, unknown>>, errors: readonly InputError[] = []): Run {
  const policy = SecurityPolicy.CLOUDNEXUS;
  const report = judgeTemplates(setOf(templates).templates, RULES, ALL_FRAMEWORKS, policy, { day: '2026-11-24' });
  return { report, policy, errors };
}

const KEYS = {
  'keys.json': {
    Parameters: { Days: { Type: 'Number' } },
    Resources: {
      Weak: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true, RotationPeriodInDays: 365 } },
      Open: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true, RotationPeriodInDays: { Ref: 'Days' } } },
    },
  },
};

test('every writer has a format and an ending of its own place, and a file of that name', () => {
  for (const place of [LINES, FILES]) {
    const formats = place.map(({ format }) => format);
    expect(new Set(formats).size).toBe(formats.length);
  }
  const endings = FILES.map(({ ending }) => ending);
  expect(new Set(endings).size).toBe(endings.length);
  const files = readdirSync(join(__dirname, '../../lib/reports')).filter((file) => !/^writers?\.ts$/.test(file));
  expect(ALL.map(({ format }) => `${format}.ts`).sort()).toEqual(files.sort());
});

describe.each(ALL)('$format', (writer: Writer) => {
  test('says of each resource what was found, by the id of the rule', () => {
    const written = writer.write(runOver(KEYS));
    expect(written.endsWith('\n')).toBe(true);
    for (const part of ['keys.json', 'Weak', 'Open', 'kms-key-rotation-period', 'expected 90 or less, got 365']) {
      expect(written).toContain(part);
    }
  });

  test('writes the same twice, without a time of its own', () => {
    expect(writer.write(runOver(KEYS))).toBe(writer.write(runOver(KEYS)));
  });
});

describe('on the command line', () => {
  test.each(LINES)('--format $format is taken, and the help names it', ({ format }) => {
    let out = '';
    const terminal = { out: (text: string) => (out += text), error: fail, color: false, interactive: false };
    expect(main(['check', '--format', format, join(__dirname, '../cli/fixtures/clean.json')], terminal)).toBe(0);
    expect(out).not.toBe('');
    main(['--help'], terminal);
    expect(/--format (\S+) +how to report/.exec(out)?.[1]?.split('|')).toContain(format);
  });

  test.each(FILES.filter((writer) => !LINES.includes(writer)))('--format $format is refused', ({ format }) => {
    let error = '';
    const terminal = { out: fail, error: (text: string) => (error += text), color: false, interactive: false };
    expect(main(['check', '--format', format], terminal)).toBe(2);
    expect(error).toContain(`'--format' takes ${LINES.map((writer) => writer.format).join(', ')}, got "${format}"`);
  });
});

test('a pack writes a file for each writer of the assembly, and nothing else', () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
  new Key(new Stack(app, 'Keys'), 'Key');
  new ComplianceChecks(app).validateScope(app);
  const folder = join(app.outdir, 'compliance');
  expect(readdirSync(folder).sort()).toEqual(FILES.map(({ ending }) => `all-frameworks${ending}`).sort());
  for (const file of readdirSync(folder))
    expect(readFileSync(join(folder, file), 'utf8')).toContain('kms-key-rotation');
});

test('input that could not be read stands in what programs read', () => {
  const errors = [new InputError('bad.yaml:1:2', 'not valid YAML')];
  const written = LINES.filter(({ forPeople }) => !forPeople).map((writer) => writer.write(runOver(KEYS, errors)));
  expect(written).not.toHaveLength(0);
  for (const text of written) expect(text).toContain('bad.yaml:1:2');
});

test('people read nothing when no template was judged', () => {
  expect(LINES.filter(({ forPeople }) => forPeople).map((writer) => writer.write(runOver({})))).toEqual(['']);
});

function fail(text: string): never {
  throw new Error(`said on the wrong stream: ${text}`);
}
