import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, type Environment } from 'aws-cdk-lib';
import { context } from '../cdk.json';
import type { Result } from '../lib/compliance/result';
import { SynthesizedApp } from '../lib/plugin/synthesized-app';
import { RULES } from '../lib/rules/index';

/** Everything that our rules say of a stack that a function builds; the template is handed on before. */
export function judged(
  build: (stack: Stack) => void,
  env?: Environment,
  onTemplate: (path: string) => void = () => undefined,
): readonly Result[] {
  const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')) });
  build(new Stack(app, 'Stack', { env }));
  app.synth();
  onTemplate(join(app.outdir, 'Stack.template.json'));
  return new SynthesizedApp(app).resultsIn(app, RULES);
}

/** What is not a pass, in one line each. */
export function findings(results: readonly Result[]): string[] {
  return results
    .filter(({ outcome }) => outcome !== 'pass')
    .map(
      ({ rule, outcome, logicalId, propertyPath, message }) =>
        `${outcome} ${rule.id} ${logicalId} ${propertyPath}: ${message}`,
    );
}
