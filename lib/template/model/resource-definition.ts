import { isObject, type Json, type JsonObject } from './json';

/** A template as what it declares is resolved in: its sections, its surroundings, where it is deployed. */
export interface Declarations {
  /** Tells the template apart from the others of its set. */
  readonly id: string;
  /** The templates that are deployed together, this one among them. */
  readonly set: DeclarationSet;
  readonly path: string;
  readonly stackName: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly constructPathOf: ((logicalId: string) => string | undefined) | undefined;
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
  readonly metadata: JsonObject;
  /** Macros that may rewrite the whole template at deployment. */
  readonly opaqueMacros: readonly string[];
  /** The outputs that other stacks can import: what their export is named, and the value. */
  readonly exports: readonly { readonly name: Json; readonly value: Json }[];
  /** The resource with a logical id. */
  definition(logicalId: string): ResourceDefinition | undefined;
  /** All resources of a type. */
  resourcesOfType(type: string): readonly ResourceDefinition[];
  /** The literals that the conditions compare a parameter with. */
  comparedWith(parameter: string): readonly string[];
  /** The value of an output, as the template has it. */
  outputValue(name: string): Json | undefined;
  /** The template that a nested stack deploys, where it is part of the set. */
  nestedTemplate(logicalId: string): Declarations | undefined;
  /** The nested stacks that deploy this template; none when it is deployed by itself. */
  readonly parents: readonly ParentStack[];
}

/** A nested stack: the template that declares it, and its logical id there. */
export interface ParentStack {
  readonly template: Declarations;
  readonly logicalId: string;
}

/** A value of another template, in whose terms it is to be resolved. */
export interface PassedValue {
  readonly template: Declarations;
  readonly value: Json;
}

/** Templates that are deployed together. */
export interface DeclarationSet {
  readonly templates: readonly Declarations[];
  /** The template that is deployed as a stack. */
  stackNamed(name: string): Declarations | undefined;
}

/** A resource as a template declares it, before any assumption on conditions and parameters. */
export class ResourceDefinition {
  public readonly type: string;
  public readonly properties: JsonObject;
  /** Whether deployment may add properties: `Properties: { Fn::Transform: … }` and the like. */
  public readonly open: boolean;

  public constructor(
    public readonly template: Declarations,
    public readonly logicalId: string,
    public readonly declaration: JsonObject,
  ) {
    const type = declaration['Type'];
    this.type = typeof type === 'string' ? type : '';
    const properties = declaration['Properties'];
    this.properties = isObject(properties) ? properties : {};
    this.open = template.opaqueMacros.length > 0 || isMade(properties);
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

  /** Whether deployment may add attributes beside the properties. */
  public get mayGainAttributes(): boolean {
    return this.template.opaqueMacros.length > 0 || Object.keys(this.declaration).some((key) => key.startsWith('Fn::'));
  }
}

/** Whether deployment makes properties, all of them or some. */
function isMade(properties: Json | undefined): boolean {
  if (!isObject(properties)) return typeof properties === 'string' && properties.includes('{{resolve:');
  const keys = Object.keys(properties);
  return keys.some((key) => key.startsWith('Fn::')) || (keys.length === 1 && keys[0] === 'Ref');
}
