import { conditionHolds } from './conditions';
import { INTRINSICS } from './intrinsics';
import { isArray, type Json, type JsonObject } from '../model/json';
import type { Declarations } from '../model/resource-definition';
import type { ResolveContext } from './resolve-context';
import type { Scenario } from './scenario';
import { markOpen, unknownIntrinsic, Unresolved, type Resolved } from './unresolved';

/** How the values of a template are resolved in a scenario. */
export function contextIn(template: Declarations, scenario: Scenario): ResolveContext {
  return { template, set: template.set, scenario, inCondition: false, depth: 0, resolve };
}

/**
 * Resolves the intrinsic functions of a value as far as the template allows.
 *
 * @returns undefined for `AWS::NoValue`
 */
export function resolve(value: Json, context: ResolveContext): Resolved | undefined {
  if (typeof value === 'string') return value.includes('{{resolve:') ? dynamicReference(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isArray<Json>(value)) return resolveList(value, context);
  const keys = Object.keys(value);
  const [key] = keys;
  const argument = key === undefined ? undefined : value[key];
  if (key === undefined || argument === undefined) return value;
  if (keys.length === 1) {
    if (key === 'Fn::If') return resolveIf(argument, value, context);
    const intrinsic = INTRINSICS.get(key);
    if (intrinsic !== undefined) return intrinsic(argument, context, value);
    // what a macro makes may be nothing
    if (key === 'Fn::Transform')
      return new Unresolved({ text: `\${${JSON.stringify(value)}}`, source: value, present: false });
    if (key.startsWith('Fn::') || key.startsWith('!')) return unknownIntrinsic(value);
  }
  return resolveObject(value, context);
}

function resolveList(list: readonly Json[], context: ResolveContext): Resolved {
  const items: Resolved[] = [];
  for (const item of list) {
    const resolved = resolve(item, context);
    if (resolved !== undefined) items.push(resolved);
  }
  return items;
}

function resolveObject(object: JsonObject, context: ResolveContext): Resolved {
  const entries: Record<string, Resolved> = {};
  let open = false;
  for (const [key, value] of Object.entries(object)) {
    if (key.startsWith('Fn::')) {
      open = true;
      continue;
    }
    const resolved = resolve(value, context);
    if (resolved !== undefined) entries[key] = resolved;
  }
  return open ? markOpen(entries) : entries;
}

function resolveIf(argument: Json, source: JsonObject, context: ResolveContext): Resolved | undefined {
  const [name, whenTrue, whenFalse] = isArray<Json>(argument) ? argument : [];
  if (typeof name !== 'string' || whenTrue === undefined || whenFalse === undefined) return unknownIntrinsic(source);
  return resolve(conditionHolds(name, context) ? whenTrue : whenFalse, context);
}

function dynamicReference(text: string): Unresolved {
  return new Unresolved({ text, source: text, present: true });
}
