import { isObject, type Json, type JsonObject } from './json';
import { resolve } from '../evaluate/resolve';
import type { Scenario } from '../evaluate/scenario';
import type { Template } from './template';
import { isOpen, markOpen, type Resolved } from '../evaluate/unresolved';

/** A resource as a template declares it, before any assumption on conditions and parameters. */
export class ResourceDefinition {
  public readonly type: string;
  private readonly properties: JsonObject;
  private readonly open: boolean;
  private readonly resolved = new Map<string, Resolved | undefined>();

  public constructor(
    public readonly template: Template,
    public readonly logicalId: string,
    public readonly declaration: JsonObject,
  ) {
    const type = declaration['Type'];
    this.type = typeof type === 'string' ? type : '';
    const properties = declaration['Properties'];
    this.properties = isObject(properties) ? properties : {};
    // `Properties: { Fn::Transform: … }` and the like: deployment adds keys
    this.open = template.opaqueMacros.length > 0 || Object.keys(this.properties).some((key) => key.startsWith('Fn::'));
  }

  /** The text of a reference to the resource, the same wherever in the set it is made. */
  public expression(attribute?: string): string {
    const name = attribute === undefined ? this.logicalId : `${this.logicalId}.${attribute}`;
    return `\${${this.template.id} ${name}}`;
  }

  /** The name of the condition under which the resource is created. */
  public get condition(): string | undefined {
    const condition = this.declaration['Condition'];
    return typeof condition === 'string' ? condition : undefined;
  }

  /** An entry of the resource's `Metadata`. */
  public metadata(key: string): Json | undefined {
    const metadata = this.declaration['Metadata'];
    return isObject(metadata) ? metadata[key] : undefined;
  }

  /** Where the resource stands in its CDK app, from the template's own metadata or from the assembly's. */
  public get constructPath(): string | undefined {
    const path = this.metadata('aws:cdk:path');
    return typeof path === 'string' ? path : this.template.constructPathOf?.(this.logicalId);
  }

  /** A top-level property; kept once resolved where no assumption went into it. */
  public property(name: string, scenario: Scenario): Resolved | undefined {
    if (this.resolved.has(name)) return this.resolved.get(name);
    const raw: Json | undefined = Object.hasOwn(this.properties, name) ? this.properties[name] : undefined;
    if (raw === undefined) return undefined;
    const before = scenario.decisions;
    const value = resolve(raw, { template: this.template, scenario, inCondition: false, depth: 0 });
    if (scenario.decisions === before) this.resolved.set(name, value);
    return value;
  }

  /** All properties, resolved. */
  public propertyTree(scenario: Scenario): Readonly<Record<string, Resolved>> {
    const tree: Record<string, Resolved> = {};
    for (const name of Object.keys(this.properties)) {
      const value = name.startsWith('Fn::') ? undefined : this.property(name, scenario);
      if (value !== undefined) tree[name] = value;
    }
    return this.open ? markOpen(tree) : tree;
  }

  /** Whether deployment may add attributes beside the properties. */
  public get mayGainAttributes(): boolean {
    return this.template.opaqueMacros.length > 0 || Object.keys(this.declaration).some((key) => key.startsWith('Fn::'));
  }

  /** Whether deployment may add a property that is not declared, here or inside an object. */
  public mayGainKeys(object: object | undefined): boolean {
    return object === undefined ? this.open : isOpen(object);
  }
}
