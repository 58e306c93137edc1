import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryIndex, withConstructs } from './constructs';
import { controlIds } from './control-ids';
import { withExamples } from './examples';
import { formatted } from './formatted';
import { ROOT, type GeneratedFile } from './generated-file';
import { plainClasses } from './plain-classes';
import { ruleIds, ruleIndex } from './rules';

/** Every generated source file with the text that it should have. */
export async function generatedSources(): Promise<GeneratedFile[]> {
  return Promise.all([
    formatted('lib/frameworks/control-ids.ts', controlIds()),
    formatted('lib/rules/index.ts', ruleIndex()),
    formatted('lib/policy/rule-ids.ts', await ruleIds()),
    formatted('lib/defaults/plain-classes.ts', plainClasses()),
    formatted('lib/index.ts', libraryIndex()),
  ]);
}

/** Every generated text about the library, which must be up to date before. */
export async function generatedTexts(): Promise<GeneratedFile[]> {
  // loads the library
  const [{ guaranteesTable }, { constructPages }] = await Promise.all([
    import('./guarantees'),
    import('./construct-pages'),
  ]);
  return Promise.all([
    formatted('docs/guarantees.md', guaranteesTable()),
    ...(await constructPages()).map(({ path, text }) => formatted(path, text)),
    formatted('README.md', withConstructs(withExamples(readFileSync(join(ROOT, 'README.md'), 'utf8')))),
  ]);
}
