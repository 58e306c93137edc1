import type { App } from 'aws-cdk-lib';
import { AuditStack } from './audit-stack';
import { DataStack } from './data-stack';
import { EdgeStack } from './edge-stack';
import { NetworkStack } from './network-stack';

/** One Region of the European Union: a table keeps the key of each Region, so its stack must know its own. */
const env = { region: 'eu-central-1' };

/** Builds the reference environment: small, and the whole of it keeps the policy. */
export function buildReferenceEnvironment(app: App): void {
  const audit = new AuditStack(app, 'Audit', { env });
  const { network } = new NetworkStack(app, 'Network', { env });
  new DataStack(app, 'Data', { env, logKey: audit.logKey, network });
  new EdgeStack(app, 'Edge', { env, network });
}
