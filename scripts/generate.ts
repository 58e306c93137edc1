import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT, type GeneratedFile } from './generate/generated-file';
import { generatedSources, generatedTexts } from './generate/generated-files';

/** A folder that holds generated files alone. */
const PAGES = join(ROOT, 'docs/constructs');

/** Writes every generated file; with `--check` writes nothing and fails when one is stale. */
async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const sources = settle(await generatedSources(), check);
  // what is said of the library is not known before its sources are right
  const texts = check && sources.length > 0 ? [] : await generatedTexts();
  const stale = [...sources, ...settle(texts, check), ...(texts.length > 0 ? clear(texts, check) : [])];
  for (const path of stale) console.log(`${check ? 'stale' : 'wrote'} ${path}`);
  if (check && stale.length > 0) {
    console.error('Run `npm run generate` and commit what it writes.');
    process.exitCode = 1;
  }
}

/** The files that were stale; they are written unless this is a check. */
function settle(files: readonly GeneratedFile[], check: boolean): string[] {
  const stale = files.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  for (const { path, text } of check ? [] : stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return stale.map(({ path }) => relative(process.cwd(), path));
}

/** The pages about what is no more; they are removed unless this is a check. */
function clear(files: readonly GeneratedFile[], check: boolean): string[] {
  const left = readdirSync(PAGES, { withFileTypes: true })
    .map(({ name }) => join(PAGES, name))
    .filter((page) => !files.some(({ path }) => path === page));
  for (const page of check ? [] : left) rmSync(page);
  return left.map((path) => relative(process.cwd(), path));
}

void main();
