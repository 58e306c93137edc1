import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from '../../../lib/template/source/load';

const BUCKET = 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n';
const FOLDER = mkdtempSync(join(tmpdir(), 'cloudnexus-load-'));

/** What loading says of a path, the temporary folder left out; loading takes less than five seconds. */
function problemsOf(path: string): string[] {
  const start = performance.now();
  const { errors } = load([path]);
  expect(performance.now() - start).toBeLessThan(5000);
  return errors.map((error) => error.message.replaceAll(`${FOLDER}/`, ''));
}

function file(name: string, content: string | Buffer): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(FOLDER, name);
  mkdirSync(path);
  for (const [child, content] of Object.entries(files)) writeFileSync(join(path, child), content);
  return path;
}

function aliasBomb(): string {
  const names = 'a b c d e f g h i j'.split(' ');
  const lines = names.map((name, index) => {
    const items = Array.from({ length: 9 }, () => (index === 0 ? 'x' : `*${names[index - 1] ?? ''}`));
    return `${name}: &${name} [${items.join(', ')}]`;
  });
  return `${lines.join('\n')}\n${BUCKET}`;
}

const MEMBERS = Array.from({ length: 5000 }, (_, index) => `m${index}`);
const LOOP_BOMB = JSON.stringify({
  Transform: 'AWS::LanguageExtensions',
  Resources: {
    'Fn::ForEach::Outer': [
      'X',
      MEMBERS,
      { 'R${X}': { Type: 'AWS::S3::Bucket', Properties: { 'Fn::ForEach::Inner': ['Y', MEMBERS, { 'K${Y}': 1 }] } } },
    ],
  },
});

