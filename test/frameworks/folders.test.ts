import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUES } from '../../lib/frameworks/catalogues';
import { Framework } from '../../lib/frameworks/framework';
import {
  catalogues,
  controlIds,
  crosswalks,
  frameworkEnum,
  frameworkFolders,
  packs,
  withFrameworks,
  withPacks,
  type FrameworkFolder,
  type MappedRule,
} from '../../scripts/generate/frameworks';

const DESCRIPTION = {
  order: 0,
  member: 'NIS_2',
  title: 'A made-up framework',
  name: 'Made-up 2',
  shortName: 'MADE',
  pack: { class: 'MadeUpChecks', name: 'CloudNexus-Made-Up', against: 'a made-up framework' },
};
const CONTROLS = [
  { id: 'M-1', title: 'one', evidence: 'children', strength: 'none', awsAutomatable: 'none' },
  { id: 'M-1.1', title: 'one below it', evidence: 'template', strength: 'direct', awsAutomatable: 'full' },
  { id: 'M-1.2', title: 'another', evidence: 'process', strength: 'none', awsAutomatable: 'none' },
];
const RULES: MappedRule[] = [
  { id: 'kms-a', controls: { iso27001: { 'A.8.24': 'peer' } } },
  { id: 'kms-b', controls: { iso27001: { 'A.8.24': 'judgement' }, madeup: { 'M-1.2': 'peer' } } },
  { id: 's3-c', controls: { iso27001: { 'A.5.1': 'peer' } } },
];

function foldersWith(id: string, crosswalk: FrameworkFolder['crosswalk'] = {}): FrameworkFolder[] {
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'));
  cpSync(join(__dirname, '../../lib/frameworks'), folder, { recursive: true });
  mkdirSync(join(folder, id));
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, id, 'framework.json'), JSON.stringify(DESCRIPTION));
  writeFileSync(join(folder, id, 'catalogue.json'), JSON.stringify({ id, controls: CONTROLS }));
  writeFileSync(join(folder, id, 'crosswalk.json'), JSON.stringify(crosswalk));
  return frameworkFolders(folder);
}

test('every framework has a folder, in the order of the enumeration, and its catalogue says whose it is', () => {
  const folders = frameworkFolders();
  expect(folders.map(({ id }) => id)).toEqual(Object.values(Framework));
  expect(CATALOGUES.map(({ id }) => id)).toEqual(folders.filter(({ catalogue }) => catalogue).map(({ id }) => id));
});

describe('one more folder', () => {
  const folders = foldersWith('madeup');

  test('is one more member of the enumeration, at its place', () => {
    expect(frameworkEnum(folders)).toContain(
      "export enum Framework {\n/** A made-up framework. */\nNIS_2 = 'madeup',\n\n/** ISO",
    );
  });

  test('is one more catalogue, with the ids of its controls as types', () => {
    expect(controlIds(folders)).toContain('\nmadeup: "M-1" | "M-1.1" | "M-1.2";\n');
    expect(catalogues(folders)).toContain("import madeup from './madeup/catalogue.json';");
    expect(catalogues(folders)).toContain('[madeup, iso27001,');
    expect(catalogues(folders)).toContain('madeup: "MADE",');
  });

  test('is one more pack, which the public API exports', () => {
    expect(packs(folders)).toContain('/** Judges templates against a made-up framework. */\nexport class MadeUpChecks');
    expect(packs(folders)).toContain('frameworks: [Framework.NIS_2]');
    const index = withPacks(readFileSync(join(__dirname, '../../lib/index.ts'), 'utf8'), folders);
    expect(index).toMatch(/^export \{.* Iso27001Checks, MadeUpChecks, .*\} from '\.\/plugin\/packs';$/m);
    expect(index).toContain("export { SecureKey, type SecureKeyProps } from './constructs/keys/secure-key';");
  });

  test('is named and counted in the README, headings left out', () => {
    const readme = withFrameworks(readFileSync(join(__dirname, '../../README.md'), 'utf8'), folders);
    expect(readme).toContain('<!-- frameworks: names -->Made-up 2, ISO 27001:2022,');
    expect(readme).toContain('| Made-up 2 | `madeup` | `MadeUpChecks` | 1 of 2, 1 directly |');
  });
});

describe('a crosswalk', () => {
  test('assigns controls by rule and by the controls of another framework; what a rule says of itself stands', () => {
    const folders = foldersWith('madeup', {
      rules: { 'kms-a': { 'M-1.1': 'judgement' }, 's3-c': { 'M-1.2': 'peer-near' } },
      controls: { iso27001: { 'A.8.24': ['M-1.1', 'M-1.2'] } },
    });
    const text = crosswalks(folders, RULES);
    expect(text).toContain(`'kms-a': { madeup: {"M-1.1":"judgement","M-1.2":"crosswalk"}`);
    expect(text).toContain(`'kms-b': { madeup: {"M-1.1":"crosswalk","M-1.2":"peer"}`);
    expect(text).toContain(`'s3-c': { madeup: {"M-1.2":"peer-near"}`);
  });

  test('names only rules that there are', () => {
    const folders = foldersWith('madeup', { rules: { 'kms-gone': { 'M-1': 'peer' } } });
    expect(() => crosswalks(folders, RULES)).toThrow('crosswalks name rules that there are not: kms-gone');
  });
});

test('a folder is named by an id and describes itself', () => {
  expect(() => foldersWith('made-up')).toThrow('lib/frameworks/made-up is no id: small letters and digits');
  const folder = mkdtempSync(join(tmpdir(), 'frameworks-'));
  mkdirSync(join(folder, 'bare'));
  writeFileSync(join(folder, 'bare', 'catalogue.json'), '{}');
  expect(() => frameworkFolders(folder)).toThrow('lib/frameworks/bare has no framework.json');
});
