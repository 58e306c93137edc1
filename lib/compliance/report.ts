import type { CatalogueId } from '../frameworks/catalogue';
import type { Control } from '../frameworks/catalogue';
import { CATALOGUES } from '../frameworks/catalogues';
import type { Framework } from '../frameworks/framework';
import type { Today } from '../policy/calendar';
import type { SecurityPolicy } from '../policy/security-policy';
import type { Rule } from '../rules/rule';
import type { ResourceDefinition } from '../template/model/resource-definition';
import type { Template } from '../template/model/template';
import { accountable, accountFor, type TypeAccount } from './accounting';
import { Evaluator } from './evaluate';
import { applyExceptions, type ExceptionUse } from './exceptions';
import { liftLossGuards, type EphemeralTemplate } from './lift';
import { OUTCOMES, type Outcome, type Result } from './result';
import { catalogueIdOf, rulesFor } from './selection';
import { uncountedIn, type Uncounted } from './uncounted';

/** How many of each there are. */
export interface Summary {
  readonly templates: number;
  /** What CDK says of itself is none. */
  readonly resources: number;
  /** Resources for whose type there is no rule. */
  readonly withoutRule: number;
  readonly rules: number;
  /** Failed rules of severity `error`. */
  readonly errors: number;
  /** Failed rules of severity `warning`, and exceptions that nothing needs or that are refused. */
  readonly warnings: number;
  readonly undetermined: number;
  readonly excepted: number;
  /** Findings on the loss of data in ephemeral stages. */
  readonly lifted: number;
  readonly passes: number;
}

/** What the rules that were evaluated say about one control. */
export interface ControlEvidence {
  readonly framework: CatalogueId;
  readonly control: Control;
  /** `none` when no rule looked at anything for it. */
  readonly state: 'pass' | 'fail' | 'undetermined' | 'excepted' | 'lifted' | 'none';
  /** How many judgements had each outcome. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The rules that gave evidence, with what backs their assignment to the control. */
  readonly rules: Readonly<Record<string, string>>;
}

/** What was looked at: templates, and those of their resources that somebody asked about. */
export interface Subject {
  readonly templates: readonly Template[];
  readonly resources: readonly ResourceDefinition[];
}

/** Everything that a writer of reports needs. */
export interface Report {
  readonly frameworks: readonly Framework[];
  readonly rules: readonly Rule[];
  readonly templates: readonly Template[];
  readonly results: readonly Result[];
  readonly summary: Summary;
  /** Every resource, by its type: judged by how many rules, or by none. */
  readonly types: readonly TypeAccount[];
  /** Where resources come from that are in no template, and so in no count. */
  readonly uncounted: readonly Uncounted[];
  readonly controls: readonly ControlEvidence[];
  /** The templates that are of ephemeral stages, and what is lifted in each. */
  readonly ephemeral: readonly EphemeralTemplate[];
  /** The exceptions that the templates carry for these rules, and what became of each. */
  readonly exceptions: readonly ExceptionUse[];
  /** The day on which the exceptions were looked at. */
  readonly today: Today;
}

/** That the day which counts was set by hand, and by what; nothing where the clock showed it. */
export function handSetDay({ today: { day, setBy } }: Report): string | undefined {
  return setBy === undefined ? undefined : `Exceptions were looked at as on ${day}, which ${setBy} set by hand`;
}

type OutcomeCounts = Record<Outcome, number>;

/** How often each rule had each outcome, in the order of their ids. */
type OutcomesByRule = readonly (readonly [Rule, OutcomeCounts])[];

/** Judges templates by the rules of the frameworks. */
export function judgeTemplates(
  templates: readonly Template[],
  rules: readonly Rule[],
  frameworks: readonly Framework[],
  policy: SecurityPolicy,
  today: Today,
): Report {
  const evaluator = new Evaluator(policy);
  const selected = rulesFor(rules, frameworks);
  const results = templates.flatMap((template) => evaluator.results(template, selected));
  const resources = templates.flatMap((template) => template.resources);
  return buildReport({ templates, resources }, selected, frameworks, results, today);
}

