import { isObject, type Json } from './json';
import { Relations } from '../read/relations';
import { resolve } from '../evaluate/resolve';
import { Scenario } from '../evaluate/scenario';
import { Template, type TemplateSource } from './template';
import { Unresolved, type Resolved } from '../evaluate/unresolved';

/** Templates that are deployed together: references between them are followed. */
export class TemplateSet {
  public readonly templates: readonly Template[];
  public readonly relations: Relations;
  private readonly byStackName: ReadonlyMap<string, Template>;
  private exportIndex: Map<string, { template: Template; value: Json } | undefined> | undefined;

  /**
   * @param nesting which template a nested stack deploys: path of the parent, logical id, path of the child
   */
  public constructor(
    sources: readonly TemplateSource[],
    nesting: readonly { readonly parent: string; readonly logicalId: string; readonly child: string }[] = [],
  ) {
    this.templates = sources.map((source, index) => new Template(this, String(index), source));
    const byPath = new Map(this.templates.map((template) => [template.path, template]));
    for (const { parent, logicalId, child } of nesting) {
      const nested = byPath.get(child);
      if (nested !== undefined) byPath.get(parent)?.nest(logicalId, nested);
    }
    this.byStackName = new Map(
      this.templates.flatMap((template) => (template.stackName ? [[template.stackName, template]] : [])),
    );
    this.relations = new Relations(this);
  }

  /** The template that is deployed as a stack. */
  public stackNamed(name: string): Template | undefined {
    return this.byStackName.get(name);
  }

  /** What an export of that name hands out; nothing when no template exports it, or more than one. */
  public exported(name: Resolved | undefined): { readonly template: Template; readonly value: Json } | undefined {
    const text = name instanceof Unresolved ? name.text : name;
    if (typeof text !== 'string') return undefined;
    this.exportIndex ??= this.indexExports();
    return this.exportIndex.get(text);
  }

  private indexExports(): Map<string, { template: Template; value: Json } | undefined> {
    const index = new Map<string, { template: Template; value: Json } | undefined>();
    for (const template of this.templates) {
      for (const { name, value } of template.exports) {
        const context = { template, scenario: new Scenario(), inCondition: true, depth: 0 };
        const resolved = isObject(name) ? resolve(name, context) : name;
        const text = resolved instanceof Unresolved ? resolved.text : resolved;
        if (typeof text === 'string') index.set(text, index.has(text) ? undefined : { template, value });
      }
    }
    return index;
  }
}
