import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import type { JsonObject } from '../../lib/template/model/json';
import { RELEASED, templatesNow } from './apps';
import { isStateful } from '../../lib/facts/resource-types';

/** One kind of change: a property of a type, and the resources that it changes in. */
interface Change {
  readonly type: string;
  readonly what: string;
  readonly where: string[];
}

/** Prints which stateful resources change between the templates of the last release and those of now, for the migration note. */
function main(): void {
  const changes = new Map<string, Change>();
  for (const [name, now] of templatesNow()) {
    const path = join(RELEASED, `${name}.json`);
    if (!existsSync(path)) continue;
    for (const { type, what, where } of changesIn(JSON.parse(readFileSync(path, 'utf8')) as JsonObject, now)) {
      const key = `${type} ${what}`;
      const known = changes.get(key) ?? { type, what, where: [] };
      known.where.push(...where.map((logicalId) => `${name} ${logicalId}`));
      changes.set(key, known);
    }
  }
  for (const { type, what, where } of [...changes.values()].sort((left, right) => (left.type < right.type ? -1 : 1))) {
    console.log(`${type} ${what}: ${where.length} (${where.slice(0, 3).join(', ')}${where.length > 3 ? ', …' : ''})`);
  }
}

function changesIn(before: JsonObject, now: JsonObject): Change[] {
  const found: Change[] = [];
  fullDiff(before, now).resources.forEachDifference((logicalId, change) => {
    const type = change.newResourceType ?? change.oldResourceType ?? '';
    if (!isStateful(type)) return;
    const where = [logicalId];
    if (change.isAddition) found.push({ type, what: 'is new', where });
    else if (change.isRemoval) found.push({ type, what: 'is gone', where });
    for (const [property, update] of Object.entries(change.propertyUpdates)) {
      const impact = update.changeImpact === ResourceImpact.WILL_UPDATE ? 'in place' : String(update.changeImpact);
      found.push({ type, what: `${property} (${impact})`, where });
    }
    for (const attribute of Object.keys(change.otherChanges)) found.push({ type, what: attribute, where });
  });
  return found;
}

main();
