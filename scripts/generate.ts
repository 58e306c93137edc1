import { generatedFiles } from './generated-files';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/** Writes every generated file; with `--check` writes nothing and fails when one is stale. */
async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const stale: string[] = [];
  for (const { path, text } of await generatedFiles()) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale.push(relative(process.cwd(), path));
    if (check) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const path of stale) console.log(`${check ? 'stale' : 'wrote'} ${path}`);
  if (check && stale.length > 0) {
    console.error('Run `npm run generate` and commit what it writes.');
    process.exitCode = 1;
  }
}

void main();
