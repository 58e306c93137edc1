import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { main } from '../../lib/cli/main';
import { judgeTemplates, type Report } from '../../lib/compliance/report';
import { evidenceData, reportData } from '../../lib/compliance/plain-data';
import { ALL_FRAMEWORKS } from '../../lib/compliance/selection';
import { Framework } from '../../lib/frameworks/framework';
import { ComplianceChecks } from '../../lib/plugin/plugin';
import { SecurityPolicy } from '../../lib/policy/security-policy';
import { text } from '../../lib/reports/text';
import { RULES } from '../../lib/rules/index';
import { defineRule, type Rule } from '../../lib/rules/rule';
import rotation from '../../lib/rules/kms/kms-key-rotation-enabled';
import type { JsonObject } from '../../lib/template/model/json';
import { expandLoops } from '../../lib/template/source/expand-loops';
import { InputError } from '../../lib/template/source/input-error';
import { setOf } from '../template/document';

const POLICY = SecurityPolicy.CLOUDNEXUS;

/** A rule that concerns what says so of itself, and always passes. */
function ruleFor(id: string, ...resourceTypes: string[]): Rule {
  const appliesTo: Rule['appliesTo'] = (resource) => resource.definition.properties['LeftOut'] !== true;
  return defineRule({ ...rotation, id, resourceTypes, appliesTo, check: () => [] });
}

const RULED = [ruleFor('one', 'T::Judged', 'T::Both'), ruleFor('two', 'T::Both')];

function judged(templates: Readonly<Record<string, unknown>>, rules: readonly Rule[] = RULED): Report {
  return judgeTemplates(setOf(templates).templates, rules, ALL_FRAMEWORKS, POLICY, { day: '2026-11-24' });
}

function resources(counts: Readonly<Record<string, number>>, more: Readonly<Record<string, unknown>> = {}): unknown {
  const all = Object.entries(counts).flatMap(([type, count]) =>
    Array.from({ length: count }, (_, index) => [`${type.replaceAll(':', '')}${index}`, { Type: type }] as const),
  );
  return { Resources: { ...Object.fromEntries(all), ...more } };
}

function written(report: Report, verbose = false, errors: readonly InputError[] = []): string {
  return text.write({ report, policy: POLICY, errors, verbose });
}

const LEFT_OUT = { LeftOut: { Type: 'T::Both', Properties: { LeftOut: true } } };
const MANY = {
  'case.json': resources(
    { 'T::A': 1, 'T::B': 4, 'T::C': 2, 'T::Both': 2, 'T::D': 3, 'T::Judged': 1, 'AWS::CDK::Metadata': 1 },
    LEFT_OUT,
  ),
};

describe('by type', () => {
  test('resources are judged by so many rules, left out or without a rule, and add up', () => {
    const { types, summary } = judged(MANY);
    expect(types).toEqual([
      { type: 'T::A', resources: 1, rules: 0, judged: 0, leftOut: 0, withoutRule: 1 },
      { type: 'T::B', resources: 4, rules: 0, judged: 0, leftOut: 0, withoutRule: 4 },
      { type: 'T::Both', resources: 3, rules: 2, judged: 2, leftOut: 1, withoutRule: 0 },
      { type: 'T::C', resources: 2, rules: 0, judged: 0, leftOut: 0, withoutRule: 2 },
      { type: 'T::D', resources: 3, rules: 0, judged: 0, leftOut: 0, withoutRule: 3 },
      { type: 'T::Judged', resources: 1, rules: 1, judged: 1, leftOut: 0, withoutRule: 0 },
    ]);
    expect(summary).toMatchObject({ resources: 14, withoutRule: 10 });
  });

  test('a resource that no deployment creates is left out', () => {
    const never = { Type: 'T::Judged', Condition: 'Never' };
    const document = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { Never: never } };
    expect(judged({ 'case.json': document }).types).toEqual([
      { type: 'T::Judged', resources: 1, rules: 0, judged: 0, leftOut: 1, withoutRule: 0 },
    ]);
  });

  test('resources of the same name in two templates, and a template that is named twice, count each', () => {
    const one = setOf({ 'a.json': resources({ 'T::Judged': 1 }), 'b.json': resources({ 'T::Judged': 1 }) });
    const twice = setOf({ 'a.json': resources({ 'T::Judged': 1 }) });
    const templates = [...one.templates, ...twice.templates];
    const { types } = judgeTemplates(templates, RULED, ALL_FRAMEWORKS, POLICY, { day: '2026-11-24' });
    expect(types).toMatchObject([{ resources: 3, judged: 3, leftOut: 0, rules: 1 }]);
  });

  test('a resource that is undetermined was judged', () => {
    const failing = defineRule({
      ...ruleFor('open', 'T::Judged'),
      check: () => [{ kind: 'undetermined', path: '', message: 'known only at deployment' }],
    });
    expect(judged({ 'case.json': resources({ 'T::Judged': 1 }) }, [failing]).types).toMatchObject([
      { judged: 1, rules: 1 },
    ]);
  });

  test('a rule of a framework that nobody asked for judges nothing', () => {
    const ours = { ...ruleFor('ours', 'T::Judged'), controls: {} };
    const { templates } = setOf({ 'case.json': resources({ 'T::Judged': 1 }) });
    const of = (framework: Framework) =>
      judgeTemplates(templates, [ours], [framework], POLICY, { day: '2026-11-24' }).summary.withoutRule;
    expect(of(Framework.CLOUDNEXUS_POLICY)).toBe(0);
    expect(of(Framework.PCI_DSS_4_0_1)).toBe(1);
  });
});

