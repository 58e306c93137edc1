import { explore } from '../../template/evaluate/scenario';
import type { DeclarationSet, ResourceDefinition } from '../../template/model/resource-definition';
import { valuesOf } from '../../template/read/reading';
import { Resource } from '../../template/read/resource';

const SELECTION = 'AWS::Backup::BackupSelection';

/** The most selections by pattern or tag that are compared with one resource: AWS Backup takes 100 in a plan. */
const MOST_COMPARED = 100;

/** The backup selections of a set: by the resources that they name, and those that may reach any. */
interface Index {
  readonly naming: ReadonlyMap<ResourceDefinition, readonly ResourceDefinition[]>;
  readonly general: readonly ResourceDefinition[];
}

const KNOWN = new WeakMap<DeclarationSet, Index>();

/** The backup selections that may reach a resource, and whether these are all. */
export function selectionsOf(resource: Resource): { readonly found: readonly Resource[]; readonly complete: boolean } {
  const { set } = resource.definition.template;
  const known = KNOWN.get(set) ?? indexOf(set);
  KNOWN.set(set, known);
  const { naming, general } = known;
  const definitions = [...(naming.get(resource.definition) ?? []), ...general.slice(0, MOST_COMPARED)];
  const found = definitions.map((definition) => resource.sibling(definition)).filter(({ exists }) => exists);
  return { found, complete: general.length <= MOST_COMPARED };
}

function indexOf(set: DeclarationSet): Index {
  const naming = new Map<ResourceDefinition, ResourceDefinition[]>();
  // plans repeat the same few patterns and tags
  const general = new Map<string, ResourceDefinition>();
  for (const definition of set.templates.flatMap((template) => template.resourcesOfType(SELECTION))) {
    const { named, reachesOthers } = namedBy(definition);
    for (const one of named) naming.set(one, [...(naming.get(one) ?? []), definition]);
    const { Properties = null, Condition = null } = definition.declaration;
    const key = `${definition.template.id} ${JSON.stringify([Properties, Condition])}`;
    if (reachesOthers && !general.has(key)) general.set(key, definition);
  }
  return { naming, general: [...general.values()] };
}

function namedBy(definition: ResourceDefinition): {
  readonly named: ReadonlySet<ResourceDefinition>;
  readonly reachesOthers: boolean;
} {
  const named = new Set<ResourceDefinition>();
  const others: string[] = [];
  const complete = explore((scenario) => {
    const selection = new Resource(definition, scenario);
    if (selection.read('BackupSelection.ListOfTags').kind !== 'absent') others.push('by tags');
    for (const item of selection.items('BackupSelection.Resources')) {
      const [reference] = valuesOf([item.reference('')]);
      const one = reference?.target ?? within(reference?.text ?? '', definition);
      if (one === undefined) others.push(item.path);
      else named.add(one);
    }
  });
  return { named, reachesOthers: others.length > 0 || !complete };
}

/** The resource from whose id an ARN is put together, which then ends with an expression for it. */
function within(text: string, { template }: ResourceDefinition): ResourceDefinition | undefined {
  const [, id, logicalId = ''] = /^arn:.*\$\{(\d+) ([^}.]+)[^}]*\}$/.exec(text) ?? [];
  return template.set.templates.find((one) => one.id === id)?.definition(logicalId);
}
