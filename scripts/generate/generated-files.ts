import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryIndex, withConstructs } from './constructs';
import { withExamples } from './examples';
import { formatted } from './formatted';
import {
  catalogues,
  controlIds,
  crosswalks,
  frameworkEnum,
  frameworkFolders,
  packs,
  withFrameworks,
  withPacks,
} from './frameworks';
import { ROOT, type GeneratedFile } from './generated-file';
import { plainClasses } from './plain-classes';
import { readRules, ruleIds, ruleIndex } from './rules';

/** Every generated source file with the text that it should have. */
export async function generatedSources(): Promise<GeneratedFile[]> {
  const frameworks = frameworkFolders();
  const rules = await readRules();
  return Promise.all([
    formatted('lib/frameworks/framework.ts', frameworkEnum(frameworks)),
    formatted('lib/frameworks/control-ids.ts', controlIds(frameworks)),
    formatted('lib/frameworks/catalogues.ts', catalogues(frameworks)),
    formatted('lib/frameworks/crosswalks.ts', crosswalks(frameworks, rules)),
    formatted('lib/plugin/packs.ts', packs(frameworks)),
    formatted('lib/rules/index.ts', ruleIndex()),
    formatted('lib/policy/rule-ids.ts', ruleIds(rules)),
    formatted('lib/defaults/plain-classes.ts', plainClasses()),
    formatted('lib/index.ts', withPacks(libraryIndex(), frameworks)),
  ]);
}

/** Every generated text about the library, which must be up to date before. */
export async function generatedTexts(): Promise<GeneratedFile[]> {
  // loads the library
  const [{ guaranteesTable }, { constructPages }] = await Promise.all([
    import('./guarantees'),
    import('./construct-pages'),
  ]);
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  return Promise.all([
    formatted('docs/guarantees.md', guaranteesTable()),
    ...(await constructPages()).map(({ path, text }) => formatted(path, text)),
    formatted('README.md', withFrameworks(withConstructs(withExamples(readme)), frameworkFolders())),
  ]);
}
