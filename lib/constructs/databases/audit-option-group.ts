import { RemovalPolicy } from 'aws-cdk-lib';
import { OptionGroup, type IInstanceEngine } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import { logsOf } from '../../hardening/databases/database-logs';

/** The option group that makes the audit log of an engine; none for an engine that needs no option. */
export function auditOptionGroup(scope: Construct, id: string, engine: IInstanceEngine): OptionGroup | undefined {
  const { option } = logsOf(engine);
  if (option === undefined) return undefined;
  const group = new OptionGroup(scope, id, { engine, configurations: [option] });
  // a database that is kept, and every snapshot of it, holds on to its option group
  group.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return group;
}
