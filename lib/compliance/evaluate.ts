import type { SecurityPolicy } from '../policy/security-policy';
import type { NotExpressible, Problem, Rule, RuleContext } from '../rules/rule';
import { certain, yes, type Certainty } from '../template/read/certainty';
import { relationsIn } from '../template/read/relations';
import { Resource } from '../template/read/resource';
import type { ResourceDefinition } from '../template/model/resource-definition';
import { explore } from '../template/evaluate/scenario';
import type { Template } from '../template/model/template';
import type { Outcome, Result } from './result';

/** Judges templates by rules, each rule once for each resource, however often its results are asked for. */
export class Evaluator {
  private readonly judged = new Map<Template, Map<string, readonly Result[]>>();

  public constructor(private readonly policy: SecurityPolicy) {}

  /** The results of the rules over a template, in the order of rules and resources. */
  public results(template: Template, rules: readonly Rule[]): readonly Result[] {
    let byRule = this.judged.get(template);
    if (byRule === undefined) {
      byRule = new Map();
      this.judged.set(template, byRule);
    }
    const context = { policy: this.policy, relations: relationsIn(template.set) };
    const results: Result[] = [];
    for (const rule of rules) {
      let judged = byRule.get(rule.id);
      if (judged === undefined) {
        judged = judgeAll(rule, template, context);
        byRule.set(rule.id, judged);
      }
      for (const result of judged) results.push(result);
    }
    return results;
  }
}

/** What a rule says of all resources of a template. */
function judgeAll(rule: Rule, template: Template, context: RuleContext): readonly Result[] {
  const results: Result[] = [];
  for (const type of rule.resourceTypes) {
    for (const definition of template.resourcesOfType(type)) {
      for (const one of judge(rule, definition, context)) results.push(one);
    }
  }
  return results;
}

interface Seen {
  readonly problem: Problem;
  readonly assumptions: string;
  runs: number;
}

/** Judges one resource by one rule, in every way in which the template can be deployed. */
export function judge(rule: Rule, definition: ResourceDefinition, context: RuleContext): readonly Result[] {
  // most resources depend on nothing: there is one run, and little to tell apart
  let only: readonly Problem[] = [];
  let seen: Map<string, Seen> | undefined;
  let runs = 0;
  let notExpressible: NotExpressible | undefined;
  const complete = explore((scenario) => {
    const resource = new Resource(definition, scenario);
    const problems = resource.exists ? problemsOf(rule, resource, context) : undefined;
    if (problems === undefined) return;
    if (problems.length === 0) notExpressible ??= rule.notExpressible?.(resource);
    runs += 1;
    if (runs === 1 && problems.length <= 1 && scenario.decisions === 0) only = problems;
    else note((seen ??= new Map<string, Seen>()), problems, scenario.assumptions);
  });
  if (runs === 0 && complete) return [];

  const problems = seen === undefined ? [...only] : told(seen, runs);
  if (!complete) {
    problems.push({ kind: 'undetermined', path: '', message: 'depends on more conditions than can be looked at' });
  }
  const { opaqueMacros } = definition.template;
  if (problems.length === 0 && opaqueMacros.length > 0) {
    const message = `the macro ${opaqueMacros.join(', ')} may rewrite the resource at deployment`;
    problems.push({ kind: 'undetermined', path: '', message });
  }
  if (problems.length === 0) {
    const passed = result(rule, definition, 'pass', '', '');
    return [notExpressible === undefined ? passed : { ...passed, notExpressible }];
  }
  return problems.map(({ kind, path, message }) => result(rule, definition, kind, path, message));
}

function note(seen: Map<string, Seen>, problems: readonly Problem[], assumptions: string): void {
  for (const problem of problems) {
    const key = `${problem.kind} ${problem.path} ${problem.message}`;
    const known = seen.get(key);
    if (known === undefined) seen.set(key, { problem, assumptions, runs: 1 });
    else known.runs += 1;
  }
}

/** The problems of all runs, each once, with what is assumed where it is not there in every run. */
function told(seen: ReadonlyMap<string, Seen>, runs: number): Problem[] {
  return [...seen.values()].map(({ problem, assumptions, runs: failing }) => ({
    ...problem,
    message: failing < runs && assumptions !== '' ? `${problem.message} (when ${assumptions})` : problem.message,
  }));
}

/** What is wrong in one scenario; nothing at all when the rule does not concern the resource. */
function problemsOf(rule: Rule, resource: Resource, context: RuleContext): readonly Problem[] | undefined {
  const problems: Problem[] = [];
  let applies: Certainty = yes;
  try {
    const answer = rule.appliesTo?.(resource, context) ?? yes;
    applies = typeof answer === 'boolean' ? certain(answer) : answer;
    if (applies.kind === 'no') return undefined;
    for (const problem of rule.check(resource, context)) problems.push(problem);
  } catch (error) {
    // fail closed: a rule that breaks on a template has judged nothing more
    const reason = error instanceof Error ? error.message : String(error);
    problems.push({ kind: 'undetermined', path: '', message: `the rule could not be evaluated: ${reason}` });
  }
  if (applies.kind !== 'maybe' || problems.length === 0) return problems;
  const message = `only deployment knows whether the rule concerns it: ${applies.reason}`;
  return [{ kind: 'undetermined', path: applies.path ?? '', message }];
}

function result(rule: Rule, definition: ResourceDefinition, outcome: Outcome, path: string, message: string): Result {
  return {
    rule,
    outcome,
    template: definition.template.path,
    logicalId: definition.logicalId,
    resourceType: definition.type,
    constructPath: definition.constructPath,
    propertyPath: path,
    message,
  };
}
