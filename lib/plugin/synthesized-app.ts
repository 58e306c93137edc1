import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SecurityPolicy } from '../policy/security-policy';
import type { Rule } from '../rules/rule';
import { expandLoops } from '../template/source/expand-loops';
import type { JsonObject } from '../template/model/json';
import type { ResourceDefinition } from '../template/model/resource-definition';
import { sha256Of } from '../template/source/sha256';
import type { Template, TemplateSource } from '../template/model/template';
import { TemplateSet } from '../template/model/template-set';
import { constructPathsOf, type ConstructPaths } from './construct-paths';
import { Evaluator } from '../compliance/evaluate';
import type { Result } from '../compliance/result';
import { stageOf } from './stage';

interface SynthesizedStack {
  readonly stack: Stack;
  readonly template: Template;
}

/** The templates that an app has written, joined to its construct tree; each file is parsed once. */
export class SynthesizedApp {
  private readonly constructs: readonly IConstruct[];
  private readonly stacks: readonly SynthesizedStack[];
  private readonly evaluators = new Map<SecurityPolicy, Evaluator>();

  public constructor(private readonly root: IConstruct) {
    this.constructs = root.node.findAll();
    const stacks = this.constructs.filter((node) => Stack.isStack(node));
    let known: ReturnType<typeof constructPathsOf> | undefined;
    const pathsIn = (stack: Stack): ConstructPaths | undefined =>
      (known ??= constructPathsOf(stacks)).get(stack.node.path);
    const sources = stacks.map((stack) => sourceOf(stack, this.folder, (logicalId) => pathsIn(stack)?.get(logicalId)));
    const nesting = stacks.flatMap((stack, index) => {
      const child = sources[index]?.path;
      const parent = stack.nestedStackParent;
      const resource = stack.nestedStackResource;
      const of = parent === undefined ? undefined : sources[stacks.indexOf(parent)]?.path;
      if (child === undefined || of === undefined || parent === undefined || resource === undefined) return [];
      return [{ parent: of, logicalId: String(parent.resolve(resource.logicalId)), child }];
    });
    const { templates } = new TemplateSet(sources, nesting);
    this.stacks = stacks.flatMap((stack, index) => {
      const template = templates[index];
      return template === undefined ? [] : [{ stack, template }];
    });
  }

  /** The folder of the app's cloud assembly. */
  public get folder(): string {
    return stageOf(this.root).outdir;
  }

  /** The constructs at a scope and below it. */
  public constructsIn(scope: IConstruct): readonly IConstruct[] {
    // a walk over a large app is costly
    return scope === this.root ? this.constructs : scope.node.findAll();
  }

  /** The templates of the stacks that stand at a scope, below it or around it. */
  public templatesIn(scope: IConstruct): readonly Template[] {
    return this.stacksIn(scope).map(({ template }) => template);
  }

  /** The resources that stand below a scope. */
  public resourcesIn(scope: IConstruct): readonly ResourceDefinition[] {
    return this.stacksIn(scope).flatMap(({ stack, template }) => within(scope, stack, template.resources));
  }

  /** What the rules say of the resources below a scope; each rule is evaluated once, whoever asks. */
  public resultsIn(scope: IConstruct, rules: readonly Rule[]): readonly Result[] {
    return this.stacksIn(scope).flatMap(({ stack, template }) => {
      return within(scope, stack, this.evaluatorFor(stack).results(template, rules));
    });
  }

  private stacksIn(scope: IConstruct): readonly SynthesizedStack[] {
    return this.stacks.filter(({ stack }) => stack.node.scopes.includes(scope) || scope.node.scopes.includes(stack));
  }

  private evaluatorFor(stack: Stack): Evaluator {
    const policy = SecurityPolicy.of(stack);
    let evaluator = this.evaluators.get(policy);
    if (evaluator === undefined) {
      evaluator = new Evaluator(policy);
      this.evaluators.set(policy, evaluator);
    }
    return evaluator;
  }
}

/** What stands below a scope, of what stands in a stack at it, below it or around it. */
function within<T extends { readonly constructPath?: string }>(
  scope: IConstruct,
  stack: Stack,
  items: readonly T[],
): readonly T[] {
  if (stack.node.scopes.includes(scope)) return items;
  return items.filter(({ constructPath }) => constructPath?.startsWith(`${scope.node.path}/`) === true);
}

function sourceOf(stack: Stack, folder: string, constructPathOf: TemplateSource['constructPathOf']): TemplateSource {
  const path = join(stageOf(stack).outdir, stack.templateFile);
  const text = readFileSync(path, 'utf8');
  const document = JSON.parse(text) as JsonObject;
  const resolved = (value: string) => (value.startsWith('${Token[') ? undefined : value);
  return {
    path: relative(folder, path),
    document: text.includes('Fn::ForEach::') ? expandLoops(document, path) : document,
    sha256: sha256Of(text),
    stackName: stack.stackName,
    region: resolved(stack.region),
    account: resolved(stack.account),
    constructPathOf,
  };
}
