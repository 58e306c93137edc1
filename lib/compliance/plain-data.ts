import type { SecurityPolicy } from '../policy/security-policy';
import type { Rule } from '../rules/rule';
import type { InputError } from '../template/source/input-error';
import { sha256Of } from '../template/source/sha256';
import { TOOL } from '../version';
import type { Report } from './report';
import type { Result } from './result';

/** The version of the JSON report; a field that goes or changes its meaning raises it. */
export const SCHEMA_VERSION = '1.1';

/** The report as plain data: every judgement, passes included, and the input that was not judged. */
export function reportData(
  report: Report,
  errors: readonly InputError[],
  skipped: readonly string[] = [],
): Record<string, unknown> {
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: TOOL,
    frameworks: report.frameworks,
    summary: report.summary,
    ephemeral: report.ephemeral,
    resourceTypes: report.types,
    uncounted: report.uncounted,
    errors: errors.map(({ place, problem }) => ({ place, problem })),
    skipped,
    today: todayData(report),
    exceptions: report.exceptions,
    results: report.results.map(resultData),
  };
}

/** The report with what an auditor needs beside the judgements: hashes, the policy and the evidence by control. */
export function evidenceData(report: Report, policy: SecurityPolicy): Record<string, unknown> {
  const numbers = policy._numbers();
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: TOOL,
    frameworks: report.frameworks,
    summary: report.summary,
    ephemeral: report.ephemeral,
    resourceTypes: report.types,
    uncounted: report.uncounted,
    policy: { sha256: sha256Of(JSON.stringify(numbers)), ...numbers },
    templates: report.templates.map(({ path, sha256 }) => ({ path, sha256 })),
    controls: report.controls.map(({ framework, control, state, outcomes, rules }) => ({
      framework,
      id: control.id,
      title: control.title,
      evidence: control.evidence,
      strength: control.strength,
      state,
      outcomes,
      rules,
    })),
    today: todayData(report),
    exceptions: report.exceptions,
    // said once for each rule: an app has thousands of results
    rules: report.rules.map(ruleData),
    resources: byResource(report.results),
  };
}

/** A rule as plain data, with all its metadata. */
export function ruleData(rule: Rule): Record<string, unknown> {
  const { id, title, clause, severity, resourceTypes, rationale, remediation, controls, equivalents } = rule;
  const { waivable = true, exposure = false, guardsLoss = false } = rule;
  const texts = { resourceTypes, rationale, remediation, controls, equivalents };
  return { id, title, clause, severity, waivable, exposure, guardsLoss, ...texts };
}

/** The day that was set by hand; reports without one are the same from day to day. */
function todayData({ today: { day, setBy } }: Report): Record<string, unknown> | null {
  return setBy === undefined ? null : { day, setBy };
}

function resultData(result: Result): Record<string, unknown> {
  const { severity, remediation, clause, controls, equivalents } = result.rule;
  return {
    rule: result.rule.id,
    severity,
    ...sightingData(result),
    fix: remediation,
    clause,
    controls,
    equivalents,
  };
}

/** The judgements of each resource, said once for each; results come in the order of resources. */
function byResource(results: readonly Result[]): unknown[] {
  const resources: unknown[] = [];
  let own: unknown[] = [];
  let last: Result | undefined;
  for (const result of results) {
    const { template, logicalId, resourceType, constructPath } = result;
    if (last?.logicalId !== logicalId || last.template !== template) {
      own = [];
      resources.push({ template, logicalId, resourceType, constructPath, judgements: own });
    }
    const { rule, outcome, propertyPath, message, exception, notExpressible } = result;
    if (outcome === 'pass') own.push({ rule: rule.id, outcome, notExpressible });
    else own.push({ rule: rule.id, outcome, propertyPath, message, exception });
    last = result;
  }
  return resources;
}

/** What a result says beside its rule. */
function sightingData(result: Result): Record<string, unknown> {
  const { outcome, template, logicalId, resourceType, constructPath, propertyPath, message } = result;
  return {
    outcome,
    template,
    logicalId,
    resourceType,
    constructPath: constructPath ?? null,
    propertyPath,
    message,
    exception: result.exception,
    notExpressible: result.notExpressible,
  };
}
