import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as library from '../lib';
import { RULE_IDS } from '../lib/policy/rule-ids';
import { RULES } from '../lib/rules/index';
import { circlesIn, importsBelow } from './import-circles';
import type { Rule } from '../lib/rules/rule';

const ROOT = join(__dirname, '..');
const LIB = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);
const FORBIDDEN = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types', 'constants', 'misc', 'shared']);
/** From how many services on a rule is about what CloudFormation does for all of them. */
const MANY_SERVICES = 5;

function folderOf({ resourceTypes }: Rule): string {
  const [first = '', ...others] = new Set(resourceTypes.map((type) => type.split('::')[1]?.toLowerCase()));
  return others.length < MANY_SERVICES ? first : 'cloudformation';
}

describe('every rule', () => {
  test('has an id of its own', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('stands in the folder of the CloudFormation service that it judges first, named by its id, and nothing else does', () => {
    const rules = RULES.map((rule) => join('rules', folderOf(rule), `${rule.id}.ts`));
    const files = LIB.filter((path) => /^rules\/(?!concepts\/)\w+\//.test(path.replaceAll('\\', '/')));
    expect(rules.sort()).toEqual(files.sort());
  });

  test.each(RULES)('$id has a test in the same place', (rule) => {
    expect(existsSync(join(ROOT, 'test/rules', folderOf(rule), `${rule.id}.test.ts`))).toBe(true);
  });

  test.each(RULES)('$id has texts that keep the conventions', ({ title, rationale, remediation }) => {
    expect(title).toMatch(/^\S.*[^.\s]$/);
    expect(title).not.toMatch(/\b(should|must|ensure)\b/i);
    expect(rationale).toMatch(/\.$/);
    expect(rationale).not.toMatch(/[.!?]\s+[A-Z]/);
    expect(remediation).toMatch(/\.$/);
    expect(`${title} ${rationale} ${remediation}`).not.toMatch(/\b(compliant|certified)\b/i);
    const [, construct] = /^Use `(\w+)`/.exec(remediation) ?? [];
    expect(Object.keys(library)).toEqual(expect.arrayContaining(construct === undefined ? [] : [construct]));
  });

  test('is known to the builders by what its file says', () => {
    const facts = RULES.map(({ id, clause, waivable = true, exposure = false }) => [
      id,
      { clause, waivable, exposure },
    ]);
    expect(RULE_IDS).toEqual(Object.fromEntries(facts));
  });

  test.each(RULES.filter(({ id }) => /public|open|private|wildcard|broad/.test(id)))(
    '$id is about what the internet or another account reaches, as its name says',
    ({ exposure }) => {
      expect(exposure).toBe(true);
    },
  );

  test.each(RULES)('$id names a resource type and a control', ({ resourceTypes, controls }) => {
    expect(resourceTypes).not.toHaveLength(0);
    expect(Object.keys(controls)).not.toHaveLength(0);
  });
});

describe('every file of lib', () => {
  test.each(LIB)('%s has fewer than 300 lines and a name that says something', (path) => {
    expect(FORBIDDEN).not.toContain(basename(path, '.ts'));
    // generated from the catalogues
    if (basename(path) === 'control-ids.ts' || path === join('rules', 'index.ts')) return;
    expect(readFileSync(join(ROOT, 'lib', path), 'utf8').split('\n').length).toBeLessThanOrEqual(300);
  });
});

describe('imports', () => {
  test('lead in no circle among the files that judge, types among them', () => {
    const judging = /^lib\/(frameworks|template|rules|compliance|plugin|reports|cli)\//;
    const circles = circlesIn(importsBelow('lib')).map((circle) => circle.filter((file) => judging.test(file)));
    expect(circles.filter((circle) => circle.length > 0)).toEqual([]);
  });

  test('that do lead in a circle are found, also when a file imports itself', () => {
    const imports = { a: ['b', 'd'], b: ['c'], c: ['b'], d: ['a'], e: ['e', 'a'], f: ['e'] };
    expect(circlesIn(new Map(Object.entries(imports)))).toEqual([['a', 'd'], ['b', 'c'], ['e']]);
  });

  test('are read whatever their form', () => {
    const imports = importsBelow('lib/frameworks').get('lib/frameworks/catalogues.ts');
    expect(imports).toContain('lib/frameworks/soc2/catalogue.json');
    expect(imports).toContain('lib/frameworks/catalogue.ts');
  });
});
