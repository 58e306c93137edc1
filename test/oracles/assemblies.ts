import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { load } from '../../lib/template/source/load';
import type { TemplateSet } from '../../lib/template/model/template-set';

/** The templates that an app synthesizes, as one set: references between its stacks are followed. */
export function assemblyOf(build: (app: App) => void): TemplateSet {
  const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-oracles-')) });
  build(app);
  app.synth();
  const { sets, errors } = load([app.outdir]);
  const [set] = sets;
  if (set === undefined || sets.length !== 1 || errors.length > 0) throw new Error('no assembly was synthesized');
  return set;
}

/** The templates of one stack that a function builds, in a Region of its own. */
export function stackOf(build: (stack: Stack) => unknown): TemplateSet {
  return assemblyOf((app) => {
    build(new Stack(app, 'Stack', { env: { region: 'eu-central-1' } }));
  });
}
