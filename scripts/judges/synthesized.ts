import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { EXAMPLES_DAY_OPTIONS } from '../examples-day';
import { ROOT, readTemplate, type Template } from './judge';
import { run } from './run';

/** An app of the repository: a folder with a `cdk.json`. */
export interface JudgedApp {
  readonly name: string;
  readonly folder: string;
}

const SUFFIX = '.template.json';

/** The reference environment and every example. */
export function judgedApps(): JudgedApp[] {
  const examples = join(ROOT, 'examples');
  const folders = readdirSync(examples)
    .sort()
    .map((name) => ({ name, folder: join(examples, name) }))
    .filter(({ folder }) => existsSync(join(folder, 'cdk.json')));
  return [{ name: 'reference', folder: ROOT }, ...folders];
}

/** The templates of an app, as the real command line synthesizes it. */
export function synthesized({ name, folder }: JudgedApp, output: string): Template[] {
  // CDK's own validation belongs to the synthesis, whatever the caller's shell says
  const env = { ...process.env, CDK_VALIDATION: undefined, CI: 'true' };
  run('npx', ['cdk', 'synth', '--quiet', '--output', output, ...EXAMPLES_DAY_OPTIONS], { cwd: folder, env });
  const templates = readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(SUFFIX))
    .sort()
    .map((file) => {
      const path = join(output, file);
      return readTemplate(`${name}/${relative(output, path).slice(0, -SUFFIX.length)}`, path);
    });
  if (templates.length === 0) throw new Error(`${name} synthesized no template`);
  return templates;
}
