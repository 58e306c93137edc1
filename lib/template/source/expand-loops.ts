import { InputError } from './input-error';
import { isArray, isObject, type Json, type JsonObject } from '../model/json';

const LOOP = 'Fn::ForEach::';
const MOST_VALUES = 500_000;

interface Budget {
  left: number;
}

/**
 * Expands the `Fn::ForEach` loops of a template (macro `AWS::LanguageExtensions`) whose collections are known.
 *
 * A loop over a collection that only deployment knows is expanded once, with the identifier left as it is, so that
 * what it declares is looked at.
 *
 * @throws InputError when the loops expand to more than can be read
 */
export function expandLoops(document: JsonObject, place = 'template'): JsonObject {
  const budget: Budget = { left: MOST_VALUES };
  const entries = Object.entries(document).map(([name, section]) => [
    name,
    hasLoop(section) ? expand(section, document, budget) : section,
  ]);
  if (budget.left <= 0) throw new InputError(place, 'its Fn::ForEach loops expand to more than can be read');
  return Object.fromEntries(entries) as JsonObject;
}

function hasLoop(value: Json): boolean {
  if (isArray<Json>(value)) return value.some(hasLoop);
  return isObject(value) && Object.entries(value).some(([key, child]) => key.startsWith(LOOP) || hasLoop(child));
}

function expand(value: Json, document: JsonObject, budget: Budget): Json {
  if (isArray<Json>(value)) return value.map((item) => expand(item, document, budget));
  if (!isObject(value)) return value;
  const expanded: Record<string, Json> = {};
  for (const [key, child] of Object.entries(value)) {
    if (!key.startsWith(LOOP) || !isArray<Json>(child)) {
      expanded[key] = expand(child, document, budget);
      continue;
    }
    const [identifier, collection, body] = child;
    if (typeof identifier !== 'string' || !isObject(body)) {
      expanded[key] = child;
      continue;
    }
    for (const member of membersOf(collection, document) ?? [`\${${identifier}}`]) {
      if (budget.left <= 0) break;
      Object.assign(expanded, expand(substitute(body, identifier, member, budget), document, budget));
    }
  }
  return expanded;
}

function membersOf(collection: Json | undefined, document: JsonObject): string[] | undefined {
  if (isArray<Json>(collection)) {
    return collection.every((member) => typeof member !== 'object') ? collection.map(String) : undefined;
  }
  const name = isObject(collection) ? collection['Ref'] : undefined;
  const parameters = document['Parameters'];
  const parameter = typeof name === 'string' && isObject(parameters) ? parameters[name] : undefined;
  const byDefault = isObject(parameter) ? parameter['Default'] : undefined;
  return typeof byDefault === 'string' ? byDefault.split(',').map((member) => member.trim()) : undefined;
}

function substitute(value: Json, identifier: string, member: string, budget: Budget): Json {
  budget.left -= 1;
  if (typeof value === 'string') return replaced(value, identifier, member);
  if (isArray<Json>(value)) return value.map((item) => substitute(item, identifier, member, budget));
  if (!isObject(value)) return value;
  if (value['Ref'] === identifier && Object.keys(value).length === 1) return member;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      replaced(key, identifier, member),
      substitute(child, identifier, member, budget),
    ]),
  );
}

function replaced(text: string, identifier: string, member: string): string {
  return text
    .replaceAll(`\${${identifier}}`, member)
    .replaceAll(`&{${identifier}}`, member.replace(/[^A-Za-z0-9]/g, ''));
}
