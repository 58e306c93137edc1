import type { Rule } from '../rules/rule';
import type { ResourceDefinition } from '../template/model/resource-definition';
import type { Result } from './result';

/** Of the resources of a type, how many were judged, by how many rules, and how many by none. */
export interface TypeAccount {
  readonly type: string;
  /** All of them: those that were judged, left out and without a rule. */
  readonly resources: number;
  /** How many rules judged any of them. */
  readonly rules: number;
  readonly judged: number;
  /** Those that no rule for the type concerns, or that are created in no deployment. */
  readonly leftOut: number;
  /** All of them where no rule is for the type, or else none. */
  readonly withoutRule: number;
}

/** What CDK says of itself in each stack; it makes nothing. */
const NO_RESOURCE = 'AWS::CDK::Metadata';

/** The resources that a report accounts for. */
export function accountable(resources: readonly ResourceDefinition[]): readonly ResourceDefinition[] {
  return resources.filter(({ type }) => type !== NO_RESOURCE);
}

/** Accounts for resources by their types, in the order of their names. */
export function accountFor(
  resources: readonly ResourceDefinition[],
  rules: readonly Rule[],
  results: readonly Result[],
): readonly TypeAccount[] {
  const ruled = new Set(rules.flatMap(({ resourceTypes }) => resourceTypes));
  const judges = groups(
    results,
    ({ resourceType }) => resourceType,
    ({ rule }) => rule.id,
  );
  const judged = groups(
    results,
    ({ template }) => template,
    ({ logicalId }) => logicalId,
  );
  const counts = new Map<string, { readonly type: string; all: number; judged: number }>();
  for (const { type, template, logicalId } of resources) {
    const count = counts.get(type) ?? { type, all: 0, judged: 0 };
    counts.set(type, count);
    count.all += 1;
    if (judged.get(template.path)?.has(logicalId) === true) count.judged += 1;
  }
  const sorted = [...counts.values()].sort((left, right) => (left.type < right.type ? -1 : 1));
  return sorted.map(({ type, all, judged: some }) => ({
    type,
    resources: all,
    rules: judges.get(type)?.size ?? 0,
    judged: some,
    leftOut: ruled.has(type) ? all - some : 0,
    withoutRule: ruled.has(type) ? 0 : all,
  }));
}

/** The different members of results by a key. */
function groups(
  results: readonly Result[],
  keyOf: (result: Result) => string,
  memberOf: (result: Result) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const sets = new Map<string, Set<string>>();
  for (const result of results) {
    const key = keyOf(result);
    const known = sets.get(key);
    if (known === undefined) sets.set(key, new Set([memberOf(result)]));
    else known.add(memberOf(result));
  }
  return sets;
}
