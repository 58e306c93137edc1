import type { App } from 'aws-cdk-lib';
import { AuditStack } from './audit-stack';
import { DataStack } from './data-stack';

/** Builds the reference environment: small, and the whole of it keeps the policy. */
export function buildReferenceEnvironment(app: App): void {
  const audit = new AuditStack(app, 'Audit');
  new DataStack(app, 'Data', { logKey: audit.logKey });
}
