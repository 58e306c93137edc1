import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { formatted } from './generate/formatted';
import { ROOT } from './generate/generated-file';
import { filesOf } from './new-construct/files';
import { readL2 } from './new-construct/l2';

const PLACE = /^[a-z]+(?:-[a-z]+)*\/secure-[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MODULE = /^aws-cdk-lib\/[\w-]+$/;

/** Writes the files of a construct around an L2; they compile once everything in them is decided. */
async function main([place = '', module = '', name = '']: readonly string[]): Promise<void> {
  if (!PLACE.test(place) || !MODULE.test(module) || name === '') {
    fail('Say where, and around which L2: npm run new:construct -- messaging/secure-queue aws-cdk-lib/aws-sqs Queue');
    return;
  }
  const files = await Promise.all(
    filesOf(place, await readL2(module, name)).map(({ path, text }) => formatted(path, text)),
  );
  const existing = files.find(({ path }) => existsSync(path));
  if (existing !== undefined) {
    fail(`${relative(ROOT, existing.path)} exists already.`);
    return;
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`Wrote ${relative(ROOT, path)}`);
  }
  console.log('Next:');
  console.log('  1. Decide on every prop that npx tsc --noEmit names: in the table, and by samples where a decision');
  console.log('     does not tell its values (see lib/hardening/decisions.ts). No name with `undecided` may be left.');
  console.log('  2. Write the guarantees with their clauses, then npm run generate.');
  console.log('  3. Use it in bin/reference, and say in lib/facts what AWS says of a type that is not there.');
  console.log('  4. Test each guarantee, trap and refusal; npx jest test/promise; then npm run check.');
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  fail(error instanceof Error ? error.message : String(error));
});
