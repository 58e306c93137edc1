/** A JSON value, as read from a template. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object, as read from a template. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object and not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an array. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what the items are
export function isArray<T>(value: unknown): value is readonly T[] {
  return Array.isArray(value);
}
