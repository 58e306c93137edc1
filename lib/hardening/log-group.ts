import { RemovalPolicy, Token } from 'aws-cdk-lib';
import { LogGroupClass, RetentionDays, type LogGroupProps } from 'aws-cdk-lib/aws-logs';
import type { DataCategory } from '../policy/data-category';
import type { Limits } from './limits';
import { refusal } from './refusal';

/**
 * What a log group must be: kept and deleted as its data category says, and kept when its stack goes.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenLogGroup(props: LogGroupProps, limits: Limits, given: DataCategory): LogGroupProps {
  const { policy } = limits;
  const category = policy.category(given);
  const keepFor = category.keepForDays ?? 0;
  if (keepFor < policy.infrastructureLogDays) {
    const problem = `must keep data for at least ${policy.infrastructureLogDays} days, got ${category.name}`;
    throw refusal('dataCategory', problem, 'P3.1', 'logs are needed after an incident', 'Use a category for logs');
  }
  if (category.deleteAfterDays === undefined) {
    const problem = `must say when its data is deleted, got ${category.name}`;
    throw refusal('dataCategory', problem, 'P1.3', 'logs that never go keep personal data', 'Use a category for logs');
  }
  const retention = retentionFor(keepFor);
  refuseWeakLogGroup(props, limits, category, retention);
  return {
    ...props,
    retention: props.retention ?? retention,
    deletionProtectionEnabled: props.deletionProtectionEnabled ?? (category.immutable ? true : undefined),
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
  };
}

function refuseWeakLogGroup(
  props: LogGroupProps,
  limits: Limits,
  category: DataCategory,
  retention: RetentionDays,
): void {
  const { name, clause } = category;
  const { retention: own } = props;
  if (own !== undefined && !Token.isUnresolved(own) && own !== retention) {
    const problem = `must be ${retention} days for ${name} data, got ${own}`;
    const why = 'the data category says how long logs are kept';
    limits.refuse('loggroup-retention-matches-category', 'retention', problem, clause, why);
    const days: number = own;
    if (days < limits.policy.infrastructureLogDays) {
      limits.refuse('loggroup-retention-min', 'retention', problem, clause, why);
    }
  }
  if (category.immutable && props.deletionProtectionEnabled === false) {
    const problem = `may not be false for ${name} data`;
    const why = 'such logs are immutable';
    limits.refuse('loggroup-deletion-protection', 'deletionProtectionEnabled', problem, clause, why);
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY || props.removalPolicy === RemovalPolicy.SNAPSHOT) {
    throw refusal('removalPolicy', 'must be RETAIN', clause, 'logs outlive the stack that wrote them');
  }
  if (props.logGroupClass === LogGroupClass.DELIVERY) {
    throw refusal('logGroupClass', 'may not be DELIVERY', clause, 'CloudWatch keeps such logs for two days');
  }
}

/** The shortest retention that CloudWatch Logs offers and that keeps logs for so many days. */
function retentionFor(days: number): RetentionDays {
  const offered = Object.values(RetentionDays).filter((value) => typeof value === 'number');
  return offered.sort((left, right) => left - right).find((value: number) => value >= days) ?? RetentionDays.INFINITE;
}
