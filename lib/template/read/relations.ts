import { factsOf, KNOWN_TYPES } from '../../facts/resource-types';
import type { Properties, Reference } from './properties';
import type { Reading } from './reading';
import { Resource } from './resource';
import type { Declarations, DeclarationSet, ResourceDefinition } from '../model/resource-definition';
import { explore } from '../evaluate/scenario';

/** Reads from a resource every place at which it may point at another one. */
export type PointerReader = (resource: Resource) => readonly Reading<Reference>[];

/** A resource that points at another: always, or only under some conditions and parameter values. */
interface Pointer {
  readonly definition: ResourceDefinition;
  readonly always: boolean;
}

/** A name with this part is another one in each stack. */
const OWN_STACK = '${AWS::StackName}';

const NO_POINTERS: readonly Pointer[] = [];

/** Which resource points at which, across templates that are deployed together; each index is built once, in one pass. */
export class Relations {
  private readonly indexes = new Map<string, Map<ResourceDefinition, Pointer[]>>();
  private readonly byType = new Map<string, readonly ResourceDefinition[]>();
  private byName: Map<string, readonly ResourceDefinition[]> | undefined;

  public constructor(private readonly templates: readonly Declarations[]) {}

  /**
   * The resource of a type that a reference names: directly, through an import or by its physical name.
   *
   * Whoever speaks of a name means the resource of its own stack first, and of several elsewhere none in particular.
   */
  public target(reference: Reference, type: string, from?: Resource): ResourceDefinition | undefined {
    if (reference.target !== undefined) {
      return reference.target.type === type ? reference.target : this.aliased(reference.target, type);
    }
    const name = reference.text.startsWith('arn:') ? nameIn(reference.text, type) : reference.text;
    const found = this.named(type, name, from);
    if (found !== undefined) return found;
    const alias = type === 'AWS::KMS::Key' ? this.named('AWS::KMS::Alias', name, from) : undefined;
    return alias === undefined ? undefined : this.aliased(alias, type);
  }

  /** The resources of a type that point at a resource with a property, in the resource's scenario. */
  public pointingAt(resource: Resource, sourceType: string, property: string): readonly Resource[] {
    const read: PointerReader = (source) => source.items(property).map((item: Properties) => item.reference(''));
    return this.pointingWith(resource, sourceType, property, read);
  }

  /** The same, for places that need more than one path to be read; `name` tells apart the readers of a type. */
  public pointingWith(resource: Resource, sourceType: string, name: string, read: PointerReader): readonly Resource[] {
    const key = `${sourceType} ${name} ${resource.type}`;
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = this.indexPointers(sourceType, resource.type, read);
      this.indexes.set(key, index);
    }
    const sources: Resource[] = [];
    for (const { definition, always } of index.get(resource.definition) ?? NO_POINTERS) {
      const source = resource.sibling(definition);
      const points = always || (source.exists && this.targets(source, read, resource.type).has(resource.definition));
      if (points) sources.push(source);
    }
    return sources;
  }

  /** All resources of a type in the set that exist in the scenario of a resource. */
  public all(resource: Resource, type: string): readonly Resource[] {
    let definitions = this.byType.get(type);
    if (definitions === undefined) {
      definitions = this.templates.flatMap((template) => template.resourcesOfType(type));
      this.byType.set(type, definitions);
    }
    return definitions.map((definition) => resource.sibling(definition)).filter((one) => one.exists);
  }

  private named(type: string, name: string, from: Resource | undefined): ResourceDefinition | undefined {
    this.byName ??= this.indexNames();
    const all = this.byName.get(`${type} ${name}`) ?? [];
    const near = from === undefined ? [] : all.filter(({ template }) => template === from.definition.template);
    if (near.length > 0) return onlyOne(near) ?? onlyOne(near.filter((one) => from?.sibling(one).exists));
    return name.includes(OWN_STACK) && from !== undefined ? undefined : onlyOne(all);
  }

  private aliased(definition: ResourceDefinition, type: string): ResourceDefinition | undefined {
    if (definition.type !== 'AWS::KMS::Alias' || type !== 'AWS::KMS::Key') return undefined;
    let key: ResourceDefinition | undefined;
    explore((scenario) => {
      const reading = new Resource(definition, scenario).reference('TargetKeyId');
      if (reading.kind === 'value') key ??= this.target(reading.value, type, new Resource(definition, scenario));
    });
    return key;
  }

  private targets(source: Resource, read: PointerReader, type: string): Set<ResourceDefinition> {
    const targets = new Set<ResourceDefinition>();
    for (const reading of read(source)) {
      const target = reading.kind === 'value' ? this.target(reading.value, type, source) : undefined;
      if (target !== undefined) targets.add(target);
    }
    return targets;
  }

  private indexPointers(
    sourceType: string,
    targetType: string,
    read: PointerReader,
  ): Map<ResourceDefinition, Pointer[]> {
    const index = new Map<ResourceDefinition, Pointer[]>();
    for (const source of this.templates.flatMap((template) => template.resourcesOfType(sourceType))) {
      const targets = new Set<ResourceDefinition>();
      let always = true;
      explore((scenario) => {
        const resource = new Resource(source, scenario);
        if (resource.exists) for (const target of this.targets(resource, read, targetType)) targets.add(target);
        always &&= scenario.decisions === 0;
      });
      for (const target of targets) {
        const pointers = index.get(target);
        const pointer = { definition: source, always };
        if (pointers === undefined) index.set(target, [pointer]);
        else pointers.push(pointer);
      }
    }
    return index;
  }

  private indexNames(): Map<string, readonly ResourceDefinition[]> {
    const names = new Map<string, ResourceDefinition[]>();
    for (const type of KNOWN_TYPES) {
      const { name: property } = factsOf(type);
      if (property === undefined) continue;
      for (const definition of this.templates.flatMap((template) => template.resourcesOfType(type))) {
        explore((scenario) => {
          const name = new Resource(definition, scenario).read(property);
          const text = name.kind === 'unknown' ? name.unresolved?.text : name.kind === 'value' ? name.value : '';
          if (typeof text === 'string' && text !== '') noteOnce(names, `${type} ${text}`, definition);
        });
      }
    }
    return names;
  }
}

/** The indexes of a set serve every rule, whichever policy it judges by. */
const KNOWN = new WeakMap<DeclarationSet, Relations>();

/** Which resource points at which in a set of templates. */
export function relationsIn(set: DeclarationSet): Relations {
  let relations = KNOWN.get(set);
  if (relations === undefined) {
    relations = new Relations(set.templates);
    KNOWN.set(set, relations);
  }
  return relations;
}

function noteOnce(names: Map<string, ResourceDefinition[]>, key: string, definition: ResourceDefinition): void {
  const alike = names.get(key);
  if (alike === undefined) names.set(key, [definition]);
  else if (!alike.includes(definition)) alike.push(definition);
}

function onlyOne(all: readonly ResourceDefinition[]): ResourceDefinition | undefined {
  return all.length === 1 ? all[0] : undefined;
}

/** The name at the end of the ARN of a resource of a type. */
function nameIn(arn: string, type: string): string {
  const parts = arn.split(/:(?![^{]*\})/);
  const rest = parts.slice(5).join(':').replace(/:\*$/, '');
  const [, resource = ''] = factsOf(type).arn ?? [];
  return rest.startsWith(resource) ? rest.slice(resource.length) : rest;
}
