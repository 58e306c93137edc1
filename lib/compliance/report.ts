import { CATALOGUES, type Control, type CatalogueId } from '../frameworks/catalogue';
import type { Framework } from '../frameworks/framework';
import type { SecurityPolicy } from '../policy/security-policy';
import type { Rule } from '../rules/rule';
import type { Template } from '../template/template';
import { Evaluator } from './evaluate';
import type { Outcome, Result } from './result';
import { catalogueIdOf, rulesFor } from './selection';

/** How many of each there are. */
export interface Summary {
  readonly templates: number;
  readonly resources: number;
  readonly rules: number;
  /** Failed rules of severity `error`. */
  readonly errors: number;
  /** Failed rules of severity `warning`. */
  readonly warnings: number;
  readonly undetermined: number;
  readonly excepted: number;
  readonly passes: number;
}

/** What the rules that were evaluated say about one control. */
export interface ControlEvidence {
  readonly framework: CatalogueId;
  readonly control: Control;
  /** `none` when no rule looked at anything for it. */
  readonly state: 'pass' | 'fail' | 'undetermined' | 'excepted' | 'none';
  /** How many judgements had each outcome. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The rules that gave evidence, with what backs their assignment to the control. */
  readonly rules: Readonly<Record<string, string>>;
}

/** Everything that a writer of reports needs. */
export interface Report {
  readonly frameworks: readonly Framework[];
  readonly rules: readonly Rule[];
  readonly templates: readonly Template[];
  readonly results: readonly Result[];
  readonly summary: Summary;
  readonly controls: readonly ControlEvidence[];
}

/** Judges templates by the rules of the frameworks. */
export function judgeTemplates(
  templates: readonly Template[],
  rules: readonly Rule[],
  frameworks: readonly Framework[],
  policy: SecurityPolicy,
): Report {
  const evaluator = new Evaluator(policy);
  const selected = rulesFor(rules, frameworks);
  const results = templates.flatMap((template) => evaluator.results(template, selected));
  return buildReport(templates, selected, frameworks, results);
}

/** Sorts and counts results, and draws them together by control. */
export function buildReport(
  templates: readonly Template[],
  rules: readonly Rule[],
  frameworks: readonly Framework[],
  unsorted: readonly Result[],
): Report {
  const results = [...unsorted].sort(inOrder);
  return {
    frameworks,
    rules,
    templates,
    results,
    summary: summarize(templates, rules, results),
    controls: frameworks.flatMap((framework) => controlEvidence(catalogueIdOf(framework), results)),
  };
}

/** The controls of a framework that a template can show, and those of them whose rules all passed. */
export function coverage(report: Report, framework: CatalogueId): { readonly evidenced: number; readonly of: number } {
  const checkable = report.controls.filter((one) => one.framework === framework && one.control.evidence === 'template');
  return { evidenced: checkable.filter(({ state }) => state === 'pass').length, of: checkable.length };
}

function inOrder(left: Result, right: Result): number {
  return (
    compare(left.template, right.template) ||
    compare(left.logicalId, right.logicalId) ||
    compare(left.rule.id, right.rule.id) ||
    compare(left.propertyPath, right.propertyPath) ||
    compare(left.message, right.message)
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function summarize(templates: readonly Template[], rules: readonly Rule[], results: readonly Result[]): Summary {
  const counts = countOutcomes(results);
  const errors = results.filter(({ outcome, rule }) => outcome === 'fail' && rule.severity === 'error').length;
  return {
    templates: templates.length,
    resources: templates.reduce((sum, template) => sum + template.resources.length, 0),
    rules: rules.length,
    errors,
    warnings: counts.fail - errors,
    undetermined: counts.undetermined,
    excepted: counts.excepted,
    passes: counts.pass,
  };
}

function countOutcomes(results: readonly Result[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { pass: 0, fail: 0, undetermined: 0, excepted: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}

function controlEvidence(framework: CatalogueId | undefined, results: readonly Result[]): ControlEvidence[] {
  const catalogue = CATALOGUES.find(({ id }) => id === framework);
  if (framework === undefined || catalogue === undefined) return [];
  const byControl = new Map<string, Result[]>();
  for (const result of results) {
    for (const id of Object.keys(result.rule.controls[framework] ?? {})) {
      const alike = byControl.get(id);
      if (alike === undefined) byControl.set(id, [result]);
      else alike.push(result);
    }
  }
  return catalogue.controls.map((control) => {
    const own = byControl.get(control.id) ?? [];
    const outcomes = countOutcomes(own);
    const bases = own.map(({ rule }) => [rule.id, basisOf(rule, framework, control.id)] as const);
    const rules = Object.fromEntries([...bases].sort(([left], [right]) => compare(left, right)));
    return { framework, control, state: stateOf(outcomes), outcomes, rules };
  });
}

function stateOf(outcomes: Readonly<Record<Outcome, number>>): ControlEvidence['state'] {
  if (outcomes.fail > 0) return 'fail';
  if (outcomes.undetermined > 0) return 'undetermined';
  if (outcomes.excepted > 0) return 'excepted';
  return outcomes.pass > 0 ? 'pass' : 'none';
}

function basisOf(rule: Rule, framework: CatalogueId, control: string): string {
  const mapping: Readonly<Record<string, string | undefined>> = rule.controls[framework] ?? {};
  return mapping[control] ?? 'judgement';
}
