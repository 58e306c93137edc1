import type { Json, JsonObject } from '../../lib/template/model/json';

/** Resources of a template, by their logical ids. */
export type Resources = Readonly<Record<string, JsonObject>>;

/** A resource of a type with properties. */
export function resource(type: string, properties: JsonObject = {}): JsonObject {
  return { Type: type, Properties: properties };
}

/** The attribute of a resource. */
export function att(logicalId: string, attribute: string): JsonObject {
  return { 'Fn::GetAtt': [logicalId, attribute] };
}

/** Resources without some of them. */
export function without(resources: Resources, ...gone: readonly string[]): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([id]) => !gone.includes(id)));
}

/** Resources of which one has other properties; those that are undefined are taken away. */
export function changed(
  resources: Resources,
  id: string,
  properties: Readonly<Record<string, Json | undefined>>,
): Resources {
  const before = resources[id];
  if (before === undefined) throw new Error(`no resource ${id}`);
  const all = { ...(before['Properties'] as JsonObject), ...properties };
  const kept = Object.entries(all).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { ...resources, [id]: { ...before, Properties: Object.fromEntries(kept) } };
}
