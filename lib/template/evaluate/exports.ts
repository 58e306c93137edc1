import { isObject } from '../model/json';
import type { DeclarationSet, PassedValue } from '../model/resource-definition';
import type { Resolve, ResolveContext } from './resolve-context';
import { Scenario } from './scenario';
import { Unresolved, type Resolved } from './unresolved';

type ExportIndex = ReadonlyMap<string, PassedValue | undefined>;

/** Exports are looked for by every import of a set, and their names rest on no assumption. */
const INDEXES = new WeakMap<DeclarationSet, ExportIndex>();

/** What an export of that name hands out; nothing when no template exports it, or more than one. */
export function exportedAs(name: Resolved | undefined, { set, resolve }: ResolveContext): PassedValue | undefined {
  const text = textOf(name);
  if (text === undefined) return undefined;
  let index = INDEXES.get(set);
  if (index === undefined) {
    index = indexExports(set, resolve);
    INDEXES.set(set, index);
  }
  return index.get(text);
}

function indexExports(set: DeclarationSet, resolve: Resolve): ExportIndex {
  const index = new Map<string, PassedValue | undefined>();
  for (const template of set.templates) {
    for (const { name, value } of template.exports) {
      const context = { template, set, scenario: new Scenario(), inCondition: true, depth: 0, resolve };
      const text = isObject(name) ? textOf(resolve(name, context)) : name;
      if (typeof text === 'string') index.set(text, index.has(text) ? undefined : { template, value });
    }
  }
  return index;
}

function textOf(name: Resolved | undefined): string | undefined {
  const text = name instanceof Unresolved ? name.text : name;
  return typeof text === 'string' ? text : undefined;
}
