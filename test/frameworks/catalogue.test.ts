import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUES } from '../../lib/frameworks/catalogues';

const FOLDER = join(__dirname, '../../lib/frameworks');

interface Description {
  readonly counted: { readonly controls: number; readonly template: number; readonly direct: number };
}

describe.each(CATALOGUES)('$id', ({ id, controls }) => {
  const text = readFileSync(join(FOLDER, id, 'framework.json'), 'utf8');
  const { controls: size, template, direct } = (JSON.parse(text) as Description).counted;

  test(`has ${size} controls with ids of their own`, () => {
    expect(controls).toHaveLength(size);
    expect(new Set(controls.map((control) => control.id)).size).toBe(size);
    expect(controls.filter(({ title }) => title.trim() === '')).toEqual([]);
  });

  test(`can be evidenced by templates for ${template}, ${direct} of them directly`, () => {
    const evidenced = controls.filter(({ evidence }) => evidence === 'template');
    expect(evidenced).toHaveLength(template);
    expect(evidenced.filter(({ strength }) => strength === 'direct')).toHaveLength(direct);
  });
});

test('HIPAA specifications say whether they are required or addressable; headings say neither', () => {
  const hipaa = CATALOGUES.find(({ id }) => id === 'hipaa')?.controls ?? [];
  const stated = new Set(hipaa.map(({ requiredOrAddressable }) => requiredOrAddressable ?? 'neither'));
  expect(stated).toEqual(new Set(['R', 'A', 'neither']));
});
