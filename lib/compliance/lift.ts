import { isEphemeral } from '../rules/concepts/ephemeral-template';
import type { Template } from '../template/model/template';
import type { Report } from './report';
import type { Result } from './result';

/** A template of an ephemeral stage, and how often each rule found something there that is lifted. */
export interface EphemeralTemplate {
  readonly template: string;
  readonly lifted: number;
  /** The findings by the id of their rule. */
  readonly rules: Readonly<Record<string, number>>;
}

/** The name under which CDK's report says that a template is of an ephemeral stage. */
export const EPHEMERAL_STAGE = 'ephemeral-stage';

/** Why a finding is lifted, for people. */
export const WHY_LIFTED =
  'the template is of an ephemeral stage, which holds nothing but synthetic test data: what protects data against loss is lifted';

/** Lifts what rules that protect data against loss alone found in templates of ephemeral stages; it is no pass. */
export function liftLossGuards(
  results: readonly Result[],
  templates: readonly Template[],
): { readonly results: readonly Result[]; readonly ephemeral: readonly EphemeralTemplate[] } {
  const marked = templates.filter(isEphemeral).map(({ path }) => path);
  if (marked.length === 0) return { results, ephemeral: [] };
  const paths = new Set(marked);
  const judged = results.map((result) =>
    paths.has(result.template) && isLiftable(result) ? { ...result, outcome: 'lifted' as const } : result,
  );
  const lifted = judged.filter(({ outcome }) => outcome === 'lifted');
  return { results: judged, ephemeral: marked.sort().map((path) => countIn(path, lifted)) };
}

/** That templates are of ephemeral stages, each in one sentence for the top of a report. */
export function ephemeralLines({ ephemeral }: Report): readonly string[] {
  return ephemeral.map(({ template, lifted, rules }) => {
    const counts = Object.entries(rules).map(([rule, count]) => `${rule} ${count}`);
    const findings = `${lifted} ${lifted === 1 ? 'finding' : 'findings'} lifted`;
    return `${template}  ${[findings, ...(counts.length === 0 ? [] : [counts.join(', ')])].join(': ')}`;
  });
}

function isLiftable({ rule, outcome }: Result): boolean {
  return rule.guardsLoss === true && (outcome === 'fail' || outcome === 'undetermined');
}

function countIn(template: string, all: readonly Result[]): EphemeralTemplate {
  const own = all.filter((result) => result.template === template);
  const rules: Record<string, number> = {};
  for (const id of own.map(({ rule }) => rule.id).sort()) rules[id] = (rules[id] ?? 0) + 1;
  return { template, lifted: own.length, rules };
}
