import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildReferenceEnvironment } from '../../bin/reference/environment';
import { context } from '../../cdk.json';
import type { JsonObject } from '../../lib/template/model/json';
import { fuzz, type Specimen } from '../../scripts/fuzz/run';

/** By hand there are more: `npm run fuzz`. */
const RUNS = 400;

function specimen(stack: string, folder: string): Specimen {
  const name = `${stack}.template.json`;
  const text = readFileSync(join(folder, name), 'utf8');
  return { name, text, document: JSON.parse(text) as JsonObject };
}

test('the command line keeps its manners whatever a template holds', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
  const app = new App({ context, outdir });
  buildReferenceEnvironment(app);
  app.synth();
  const outcome = fuzz([specimen('Audit', outdir), specimen('Data', outdir), specimen('Edge', outdir)], RUNS, 20261124);
  expect(outcome.faults).toEqual([]);
  // mutations that change nothing that is judged would show nothing
  expect(Object.keys(outcome.exits).length).toBeGreaterThan(1);
});