describe('bad input is one sentence with its place', () => {
  test.each<[string, string, string | Buffer, RegExp]>([
    ['not YAML', 'broken.yaml', 'a: [1,\nb: }', /^broken\.yaml:2:1: not valid YAML: /],
    [
      'an alias without an anchor',
      'alias.yaml',
      'a: *nope',
      /^alias\.yaml: not valid YAML: alias \*nope has no anchor$/,
    ],
    ['a merge of no map', 'merge.yaml', 'a:\n  <<: b', /^merge\.yaml: not valid YAML: merge sources must be maps/],
    ['tabs', 'tabs.yaml', 'Resources:\n\tA: 1', /^tabs\.yaml:2:1: not valid YAML: tabs/],
    ['truncated JSON', 'cut.json', '{"Resources": {"A": {"Type": "AWS::S3', /^cut\.json:1:38: not valid JSON: /],
    ['no template', 'other.yaml', 'hello: world', /^other\.yaml: no CloudFormation template/],
    ['an empty file', 'empty.yaml', '', /^empty\.yaml: no CloudFormation template/],
    ['null', 'null.json', 'null', /^null\.json: no CloudFormation template/],
    ['a list', 'list.json', '[1, 2]', /^list\.json: no CloudFormation template/],
    ['a binary file', 'binary.yaml', Buffer.from([0, 1, 2, 255]), /^binary\.yaml: a binary file/],
    ['50 MiB', 'large.yaml', Buffer.alloc(50 * 1024 * 1024, 'x'), /^large\.yaml: 50 MiB is too large/],
    ['100,000 brackets', 'brackets.json', '['.repeat(100_000), /^brackets\.json:1/],
    ['100,000 JSON objects', 'deep.json', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, /^deep\.json: nested/],
    ['100,000 YAML maps', 'maps.yaml', `a: ${'{a: '.repeat(100_000)}`, /^maps\.yaml:1: nested too deep/],
    ['100,000 YAML lists', 'lists.yaml', `${'- '.repeat(100_000)}a`, /^lists\.yaml:1: nested too deep/],
    [
      '2,000 indented YAML maps',
      'indented.yaml',
      Array.from({ length: 2000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
      /^indented\.yaml:402: nested too deep/,
    ],
    ['an alias bomb', 'bomb.yaml', aliasBomb(), /^bomb\.yaml: its YAML aliases expand to more/],
    [
      '50,000 tags',
      'tags.yaml',
      Array.from({ length: 50_000 }, (_, index) => `a${index}: !T${index} x`).join('\n'),
      /^tags\.yaml: has more different YAML tags/,
    ],
    ['loops that multiply', 'loops.json', LOOP_BOMB, /^loops\.json: its Fn::ForEach loops expand to more/],
  ])('%s', (_, name, content, sentence) => {
    expect(problemsOf(file(name, content))).toEqual([expect.stringMatching(sentence)]);
  });

  test('a missing file', () => {
    expect(problemsOf(join(FOLDER, 'nowhere.yaml'))).toEqual(['nowhere.yaml: no such file or folder']);
  });

  test('links that lead nowhere or back to themselves', () => {
    symlinkSync(join(FOLDER, 'gone.yaml'), join(FOLDER, 'dangling.yaml'));
    symlinkSync(join(FOLDER, 'circle.yaml'), join(FOLDER, 'circle.yaml'));
    expect(problemsOf(join(FOLDER, 'dangling.yaml'))).toEqual(['dangling.yaml: no such file or folder']);
    expect(problemsOf(join(FOLDER, 'circle.yaml'))).toEqual(['circle.yaml: a link that leads back to itself']);
  });

  test('a device', () => {
    expect(problemsOf('/dev/zero')).toEqual(['/dev/zero: no regular file; name a JSON or YAML file']);
  });

  test('a folder without templates', () => {
    expect(problemsOf(folder('bare', { 'readme.txt': 'x' }))).toEqual([
      'bare: no cloud assembly and no template in it; run `cdk synth`, or name a template file',
    ]);
  });

  test.each([
    ['cut', '{"artifacts": {'],
    ['a-list', '[]'],
  ])('a broken manifest: %s', (name, manifest) => {
    const path = folder(`assembly-${name}`, { 'manifest.json': manifest, 'cdk.out': '{}' });
    expect(problemsOf(path)).toEqual([
      `assembly-${name}/manifest.json: not the manifest of a cloud assembly; run \`cdk synth\` again`,
    ]);
  });

  test('an assembly that contains itself', () => {
    const manifest = { artifacts: { self: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } } };
    const path = folder('own', { 'manifest.json': JSON.stringify(manifest), 'cdk.out': '{}' });
    expect(problemsOf(path)).toEqual(['own/manifest.json: contains itself; run `cdk synth` again']);
  });

  test('an assembly whose template is missing', () => {
    const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Gone.template.json' } };
    const path = folder('holes', { 'manifest.json': JSON.stringify({ artifacts: { stack } }), 'cdk.out': '{}' });
    expect(problemsOf(path)).toEqual(['holes/Gone.template.json: no such file or folder']);
  });
});

describe('what can be read', () => {
  test('one bad file hides no other', () => {
    const { sets, errors, skipped } = load([
      folder('mixed', { 'a.yaml': BUCKET, 'b.yaml': 'a: [', 'c.json': '{"private": true}', 'd.txt': 'no' }),
    ]);
    expect(sets.flatMap((set) => set.templates.map(({ path }) => path.slice(FOLDER.length)))).toEqual([
      '/mixed/a.yaml',
    ]);
    expect(errors).toHaveLength(1);
    expect(skipped.map((path) => path.slice(FOLDER.length))).toEqual(['/mixed/c.json']);
  });

  test('a folder with a link to itself is read once', () => {
    const path = folder('looped', { 'a.yaml': BUCKET });
    symlinkSync(path, join(path, 'again'));
    expect(load([path]).sets.map((set) => set.templates.length)).toEqual([1]);
  });

  test('an assembly with its nested stacks, each once', () => {
    const nested = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'Child.nested.template.json' } };
    const manifest = {
      artifacts: {
        Parent: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://111122223333/eu-west-1',
          properties: { templateFile: 'Parent.template.json', stackName: 'parent' },
        },
      },
    };
    const path = folder('assembly', {
      'cdk.out': '{}',
      'manifest.json': JSON.stringify(manifest),
      'Parent.template.json': JSON.stringify({ Resources: { One: nested, Two: nested } }),
      'Child.nested.template.json': JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }),
    });
    const { sets, errors } = load([path]);
    expect(errors).toEqual([]);
    const stacks = sets.flatMap((set) => set.templates);
    expect(stacks.map(({ stackName, region, account }) => [stackName, region, account])).toEqual([
      ['parent', 'eu-west-1', '111122223333'],
      [undefined, 'eu-west-1', '111122223333'],
    ]);
  });

  test('a byte order mark', () => {
    expect(load([file('bom.yaml', `\uFEFF${BUCKET}`)]).errors).toEqual([]);
  });
});
