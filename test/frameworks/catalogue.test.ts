import { CATALOGUES } from '../../lib/frameworks/catalogue';

describe.each([
  ['iso27001', 93, 49, 25],
  ['soc2', 61, 30, 13],
  ['hipaa', 71, 36, 21],
  ['pci', 313, 114, 53],
])('%s', (id, size, template, direct) => {
  const controls = CATALOGUES.find((catalogue) => catalogue.id === id)?.controls ?? [];

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