describe('for people', () => {
  test('one line names the types of most resources', () => {
    expect(written(judged(MANY))).toMatchSnapshot();
  });

  test('--verbose names all types', () => {
    expect(written(judged(MANY), true)).toMatchSnapshot();
  });

  test.each([
    [{ 'T::Judged': 1 }, undefined],
    [{ 'AWS::CDK::Metadata': 1 }, undefined],
    [{ 'T::A': 1 }, '1 resource of 1 type has no rule: T::A (1).'],
    [{ 'T::A': 2 }, '2 resources of 1 type have no rule: T::A (2).'],
    [{ 'T::A': 1, 'T::B': 1, 'T::C': 1 }, '3 resources of 3 types have no rule: T::A (1), T::B (1), T::C (1).'],
    [
      { 'T::A': 1, 'T::B': 1, 'T::C': 2, 'T::D': 1 },
      '5 resources of 4 types have no rule: T::C (2), T::A (1), T::B (1) and 1 more type (see --verbose).',
    ],
    [
      { 'T::A': 1, 'T::B': 1, 'T::C': 2, 'T::D': 1, 'T::E': 1 },
      '6 resources of 5 types have no rule: T::C (2), T::A (1), T::B (1) and 2 more types (see --verbose).',
    ],
  ])('%j without a rule: %s', (counts, line) => {
    const lines = written(judged({ 'case.json': resources(counts) })).split('\n');
    expect(lines.find((one) => one.includes('no rule'))).toBe(line);
  });

  test('what every rule leaves out is said', () => {
    expect(written(judged({ 'case.json': resources({}, LEFT_OUT) }))).toContain(
      '\n1 resource of 1 type is left out by every rule for it: T::Both (1).\n',
    );
  });

  test('no type and no name steers the terminal or begins a line', () => {
    const document = { Resources: { 'A\u001b[2J': { Type: 'T::A\r\n::error::\u202e::MODULE' } } };
    const shown = written(judged({ 'case.json': document }), true);
    expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|^::error/mu);
    expect(shown.match(/T::A\\u\{d\}\\u\{a\}::error::\\u\{202e\}::MODULE/g)).toHaveLength(2);
    expect(shown).toContain('case.json A\\u{1b}[2J (a module');
  });

  test('input that could not be read is not counted, and that is said', () => {
    const report = judged({ 'case.json': resources({ 'T::Judged': 1 }) });
    const error = new InputError('bad.yaml', 'not valid YAML');
    expect(written(report)).not.toContain('could not be read');
    expect(written(report, false, [error])).toContain('\n1 input could not be read: nothing in it is counted.\n');
    expect(written(report, false, [error, error])).toContain(
      '\n2 inputs could not be read: nothing in them is counted.\n',
    );
  });
});

