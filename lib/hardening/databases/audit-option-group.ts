import { RemovalPolicy } from 'aws-cdk-lib';
import {
  OptionGroup,
  type CfnDBInstance,
  type DatabaseInstance,
  type DatabaseInstanceProps,
  type IInstanceEngine,
} from 'aws-cdk-lib/aws-rds';
import { Construct, type IConstruct } from 'constructs';
import type { At } from '../prop-rule';
import { logsOf } from './database-logs';

/** The option group that makes the audit log of an engine; none for an engine that needs no option. */
export function auditOptionGroup(scope: IConstruct, id: string, engine: IInstanceEngine): OptionGroup | undefined {
  const { option } = logsOf(engine);
  // RDS makes an option group for a version alone
  if (option === undefined || engine.engineVersion === undefined || !Construct.isConstruct(scope)) return undefined;
  const group = new OptionGroup(scope, id, { engine, configurations: [option] });
  // a database that is kept, and every snapshot of it, holds on to its option group
  group.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return group;
}

/** Gives a plain instance the option group without which its audit log stays empty. */
export function addAuditOption(
  database: DatabaseInstance,
  resource: CfnDBInstance,
  { props: { engine }, deployed, note }: At<DatabaseInstanceProps>,
): void {
  const { option } = logsOf(engine);
  const { scope, id } = database.node;
  const groupId = `${id}OptionGroup`;
  if (option === undefined || scope === undefined || scope.node.tryFindChild(groupId) !== undefined) return;
  if (deployed) {
    note('optionGroup', `is left as it is: to add ${option.name} may interrupt a running database`);
    return;
  }
  resource.optionGroupName ??= auditOptionGroup(scope, groupId, engine)?.optionGroupName;
}
