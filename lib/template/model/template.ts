import { comparedLiterals } from './compared-literals';
import { isArray, isObject, type Json, type JsonObject } from './json';
import { ResourceDefinition, type Declarations, type DeclarationSet, type ParentStack } from './resource-definition';

/** Where a template comes from. */
export interface TemplateSource {
  /** The path of the file, as reports name it. */
  readonly path: string;
  /** The SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256?: string;
  /** The parsed document. */
  readonly document: JsonObject;
  /** The name of the stack that the template is deployed as, where an assembly says so. */
  readonly stackName?: string;
  /** The Region that the stack is deployed to, where an assembly says so. */
  readonly region?: string;
  /** The account that the stack is deployed to, where an assembly says so. */
  readonly account?: string;
  /** Where a resource stands in its CDK app, for templates that do not say so themselves. */
  readonly constructPathOf?: (logicalId: string) => string | undefined;
}

/** Macros that leave what is written as it is, or that the template model applies itself. */
const TRANSPARENT_MACROS: ReadonlySet<string> = new Set([
  'AWS::LanguageExtensions',
  'AWS::Serverless-2016-10-31',
  'AWS::SecretsManager-2020-07-23',
  'AWS::SecretsManager-2024-09-16',
  'AWS::CodeDeployBlueGreen',
]);

/** A CloudFormation template: its resources by logical id and by type, its parameters and its conditions. */
export class Template implements Declarations {
  public readonly path: string;
  public readonly sha256: string | undefined;
  public readonly stackName: string | undefined;
  public readonly region: string | undefined;
  public readonly account: string | undefined;
  public readonly constructPathOf: TemplateSource['constructPathOf'];
  public readonly parameters: JsonObject;
  public readonly conditions: JsonObject;
  public readonly mappings: JsonObject;
  public readonly metadata: JsonObject;
  public readonly resources: readonly ResourceDefinition[];

  /** Macros that may rewrite the whole template at deployment. */
  public readonly opaqueMacros: readonly string[];

  /** The entries of `Resources` that declare no type: macros, loops that cannot be expanded, and mistakes. */
  public readonly untyped: readonly string[];

  private readonly outputs: JsonObject;
  private readonly byLogicalId = new Map<string, ResourceDefinition>();
  private readonly byType = new Map<string, ResourceDefinition[]>();
  private compared: Map<string, string[]> | undefined;
  private readonly nestedBy: ParentStack[] = [];
  private readonly children = new Map<string, Template>();

  public constructor(
    public readonly set: DeclarationSet,
    public readonly id: string,
    source: TemplateSource,
  ) {
    this.path = source.path;
    this.sha256 = source.sha256;
    this.stackName = source.stackName;
    this.region = source.region;
    this.account = source.account;
    this.constructPathOf = source.constructPathOf;
    const section = (name: string): JsonObject => {
      const value = source.document[name];
      return isObject(value) ? value : {};
    };
    this.parameters = section('Parameters');
    this.conditions = section('Conditions');
    this.mappings = section('Mappings');
    this.metadata = section('Metadata');
    this.outputs = section('Outputs');
    this.opaqueMacros = macroNames(source.document['Transform']).filter((name) => !TRANSPARENT_MACROS.has(name));
    const untyped: string[] = [];
    for (const [logicalId, declaration] of Object.entries(section('Resources'))) {
      if (!isObject(declaration) || typeof declaration['Type'] !== 'string') {
        untyped.push(logicalId);
        continue;
      }
      const definition = new ResourceDefinition(this, logicalId, declaration);
      this.byLogicalId.set(logicalId, definition);
      const alike = this.byType.get(definition.type);
      if (alike === undefined) this.byType.set(definition.type, [definition]);
      else alike.push(definition);
    }
    this.resources = [...this.byLogicalId.values()];
    this.untyped = untyped;
  }

  /** The resource with a logical id. */
  public definition(logicalId: string): ResourceDefinition | undefined {
    return this.byLogicalId.get(logicalId);
  }

  /** All resources of a type. */
  public resourcesOfType(type: string): readonly ResourceDefinition[] {
    return this.byType.get(type) ?? [];
  }

  /** The literals that the conditions compare a parameter with. */
  public comparedWith(parameter: string): readonly string[] {
    this.compared ??= comparedLiterals(this.conditions);
    return this.compared.get(parameter) ?? [];
  }

  /** The value of an output, as the template has it. */
  public outputValue(name: string): Json | undefined {
    const output = this.outputs[name];
    return isObject(output) ? output['Value'] : undefined;
  }

  /** The outputs that other stacks can import: what their export is named, and the value. */
  public get exports(): readonly { readonly name: Json; readonly value: Json }[] {
    return Object.values(this.outputs).flatMap((output) => {
      const exported = isObject(output) ? output['Export'] : undefined;
      const name = isObject(exported) ? exported['Name'] : undefined;
      const value = isObject(output) ? output['Value'] : undefined;
      return name === undefined || value === undefined ? [] : [{ name, value }];
    });
  }

  /** Notes that a nested stack of this template deploys another template. */
  public nest(logicalId: string, child: Template): void {
    this.children.set(logicalId, child);
    child.nestedBy.push({ template: this, logicalId });
  }

  /** The template that a nested stack deploys, where it is part of the set. */
  public nestedTemplate(logicalId: string): Template | undefined {
    return this.children.get(logicalId);
  }

  /** The nested stacks that deploy this template; none when it is deployed by itself. */
  public get parents(): readonly ParentStack[] {
    return this.nestedBy;
  }
}

function macroNames(transform: Json | undefined): string[] {
  if (transform === undefined) return [];
  return (isArray<Json>(transform) ? transform : [transform]).map((macro) => {
    const name = isObject(macro) ? macro['Name'] : macro;
    return typeof name === 'string' ? name : JSON.stringify(name ?? null);
  });
}