describe('what cannot be counted', () => {
  const places = (document: JsonObject): unknown[] =>
    judged({ 'case.json': expandLoops(document) }).uncounted.map(({ name, why }) => [name, why]);
  const typed = (Type: string) => ({ Resources: { Some: { Type } } });

  test.each<[string, JsonObject, string, string]>([
    ['a macro', { Transform: 'Own', ...typed('T::A') }, 'Transform', 'the macro Own may add resources'],
    ['a module', typed('Own::Bucket::Safe::MODULE'), 'Some', 'a module stands for resources of its own'],
    ['SAM', typed('AWS::Serverless::Function'), 'Some', 'the SAM transform makes several resources of it'],
    ['a nested stack', typed('AWS::CloudFormation::Stack'), 'Some', 'the template it deploys was not read'],
    ['a stack set', typed('AWS::CloudFormation::StackSet'), 'Some', 'the template it deploys was not read'],
    ['a mistake', { Resources: { Some: { Type: 'T::A' }, Wrong: { Properties: {} } } }, 'Wrong', 'it has no type'],
    [
      'a macro for resources',
      { Resources: { Some: { Type: 'T::A' }, 'Fn::Transform': { Name: 'Own' } } },
      'Fn::Transform',
      'a macro makes its resources',
    ],
    [
      'a malformed loop',
      { Resources: { Some: { Type: 'T::A' }, 'Fn::ForEach::Zones': ['Zone'] } },
      'Fn::ForEach::Zones',
      'the loop cannot be expanded',
    ],
    [
      'a loop of unknown length',
      {
        Parameters: { Zones: { Type: 'CommaDelimitedList' } },
        Resources: { 'Fn::ForEach::Zones': ['Zone', { Ref: 'Zones' }, { 'Some${Zone}': { Type: 'T::A' } }] },
      },
      'Some${Zone}',
      'only deployment knows how often the loop makes it',
    ],
  ])('%s is said', (_, document, name, why) => {
    expect(places(document)).toEqual([[name, why]]);
  });

  test.each([typed('T::A'), { Transform: 'AWS::LanguageExtensions', ...typed('T::A') }])('%j hides nothing', (one) => {
    expect(places(one)).toEqual([]);
  });

  test('its own types are accounted for all the same', () => {
    const report = judged({ 'case.json': typed('Own::Bucket::Safe::MODULE') });
    expect(report.types).toMatchObject([{ type: 'Own::Bucket::Safe::MODULE', withoutRule: 1 }]);
    expect(written(report)).toContain(
      '\n1 place holds resources that cannot be counted: case.json Some (a module stands for resources of its own).\n',
    );
  });

  test('a nested stack whose template was read hides nothing', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.json' } };
    const parent = { Resources: { Nested: nested } };
    const report = judged({ 'parent.json': parent, 'child.json': resources({ 'T::Judged': 2 }) });
    expect(report.uncounted).toEqual([]);
    expect(report.types).toMatchObject([{ type: 'AWS::CloudFormation::Stack' }, { type: 'T::Judged', judged: 2 }]);
  });

  test('in the order of templates and names, whatever order they stand in', () => {
    const documents = Object.entries({ 'b.json': typed('X::MODULE'), 'a.json': typed('X::MODULE') });
    const of = (entries: typeof documents) => judged(Object.fromEntries(entries)).uncounted.map((one) => one.template);
    expect(of(documents)).toEqual(['a.json', 'b.json']);
    expect(of([...documents].reverse())).toEqual(['a.json', 'b.json']);
  });
});

test('JSON and evidence have the account whole, as text has it with --verbose', () => {
  const report = judged({ ...MANY, 'sam.json': { Resources: { Own: { Type: 'AWS::Serverless::Api' } } } });
  const account = { resourceTypes: report.types, uncounted: report.uncounted };
  expect(report.types).toHaveLength(7);
  expect(report.uncounted).toHaveLength(1);
  expect(reportData(report, [])).toMatchObject(account);
  expect(evidenceData(report, POLICY)).toMatchObject(account);
});

