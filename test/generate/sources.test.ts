import { clausesIn } from '../../scripts/generate/clauses';
import { constructFiles } from '../../scripts/generate/constructs';
import { withBlock } from '../../scripts/generate/generated-file';
import { plainClassFiles } from '../../scripts/generate/plain-classes';
import { exportsOf, importsOf } from '../../scripts/generate/source-file';
import { tablesOf } from '../../scripts/generate/tables';
import { PLAIN_CLASSES } from '../../lib/defaults/plain-classes';

test('a range of clauses stands for all of them, each once and in the order of the policy', () => {
  expect(clausesIn('kept (P3.2), archived (P1.3, P3.1 to P3.3)', 'One')).toEqual(['P1.3', 'P3.1', 'P3.2', 'P3.3']);
});

test.each([
  ['(P9.9)', 'One cites P9.9, which the policy does not have'],
  ['(P3.5 to P3.1)', 'One cites P3.5 to P3.1, which the policy does not have'],
])('a clause that the policy does not have fails: %s', (text, sentence) => {
  expect(() => clausesIn(text, 'One')).toThrow(sentence);
});

test('a block is replaced between its lines, which must be there', () => {
  expect(withBlock('a\n<b>\nold\n</b>\nc\n', '<b>', '</b>', 'new')).toBe('a\n<b>\nnew\n</b>\nc\n');
  expect(() => withBlock('a\n', '<b>', '</b>', 'new')).toThrow("there are no lines '<b>' and '</b>'");
});

test('what a file exports and imports is read from its source', () => {
  const path = 'lib/constructs/storage/secure-volume.ts';
  expect(exportsOf(path).map(({ name, kind, isDerived }) => [name, kind, isDerived])).toEqual([
    ['SecureVolumeProps', 'interface', false],
    ['SecureVolume', 'class', true],
  ]);
  expect(exportsOf(path)[1]?.comment[1]).toBe('An EBS volume encrypted under the key of the data that it holds.');
  expect(importsOf(path)).toContainEqual({ name: 'VOLUME', module: 'lib/hardening/storage/volume' });
});

test('a construct is what extends one; what is internal is none', () => {
  const names = constructFiles().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['CategoryKeys', 'SecureBucket', 'SecureSecurityGroup']));
  expect(names).not.toEqual(expect.arrayContaining(['Exposure']));
  expect(names).not.toEqual(expect.arrayContaining(['ListeningTargetGroup']));
});

test('a construct decides by the tables that it imports, a plain class by its own or those that it imports', async () => {
  const names = async (path: string): Promise<string[]> => (await tablesOf(path)).map(({ name }) => name);
  expect(await names('lib/constructs/storage/secure-bucket.ts')).toEqual(['ACCESS_LOGS_BUCKET', 'BUCKET']);
  expect(await names('lib/hardening/storage/volume.ts')).toEqual(['VOLUME']);
  expect(await names('lib/defaults/storage/plain-bucket.ts')).toEqual(['BUCKET']);
});

test('every file that makes a class known is among the classes of the defaults', () => {
  expect(plainClassFiles().map(({ classId }) => classId)).toEqual(Object.keys(PLAIN_CLASSES));
});
