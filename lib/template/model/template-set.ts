import type { DeclarationSet } from './resource-definition';
import { Template, type TemplateSource } from './template';

/** Templates that are deployed together: references between them are followed. */
export class TemplateSet implements DeclarationSet {
  public readonly templates: readonly Template[];
  private readonly byStackName: ReadonlyMap<string, Template>;

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
  }

  /** The template that is deployed as a stack. */
  public stackNamed(name: string): Template | undefined {
    return this.byStackName.get(name);
  }
}
