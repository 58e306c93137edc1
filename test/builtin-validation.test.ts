import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildReferenceEnvironment } from '../bin/reference/environment';
import { context } from '../cdk.json';

// the one suite that runs with CDK's own validator, its findings as errors
process.env['CDK_VALIDATION'] = 'true';

test('CloudFormation Validate finds nothing in the reference environment', () => {
  const app = new App({
    context: { ...context, '@aws-cdk/core:validateAgainstDefaultRules': true },
    outdir: mkdtempSync(join(tmpdir(), 'cloudnexus-')),
  });
  buildReferenceEnvironment(app);
  expect(() => app.synth()).not.toThrow();
  const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: unknown[];
  };
  expect(report.pluginReports).toEqual([]);
});
