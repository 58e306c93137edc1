import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { SecurityPolicy } from '../policy/security-policy';
import type { Rule } from '../rules/rule';
import { expandLoops } from '../template/expand-loops';
import type { JsonObject } from '../template/json';
import { sha256Of } from '../template/sha256';
import type { Template, TemplateSource } from '../template/template';
import { TemplateSet } from '../template/template-set';
import { Evaluator } from './evaluate';
import type { Result } from './result';

interface SynthesizedStack {
  readonly stack: Stack;
  readonly template: Template;
}

/** The templates that an app has written, joined to its construct tree; each file is parsed once. */
export class SynthesizedApp {
  private readonly stacks: readonly SynthesizedStack[];
  private readonly evaluators = new Map<SecurityPolicy, Evaluator>();
  private readonly constructPaths = new Map<Template, ReadonlyMap<string, ResourcesOfType>>();

  public constructor(private readonly root: IConstruct) {
    const stacks = root.node.findAll().filter((node) => Stack.isStack(node));
    const sources = stacks.map((stack) => sourceOf(stack, this.folder));
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

  /** The templates of the stacks that stand at a scope, below it or around it. */
  public templatesIn(scope: IConstruct): readonly Template[] {
    return this.stacksIn(scope).map(({ template }) => template);
  }

  /** What the rules say of the resources below a scope; each rule is evaluated once, whoever asks. */
  public resultsIn(scope: IConstruct, rules: readonly Rule[]): readonly Result[] {
    return this.stacksIn(scope).flatMap(({ stack, template }) => {
      const results = this.evaluatorFor(stack)
        .results(template, rules)
        .map((result) => ({
          ...result,
          constructPath: result.constructPath ?? this.constructPath(stack, template, result),
        }));
      const whole = scope === stack || stack.node.scopes.includes(scope);
      return whole
        ? results
        : results.filter(({ constructPath }) => constructPath?.startsWith(`${scope.node.path}/`) === true);
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

  /** Logical ids are costly to resolve, so only resources of a type that was judged are looked up. */
  private constructPath(stack: Stack, template: Template, { logicalId, resourceType }: Result): string | undefined {
    let byType = this.constructPaths.get(template);
    if (byType === undefined) {
      byType = groupByType(resourcesOf(stack));
      this.constructPaths.set(template, byType);
    }
    const alike = byType.get(resourceType);
    if (alike === undefined) return undefined;
    alike.paths ??= new Map(alike.resources.map((one) => [String(stack.resolve(one.logicalId)), one.node.path]));
    return alike.paths.get(logicalId);
  }
}

interface ResourcesOfType {
  readonly resources: CfnResource[];
  paths?: ReadonlyMap<string, string>;
}

/** The app or stage that a construct is, or is in. */
export function stageOf(construct: IConstruct): Stage {
  const stage = Stage.isStage(construct) ? construct : Stage.of(construct);
  if (stage === undefined)
    throw new Error(`'scope' must be in an App or a Stage, got ${JSON.stringify(construct.node.path)}`);
  return stage;
}

function sourceOf(stack: Stack, folder: string): TemplateSource {
  const path = join(stageOf(stack).outdir, stack.templateFile);
  const text = readFileSync(path, 'utf8');
  const document = JSON.parse(text) as JsonObject;
  const unresolved = stack.region.startsWith('${Token[');
  return {
    path: relative(folder, path),
    document: text.includes('Fn::ForEach::') ? expandLoops(document, path) : document,
    sha256: sha256Of(text),
    stackName: stack.stackName,
    region: unresolved ? undefined : stack.region,
  };
}

/** The resources of a stack's own template: those of nested stacks are in templates of their own. */
function resourcesOf(stack: Stack): CfnResource[] {
  const resources: CfnResource[] = [];
  const visit = (node: IConstruct): void => {
    if (CfnResource.isCfnResource(node)) resources.push(node);
    for (const child of node.node.children) if (!Stack.isStack(child) && !Stage.isStage(child)) visit(child);
  };
  visit(stack);
  return resources;
}

function groupByType(resources: readonly CfnResource[]): ReadonlyMap<string, ResourcesOfType> {
  const byType = new Map<string, ResourcesOfType>();
  for (const resource of resources) {
    const alike = byType.get(resource.cfnResourceType);
    if (alike === undefined) byType.set(resource.cfnResourceType, { resources: [resource] });
    else alike.resources.push(resource);
  }
  return byType;
}
