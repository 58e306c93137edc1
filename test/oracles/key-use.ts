import type { TemplateSet } from '../../lib/template/model/template-set';
import { bucketUses } from './keys/bucket-uses';
import type { KeyUse } from './keys/call';
import { deploymentUses } from './keys/deployment-uses';
import { isAllowed } from './keys/key-policy';
import { logTargetFaults } from './keys/log-targets';
import { logUses } from './keys/log-uses';
import { messageUses } from './keys/message-uses';
import { roleFaults } from './keys/roles';
import { trailUses } from './keys/trail-uses';
import { volumeUses } from './keys/volume-uses';
import { findInEveryScenario, nameOf, type World } from './world';

/** Who writes to or reads from something under a key of an assembly and may not use that key: a sentence each. */
export function keyUseFaults(set: TemplateSet): string[] {
  return findInEveryScenario(set, (world) => [
    ...usesOf(world).flatMap(refusedCalls),
    ...roleFaults(world),
    ...logTargetFaults(world),
  ]);
}

function usesOf(world: World): KeyUse[] {
  return [trailUses, logUses, bucketUses, messageUses, volumeUses, deploymentUses].flatMap((find) => find(world));
}

function refusedCalls({ who, key, caller, calls }: KeyUse): string[] {
  const refused = calls.filter((call) => !isAllowed(key, caller, call)).map(({ action }) => action);
  if (refused.length === 0) return [];
  const what =
    refused.length === 1 ? (refused[0] ?? '') : `${refused.slice(0, -1).join(', ')} and ${refused.at(-1) ?? ''}`;
  return [`The policy of ${nameOf(key)} does not let ${who} call ${what}.`];
}
