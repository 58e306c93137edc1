import { fullDiff, ResourceImpact, type ResourceDifference } from '@aws-cdk/cloudformation-diff';
import { isStateful } from '../../lib/facts/resource-types';
import { isObject, type JsonObject } from '../../lib/template/model/json';

/**
 * Properties of an instance whose change the registry calls a replacement under conditions, and the reference of
 * CloudFormation ("AWS::RDS::DBInstance") "No interruption" or "Some interruptions": an instance that is no read replica stays.
 */
const INTERRUPTS: ReadonlySet<string> = new Set([
  'AutoMinorVersionUpgrade',
  'BackupRetentionPeriod',
  'DBParameterGroupName',
  'MultiAZ',
]);

/** What an upgrade breaks in a deployed stack: ids that vanish, and stateful resources that would be replaced. */
export function breaksIn(before: JsonObject, after: JsonObject): string[] {
  const breaks: string[] = [];
  const { resources } = fullDiff(before, after);
  resources.forEachDifference((logicalId, change) => {
    const type = change.oldResourceType;
    if (type === undefined) return;
    if (change.newResourceType !== type) {
      const now = change.newResourceType === undefined ? 'is gone' : `became ${change.newResourceType}`;
      breaks.push(`${logicalId} (${type}) ${now}: keep its logical id, or release it as a major version`);
      return;
    }
    const impact = change.changeImpact;
    if (!isStateful(type) || (impact !== ResourceImpact.WILL_REPLACE && impact !== ResourceImpact.MAY_REPLACE)) return;
    if (type === 'AWS::RDS::DBInstance' && interruptsAtMost(change)) return;
    const properties = Object.keys(change.propertyUpdates).join(', ');
    const how = impact === ResourceImpact.WILL_REPLACE ? 'would be' : 'may be';
    breaks.push(`${logicalId} (${type}) ${how} replaced for ${properties}: leave it as it is for deployed stacks`);
  });
  return [...breaks, ...losses(before, after)].sort();
}

/** Whether all that could replace an instance interrupts it at most. */
function interruptsAtMost({ propertyUpdates }: ResourceDifference): boolean {
  return Object.entries(propertyUpdates).every(([property, { changeImpact }]) => {
    const mayReplace = changeImpact === ResourceImpact.WILL_REPLACE || changeImpact === ResourceImpact.MAY_REPLACE;
    return !mayReplace || INTERRUPTS.has(property);
  });
}

/** Stateful resources that were kept when their stack went, and would no longer be. */
function losses(before: JsonObject, after: JsonObject): string[] {
  return Object.entries(resourcesOf(before)).flatMap(([logicalId, resource]) => {
    const now = resourcesOf(after)[logicalId];
    if (!isObject(resource) || !isObject(now) || !isKept(resource)) return [];
    const type = typeof resource['Type'] === 'string' ? resource['Type'] : 'no type';
    return isKept(now) ? [] : [`${logicalId} (${type}) is no longer kept when its stack goes: retain it`];
  });
}

function resourcesOf(template: JsonObject): JsonObject {
  const resources = template['Resources'];
  return isObject(resources) ? resources : {};
}

/** Whether a resource outlives its stack; one that a failed first deployment made may go. */
export function isKept(resource: JsonObject): boolean {
  const policy = resource['DeletionPolicy'];
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}
