import { isArray, isObject } from '../model/json';
import { Unresolved, type Resolved, type ResolvedObject } from '../evaluate/unresolved';

/** AWS takes no policy of more than 32 KB; whatever is much longer is no document. */
const LONGEST = 1_000_000;
const DEEPEST = 50;

/**
 * The object that JSON text holds; text in it with parts that only deployment knows stays unresolved.
 *
 * @returns undefined when the text is no JSON object, or one that is too large to be a document
 */
export function parsedJsonText(text: string): ResolvedObject | undefined {
  if (text.length > LONGEST || !/^\s*\{/.test(text)) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const resolved = resolvedText(parsed, 0);
  return isObject(resolved) && !(resolved instanceof Unresolved) ? resolved : undefined;
}

function resolvedText(value: unknown, depth: number): Resolved {
  if (depth > DEEPEST) {
    return new Unresolved({ text: '${…}', source: '…', present: true, reason: 'nested too deep to be read' });
  }
  if (typeof value === 'string') return hasHole(value) ? unresolvedText(value) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (isArray<unknown>(value)) return value.map((item) => resolvedText(item, depth + 1));
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolvedText(item, depth + 1)]));
}

/** A part that only deployment knows; `${aws:username}` is a variable of the policy language and stands as it is. */
function hasHole(text: string): boolean {
  return /\$\{(?:AWS::|\{|\d+ )|\{\{resolve:/.test(text);
}

/** What is nothing but one parameter may turn out to be empty, or a wildcard. */
function unresolvedText(text: string): Unresolved {
  const present = !/^\$\{\d+ [^.}]*\}$/.test(text);
  return new Unresolved({ text, source: text.replace(/\$\{\d+ /g, '${'), present });
}
