import { join } from 'node:path';
import type { PolicyViolatingResource, PolicyViolation } from 'aws-cdk-lib';
import { CATALOGUES } from '../frameworks/catalogues';
import type { Framework } from '../frameworks/framework';
import type { PolicyException } from '../policy/policy-exception';
import { controlLabels } from '../compliance/control-labels';
import { needsAttention, type ExceptionUse } from '../compliance/exceptions';
import { EPHEMERAL_STAGE, WHY_LIFTED } from '../compliance/lift';
import { handSetDay, type Report } from '../compliance/report';
import type { Result } from '../compliance/result';

/** Which templates are of ephemeral stages, before everything else. */
export function ephemeralViolations({ ephemeral }: Report, folder: string): PolicyViolation[] {
  return ephemeral.map(({ template, lifted }) => ({
    ruleName: EPHEMERAL_STAGE,
    description: `${lifted} ${lifted === 1 ? 'finding' : 'findings'} lifted: ${WHY_LIFTED}`,
    severity: 'warning',
    violatingResources: [{ templatePath: join(folder, template), locations: ['Metadata'] }],
  }));
}

/** Results as CDK's validation report has them: one violation for each rule and what it saw. */
export function violationsOf(
  results: readonly Result[],
  frameworks: readonly Framework[],
  folder: string,
): PolicyViolation[] {
  const violations = new Map<string, { result: Result; resources: PolicyViolatingResource[] }>();
  const paths = new Map<string, string>();
  const pathOf = (template: string): string => {
    const path = paths.get(template) ?? join(folder, template);
    paths.set(template, path);
    return path;
  };
  for (const result of results) {
    if (result.outcome === 'pass') continue;
    const key = `${result.rule.id} ${result.outcome} ${result.message}`;
    const resource = {
      constructPath: result.constructPath,
      resourceLogicalId: result.logicalId,
      templatePath: pathOf(result.template),
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

/**
 * Exceptions that nothing needs, that cannot be taken or that end soon, as warnings.
 *
 * What was granted in the app was warned of where it was: of what ends soon only that which came in a template is new.
 */
export function exceptionViolations(
  exceptions: readonly ExceptionUse[],
  granted: readonly PolicyException[],
  folder: string,
): PolicyViolation[] {
  const known = new Set(granted.map(identityOf));
  return exceptions
    .filter((use) => needsAttention(use) && (use.state !== 'ending' || !known.has(identityOf(use.exception))))
    .map(({ exception, template, constructPath, logicalId, problem }) => ({
      ruleName: 'policy-exceptions',
      description: `Exception from ${exception.rule ?? 'no rule'}: ${problem}`,
      severity: 'warning',
      violatingResources: [
        { constructPath, resourceLogicalId: logicalId, templatePath: join(folder, template), locations: ['Metadata'] },
      ],
    }));
}

function identityOf({ rule, reason, approvedBy, expires }: ExceptionUse['exception'] | PolicyException): string {
  return JSON.stringify([rule, reason, approvedBy, expires]);
}

/** That exceptions were looked at on a day that was set by hand, as a warning: a stopped clock keeps them alive. */
export function handSetDayViolations(report: Report, constructPath: string): PolicyViolation[] {
  const description = report.exceptions.length === 0 ? undefined : handSetDay(report);
  if (description === undefined) return [];
  const violatingResources = [{ constructPath, locations: ['Metadata'] }];
  return [{ ruleName: 'policy-exceptions', description, severity: 'warning', violatingResources }];
}
