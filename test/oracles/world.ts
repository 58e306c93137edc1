import type { Reference } from '../../lib/template/read/properties';
import type { Reading } from '../../lib/template/read/reading';
import { Resource } from '../../lib/template/read/resource';
import type { ResourceDefinition } from '../../lib/template/model/resource-definition';
import { explore, type Scenario } from '../../lib/template/evaluate/scenario';
import type { TemplateSet } from '../../lib/template/model/template-set';
import { relationsIn } from '../../lib/template/read/relations';

/** Everything that one assembly deploys, in one way in which its conditions and parameters can turn out. */
export interface World {
  readonly set: TemplateSet;
  /** The resources of the types that exist. */
  readonly all: (...types: readonly string[]) => readonly Resource[];
  /** The resource that a reference names, when it is of one of the types. */
  readonly named: (reading: Reading<Reference>, ...types: readonly string[]) => Resource | undefined;
}

/** What a function finds in every way in which an assembly can be deployed, each sentence once. */
export function findInEveryScenario(set: TemplateSet, find: (world: World) => readonly string[]): string[] {
  const findings = new Set<string>();
  const complete = explore((scenario) => {
    for (const finding of find(worldOf(set, scenario))) findings.add(finding);
  });
  if (!complete) throw new Error('the assembly can be deployed in more ways than can be looked at');
  return [...findings].sort();
}

/** How a finding names a resource: by its logical id and its stack. */
export function nameOf({ definition }: Resource): string {
  return `${definition.logicalId} (${definition.template.stackName ?? definition.template.path})`;
}

/** The text by which equal references are known: a resource's own when it is one, whatever attribute it is asked for. */
export function keyOf(reference: Reference): string {
  return reference.target?.expression() ?? reference.text;
}

/** A reading's value, or nothing. */
export function valueOf<T>(reading: Reading<T>): T | undefined {
  return reading.kind === 'value' ? reading.value : undefined;
}

function worldOf(set: TemplateSet, scenario: Scenario): World {
  const known = new Map<string, readonly Resource[]>();
  const ofType = (type: string): readonly Resource[] => {
    const found = known.get(type) ?? existing(set, scenario, type);
    known.set(type, found);
    return found;
  };
  return {
    set,
    all: (...types) => types.flatMap(ofType),
    named: (reading, ...types) => {
      const reference = valueOf(reading);
      if (reference === undefined) return undefined;
      const found = types.map((type) => relationsIn(set).target(reference, type)).find((one) => one !== undefined);
      return found === undefined ? undefined : new Resource(found, scenario);
    },
  };
}

function existing(set: TemplateSet, scenario: Scenario, type: string): readonly Resource[] {
  return set.templates
    .flatMap((template): readonly ResourceDefinition[] => template.resourcesOfType(type))
    .map((definition) => new Resource(definition, scenario))
    .filter((resource) => resource.exists);
}
