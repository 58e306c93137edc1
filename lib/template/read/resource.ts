import { conditionHolds } from '../evaluate/conditions';
import { contextIn } from '../evaluate/resolve';
import { propertiesOf, propertyOf } from '../evaluate/resolved-properties';
import { isArray, isObject } from '../model/json';
import { joined, keysOf, Properties } from './properties';
import type { Reading } from './reading';
import type { ResourceDefinition } from '../model/resource-definition';
import type { Scenario } from '../evaluate/scenario';
import type { Resolved } from '../evaluate/unresolved';

/** A resource in one scenario: what a rule looks at. */
export class Resource extends Properties {
  public constructor(
    public readonly definition: ResourceDefinition,
    scenario: Scenario,
  ) {
    super(undefined, '', scenario);
  }

  public get logicalId(): string {
    return this.definition.logicalId;
  }

  public get type(): string {
    return this.definition.type;
  }

  /** Whether the resource is created in this scenario. */
  public get exists(): boolean {
    const { condition, template } = this.definition;
    return condition === undefined || conditionHolds(condition, contextIn(template, this.scenario));
  }

  /** How many decisions the scenario rests on so far; the same before and after a question means that it rests on none. */
  public get decisions(): number {
    return this.scenario.decisions;
  }

  /** The names of all properties that are set. */
  public override get names(): readonly string[] {
    return Object.keys(propertiesOf(this.definition, this.scenario));
  }

  /** Another resource of the same assembly, in the same scenario. */
  public sibling(definition: ResourceDefinition): Resource {
    return new Resource(definition, this.scenario);
  }

  /** A resource attribute outside the properties: `Retain`, `RetainExceptOnCreate`, `Snapshot`, `Delete`, or none. */
  public attribute(name: 'DeletionPolicy' | 'UpdateReplacePolicy'): Reading<string> {
    const { declaration, template } = this.definition;
    const declared = declaration[name];
    if (declared === undefined && this.definition.mayGainAttributes) {
      return { kind: 'unknown', path: name, why: 'a macro or an include may add it at deployment' };
    }
    const context = contextIn(template, this.scenario);
    const value = declared === undefined ? undefined : context.resolve(declared, context);
    return new Properties(value, name, this.scenario).text('');
  }

  /** The tags of the resource whose names and values are known. */
  public get tags(): ReadonlyMap<string, string> {
    const tags = new Map<string, string>();
    const all = this.read('Tags');
    if (all.kind !== 'value' || isArray<Resolved>(all.value)) {
      for (const item of this.tagLists.flatMap((list) => list.items('Tags'))) {
        const key = item.text('Key');
        const value = item.text('Value');
        if (key.kind === 'value' && value.kind === 'value') tags.set(key.value, value.value);
      }
    } else if (isObject(all.value)) {
      for (const [key, value] of Object.entries(all.value)) if (typeof value === 'string') tags.set(key, value);
    }
    return tags;
  }

  /** The places that have `Tags`: the resource itself, or each replica of a global table. */
  public get tagLists(): readonly Properties[] {
    return this.type === 'AWS::DynamoDB::GlobalTable' ? this.items('Replicas') : [this];
  }

  public override read(path: string): Reading<Resolved> {
    const dot = path.indexOf('.');
    const name = dot < 0 ? path : path.slice(0, dot);
    const top = propertyOf(this.definition, name, this.scenario);
    if (top === undefined && this.definition.open) {
      return { kind: 'unknown', path, why: 'a macro or an include may add it at deployment' };
    }
    if (top === undefined) return { kind: 'absent', path: keysOf(path).reduce(joined) };
    return new Properties(top, name, this.scenario).read(dot < 0 ? '' : path.slice(dot + 1));
  }
}
