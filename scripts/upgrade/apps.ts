import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { buildReferenceEnvironment } from '../../bin/reference/environment';
import { context } from '../../cdk.json';
import { HealthcareStack } from '../../examples/healthcare/healthcare-stack';
import { PaymentsStack } from '../../examples/payments/payments-stack';
import { RecordsStack } from '../../examples/records/records-stack';
import { WebServiceStack } from '../../examples/web-service/web-service-stack';
import type { JsonObject } from '../../lib/template/model/json';

/** Where the templates of the last release are kept. */
export const RELEASED = join(__dirname, '../../test/upgrade/released');

const env = { region: 'eu-central-1' };
/** How the reference environment and the examples that were released are built into an app. */
export const BUILD: Readonly<Record<string, (app: App) => Stack | undefined>> = {
  reference: (app) => {
    buildReferenceEnvironment(app);
    return undefined;
  },
  healthcare: (app) => new HealthcareStack(app, 'Healthcare', { env }),
  payments: (app) => new PaymentsStack(app, 'Payments', { env }),
  records: (app) => new RecordsStack(app, 'Records'),
  'web-service': (app) => new WebServiceStack(app, 'WebService', { env }),
};

/** The templates that the reference environment and the examples synthesize now, by `app/Stack`. */
export function templatesNow(): ReadonlyMap<string, JsonObject> {
  const templates = new Map<string, JsonObject>();
  for (const [name, build] of Object.entries(BUILD)) {
    const outdir = mkdtempSync(join(tmpdir(), 'cloudnexus-upgrade-'));
    const app = new App({ context, outdir });
    build(app);
    app.synth();
    for (const file of readdirSync(outdir).filter((one) => one.endsWith('.template.json'))) {
      const stack = file.replace('.template.json', '');
      templates.set(`${name}/${stack}`, JSON.parse(readFileSync(join(outdir, file), 'utf8')) as JsonObject);
    }
  }
  return templates;
}