/** Sorts and counts results, and draws them together by control. */
export function buildReport(
  { templates, resources: declared }: Subject,
  rules: readonly Rule[],
  frameworks: readonly Framework[],
  unsorted: readonly Result[],
  today: Today,
): Report {
  const sorted = [...unsorted].sort(inOrder);
  // exceptions first: a stack that is production elsewhere needs those that it brings
  const { results: excepted, exceptions } = applyExceptions(sorted, templates, rules, today.day);
  const { results, ephemeral } = liftLossGuards(excepted, templates);
  const byRule = outcomesByRule(results);
  const resources = accountable(declared);
  const types = accountFor(resources, rules, results);
  return {
    frameworks,
    rules,
    templates,
    results,
    ephemeral,
    exceptions,
    today,
    types,
    uncounted: uncountedIn(templates, resources),
    summary: {
      templates: templates.length,
      resources: resources.length,
      withoutRule: types.reduce((sum, { withoutRule }) => sum + withoutRule, 0),
      rules: rules.length,
      ...summarize(byRule, exceptions),
    },
    controls: frameworks.flatMap((framework) => controlEvidence(catalogueIdOf(framework), byRule)),
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

function summarize(
  byRule: OutcomesByRule,
  exceptions: readonly ExceptionUse[],
): Omit<Summary, 'templates' | 'resources' | 'withoutRule' | 'rules'> {
  const counts = noOutcomes();
  let errors = 0;
  for (const [rule, own] of byRule) {
    addTo(counts, own);
    if (rule.severity === 'error') errors += own.fail;
  }
  return {
    errors,
    warnings: counts.fail - errors + exceptions.filter(({ state }) => state === 'unused' || state === 'refused').length,
    undetermined: counts.undetermined,
    excepted: counts.excepted,
    lifted: counts.lifted,
    passes: counts.pass,
  };
}

function addTo(sum: OutcomeCounts, counts: Readonly<OutcomeCounts>): void {
  for (const outcome of OUTCOMES) sum[outcome] += counts[outcome];
}

function noOutcomes(): OutcomeCounts {
  return { pass: 0, fail: 0, undetermined: 0, excepted: 0, lifted: 0 };
}

function controlEvidence(framework: CatalogueId | undefined, byRule: OutcomesByRule): ControlEvidence[] {
  const catalogue = CATALOGUES.find(({ id }) => id === framework);
  if (framework === undefined || catalogue === undefined) return [];
  const byControl = rulesByControl(framework, byRule);
  return catalogue.controls.map((control) => {
    const outcomes = noOutcomes();
    const rules: Record<string, string> = {};
    for (const { rule, counts, basis } of byControl.get(control.id) ?? []) {
      addTo(outcomes, counts);
      rules[rule.id] = basis;
    }
    return { framework, control, state: stateOf(outcomes), outcomes, rules };
  });
}

interface RuleEvidence {
  readonly rule: Rule;
  readonly counts: OutcomeCounts;
  readonly basis: string;
}

/** The rules that give evidence for each control of a framework, by its id. */
function rulesByControl(framework: CatalogueId, byRule: OutcomesByRule): ReadonlyMap<string, readonly RuleEvidence[]> {
  const byControl = new Map<string, RuleEvidence[]>();
  for (const [rule, counts] of byRule) {
    for (const [control, basis] of Object.entries(rule.controls[framework] ?? {})) {
      const known = byControl.get(control) ?? [];
      known.push({ rule, counts, basis });
      byControl.set(control, known);
    }
  }
  return byControl;
}

function outcomesByRule(results: readonly Result[]): OutcomesByRule {
  const byRule = new Map<Rule, OutcomeCounts>();
  for (const { rule, outcome } of results) {
    const counts = byRule.get(rule) ?? noOutcomes();
    counts[outcome] += 1;
    byRule.set(rule, counts);
  }
  return [...byRule].sort(([left], [right]) => compare(left.id, right.id));
}

function stateOf(outcomes: Readonly<Record<Outcome, number>>): ControlEvidence['state'] {
  if (outcomes.fail > 0) return 'fail';
  if (outcomes.undetermined > 0) return 'undetermined';
  if (outcomes.excepted > 0) return 'excepted';
  if (outcomes.lifted > 0) return 'lifted';
  return outcomes.pass > 0 ? 'pass' : 'none';
}