describe('on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
  const stored = join(__dirname, '../cli/fixtures/service.yaml');

  function check(...args: string[]): { out: string; error: string } {
    let out = '';
    let error = '';
    main(['check', ...args], {
      out: (part) => (out += part),
      error: (part) => (error += part),
      color: false,
      interactive: false,
    });
    return { out, error };
  }

  test('a template with more than the rules know', () => {
    const account = /^\d+ resources? of .*$|^\d+ places? .*$/gm;
    expect(check(stored).out.replaceAll(stored, 'service.yaml').match(account)).toMatchSnapshot();
    expect(check(stored, '--verbose').out.replaceAll(stored, 'service.yaml').match(account)).toMatchSnapshot();
    expect(check(stored).out).not.toContain('Resources by type');
    expect(check(stored, '--verbose').out).toMatch(/Resources by type\n(.*\n)* +AWS::IAM::Role +2 without a rule\n/);
  });

  test('its JSON adds up, --verbose or not', () => {
    const { out } = check(stored, '--format', 'json');
    expect(check(stored, '--format', 'json', '--verbose').out).toBe(out);
    const { summary, resourceTypes } = JSON.parse(out) as Pick<Report, 'summary'> & { resourceTypes: Report['types'] };
    const sum = (member: 'resources' | 'judged' | 'leftOut' | 'withoutRule'): number =>
      resourceTypes.reduce((all, one) => all + one[member], 0);
    expect(sum('resources')).toBe(summary.resources);
    expect(sum('judged') + sum('leftOut') + sum('withoutRule')).toBe(summary.resources);
    expect(sum('withoutRule')).toBe(summary.withoutRule);
  });

  test('a document that is no template stands in JSON as left alone', () => {
    const [template, other] = [join(folder, 'template.json'), join(folder, 'other.json')];
    writeFileSync(template, JSON.stringify(resources({ 'AWS::IAM::Role': 1 })));
    writeFileSync(other, '{}');
    expect(JSON.parse(check(folder, '--format', 'json').out)).toMatchObject({ skipped: [other] });
    expect(JSON.parse(check(template, '--format', 'json').out)).toMatchObject({ skipped: [] });
  });

  test('a template in a folder is judged although one of its resources has no type', () => {
    const mixed = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
    const key = { Type: 'AWS::KMS::Key' };
    writeFileSync(join(mixed, 'mixed.json'), JSON.stringify({ Resources: { Key: key, Wrong: {} } }));
    const { out, error } = check(mixed);
    expect(error).toBe('');
    expect(out).toContain('kms-key-rotation-enabled');
    expect(out).toContain('1 place holds resources that cannot be counted');
    expect(out).toContain('mixed.json Wrong (it has no type)');
  });
});

describe('in a synthesis', () => {
  function evidenceOf(app: App, pack: ComplianceChecks, file: string): Record<string, unknown> {
    pack.validateScope(app);
    return JSON.parse(readFileSync(join(app.outdir, 'compliance', file), 'utf8')) as Record<string, unknown>;
  }

  function appWithKeys(): { app: App; part: Construct } {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')), analyticsReporting: true });
    const stack = new Stack(app, 'Keys', { env: { account: '111122223333', region: 'eu-central-1' } });
    const part = new Construct(stack, 'Part');
    new CfnKey(part, 'Inner');
    new CfnKey(stack, 'Outer');
    new CfnResource(stack, 'Own', { type: 'Custom::Own', properties: { ServiceToken: 'arn' } });
    new CfnResource(new NestedStack(stack, 'Nested'), 'Own', { type: 'Custom::Own' });
    return { app, part };
  }

  test('the evidence has every type, and CDK says nothing of itself in it', () => {
    const { app } = appWithKeys();
    const evidence = evidenceOf(app, new ComplianceChecks(app), 'all-frameworks.json');
    const { Resources } = JSON.parse(readFileSync(join(app.outdir, 'Keys.template.json'), 'utf8')) as {
      Resources: Record<string, { Type: string }>;
    };
    expect(Object.values(Resources).map(({ Type }) => Type)).toContain('AWS::CDK::Metadata');
    const rules = RULES.filter(({ resourceTypes }) => resourceTypes.includes('AWS::KMS::Key')).length;
    expect(evidence['resourceTypes']).toEqual([
      { type: 'AWS::CloudFormation::Stack', resources: 1, rules: 0, judged: 0, leftOut: 0, withoutRule: 1 },
      expect.objectContaining({ type: 'AWS::KMS::Key', resources: 2, judged: 2, leftOut: 0, withoutRule: 0 }),
      { type: 'Custom::Own', resources: 2, rules: 0, judged: 0, leftOut: 0, withoutRule: 2 },
    ]);
    const [, keys] = evidence['resourceTypes'] as Report['types'];
    expect(keys?.rules).toBeGreaterThan(1);
    expect(keys?.rules).toBeLessThanOrEqual(rules);
    expect(evidence['uncounted']).toEqual([]);
    expect(evidence['summary']).toMatchObject({ resources: 5, withoutRule: 3 });
  });

  test('a pack on a part of a stack accounts for that part alone', () => {
    const { app, part } = appWithKeys();
    const evidence = evidenceOf(app, new ComplianceChecks(part), 'all-frameworks-Keys-Part.json');
    expect(evidence['resourceTypes']).toMatchObject([{ type: 'AWS::KMS::Key', resources: 1, judged: 1 }]);
    expect(evidence['summary']).toMatchObject({ resources: 1, withoutRule: 0 });
  });

  test('the validation report of CDK says how many have no rule', () => {
    const { app } = appWithKeys();
    expect(new ComplianceChecks(app).validateScope(app).metadata).toMatchObject({ withoutRule: '3' });
  });
});
