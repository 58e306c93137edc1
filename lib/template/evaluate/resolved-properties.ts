import type { ResourceDefinition } from '../model/resource-definition';
import { contextIn } from './resolve';
import type { Scenario } from './scenario';
import { markOpen, type Resolved } from './unresolved';

/** Properties whose values rest on no assumption, which many rules read in many scenarios. */
const SETTLED = new WeakMap<ResourceDefinition, Map<string, Resolved | undefined>>();

/** A top-level property of a resource in a scenario. */
export function propertyOf(definition: ResourceDefinition, name: string, scenario: Scenario): Resolved | undefined {
  const settled = SETTLED.get(definition);
  if (settled?.has(name) === true) return settled.get(name);
  const raw = Object.hasOwn(definition.properties, name) ? definition.properties[name] : undefined;
  if (raw === undefined) return undefined;
  const before = scenario.decisions;
  const context = contextIn(definition.template, scenario);
  const value = context.resolve(raw, context);
  if (scenario.decisions === before) {
    if (settled === undefined) SETTLED.set(definition, new Map([[name, value]]));
    else settled.set(name, value);
  }
  return value;
}

/** All properties of a resource in a scenario, by their names. */
export function propertiesOf(definition: ResourceDefinition, scenario: Scenario): Readonly<Record<string, Resolved>> {
  const tree: Record<string, Resolved> = {};
  for (const name of Object.keys(definition.properties)) {
    const value = name.startsWith('Fn::') ? undefined : propertyOf(definition, name, scenario);
    if (value !== undefined) tree[name] = value;
  }
  return definition.open ? markOpen(tree) : tree;
}
