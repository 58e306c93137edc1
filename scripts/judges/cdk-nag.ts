import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, type NagPack } from 'cdk-nag';
import { version } from 'cdk-nag/package.json';
import { findingOf, resourceCount, type Finding, type Judge, type Template, type Verdict } from './judge';

const NAME = 'cdk-nag';

function judge(templates: readonly Template[]): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-nag-'));
  try {
    const findings = templates.flatMap((template) => judged(template, folder));
    return { lookedAt: `${resourceCount(templates)} resources with ${packs().length} packs`, findings };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function packs(): NagPack[] {
  return [new AwsSolutionsChecks(), new HIPAASecurityChecks(), new NIST80053R5Checks(), new PCIDSS321Checks()];
}

/** A stack made from the final template has none of the app's acknowledgements and all of its overrides. */
function judged(template: Template, folder: string): Finding[] {
  const app = new App();
  const file = join(folder, 'template.json');
  writeFileSync(file, JSON.stringify(includable(JSON.parse(readFileSync(template.path, 'utf8')))));
  new CfnInclude(new Stack(app, 'Stack'), 'Template', { templateFile: file });
  return packs().flatMap((pack) =>
    pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) =>
        findingOf(template, {
          judge: NAME,
          rule: ruleName,
          logicalId: constructPath.split('/').pop() ?? '',
          message: description,
        }),
      ),
    ),
  );
}

/** CfnInclude does not know CDK's weak references between stacks, which are imports to a rule. */
function includable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(includable);
  if (typeof value !== 'object' || value === null) return value;
  if ('Fn::GetStackOutput' in value) {
    const { StackName, OutputName } = value['Fn::GetStackOutput'] as { StackName: string; OutputName: string };
    return { 'Fn::ImportValue': `${StackName}:${OutputName}` };
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, includable(member)]));
}

/** The community's rule packs for CDK. */
export const cdkNag: Judge = {
  name: NAME,
  about: 'The packs AwsSolutions, HIPAA.Security, NIST.800.53.R5 and PCI.DSS.321 over stacks made from the templates.',
  install: () => undefined,
  version: () => version,
  judge,
};
