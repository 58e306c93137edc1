import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseTemplate } from '../lib/template/source/parse-template';
import { fuzz, type Specimen } from './fuzz/run';

/** `npm run fuzz -- --runs 10000 --seed 1 FOLDER`: judges mutated templates of a folder, and says what went wrong. */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  const [first, ...rest] = specimensIn(positionals[0] ?? '../shared/templates');
  if (first === undefined) throw new Error('no template in that folder');
  const { runs, exits, slowest, faults } = fuzz([first, ...rest], Number(values.runs), Number(values.seed));
  const codes = Object.entries(exits).map(([code, count]) => `exit ${code} ${count} times`);
  console.log(`${runs} runs over ${rest.length + 1} templates: ${codes.join(', ')}; slowest ${slowest.toFixed(0)} ms`);
  for (const fault of faults) console.log(fault);
  if (faults.length > 0) process.exitCode = 1;
}

function specimensIn(folder: string): Specimen[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|ya?ml|template)$/.test(name))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const document = parseTemplate(text, name);
      return document === undefined ? [] : [{ name, text, document }];
    });
}

main();
