import { conditionHolds } from './conditions';
import { INTRINSICS } from './intrinsics';
import { isArray, type Json, type JsonObject } from '../model/json';
import type { Scenario } from './scenario';
import type { ParentStack, Template } from '../model/template';
import { markOpen, Unresolved, type Resolved } from './unresolved';

/** Where and under which assumptions a value is resolved. */
export interface ResolveContext {
  readonly template: Template;
  readonly scenario: Scenario;
  /** Whether the value stands in a condition: a parameter then needs no value, only what it is compared with. */
  readonly inCondition: boolean;
  /** How many references were followed to get here. */
  readonly depth: number;
  /** The nested stack whose outputs are followed. @default - any that deploys the template */
  readonly parent?: ParentStack;
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
    if (key.startsWith('Fn::') || key.startsWith('!')) return unknownIntrinsic(value);
  }
  return resolveObject(value, context);
}

/** A value of an intrinsic function that cannot be resolved here. */
export function unknownIntrinsic(source: Json, reason?: string): Unresolved {
  return new Unresolved({ text: `\${${JSON.stringify(source)}}`, source, present: true, reason });
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
  return resolve(conditionHolds(context.template, name, context.scenario) ? whenTrue : whenFalse, context);
}

function dynamicReference(text: string): Unresolved {
  return new Unresolved({ text, source: text, present: true });
}
