import { join } from 'node:path';
import type { PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib';
import { CATALOGUES } from '../frameworks/catalogue';
import type { Framework } from '../frameworks/framework';
import { controlLabels } from './control-labels';
import type { ExceptionUse } from './exceptions';
import type { Result } from './result';

/** Results as CDK's validation report has them: one violation for each rule and what it saw. */
export function violationsOf(
  results: readonly Result[],
  frameworks: readonly Framework[],
  folder: string,
): PolicyViolation[] {
  const violations = new Map<string, { result: Result; resources: PolicyViolatingResource[] }>();
  for (const result of results) {
    if (result.outcome === 'pass') continue;
    const key = `${result.rule.id} ${result.outcome} ${result.message}`;
    const resource = {
      constructPath: result.constructPath,
      resourceLogicalId: result.logicalId,
      templatePath: join(folder, result.template),
      locations: [result.propertyPath === '' ? 'Properties' : `Properties.${result.propertyPath}`],
    };
    const known = violations.get(key);
    if (known === undefined) violations.set(key, { result, resources: [resource] });
    else known.resources.push(resource);
  }
  return [...violations.values()].map(({ result, resources }) => violationOf(result, resources, frameworks));
}

function violationOf(
  result: Result,
  violatingResources: PolicyViolatingResource[],
  frameworks: readonly Framework[],
): PolicyViolation {
  const { rule, outcome, message } = result;
  const labels = controlLabels(rule, frameworks);
  const seen = outcome === 'fail' ? message : `${outcome}: ${message}`;
  const controls = labels.length > 0 ? ` [${labels.join(' · ')}]` : '';
  return {
    ruleName: rule.id,
    description: `${rule.title}: ${seen}${controls}`,
    severity: outcome === 'undetermined' ? 'warning' : rule.severity,
    fix: rule.remediation,
    ruleMetadata: { outcome, clause: rule.clause, ...controlMetadata(result) },
    violatingResources,
  };
}

function controlMetadata({ rule }: Result): Record<string, string> {
  return Object.fromEntries(
    CATALOGUES.flatMap(({ id }) => {
      const controls = Object.keys(rule.controls[id] ?? {});
      return controls.length > 0 ? [[id, controls.join(',')]] : [];
    }),
  );
}

/** Exceptions that nothing needs or that cannot be taken, as warnings. */
export function exceptionViolations(exceptions: readonly ExceptionUse[], folder: string): PolicyViolation[] {
  return exceptions
    .filter(({ state }) => state === 'unused' || state === 'refused')
    .map(({ exception, template, constructPath, logicalId, problem }) => ({
      ruleName: 'policy-exceptions',
      description: `Exception from ${exception.rule ?? 'no rule'}: ${problem}`,
      severity: 'warning',
      violatingResources: [
        { constructPath, resourceLogicalId: logicalId, templatePath: join(folder, template), locations: ['Metadata'] },
      ],
    }));
}
