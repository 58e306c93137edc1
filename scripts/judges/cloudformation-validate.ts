import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { findingOf, resourceCount, templateAt, type Judge, type Template, type Verdict } from './judge';

const plugin = new CloudFormationValidatePlugin();

/** Runs the plugin itself: its report in an assembly is empty both when it found nothing and when it did not run. */
function judge(templates: readonly Template[]): Verdict {
  const { violations } = plugin.validate({
    templatePaths: templates.map(({ path }) => path),
    stackTemplates: templates.map(({ name, path }) => ({
      stackConstructPath: name,
      templatePath: path,
      accountId: undefined,
      region: undefined,
    })),
    appConstruct: new App(),
  });
  const findings = violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ resourceLogicalId = '', templatePath = '' }) =>
      findingOf(templateAt(templates, templatePath), {
        judge: cloudformationValidate.name,
        rule: ruleName,
        logicalId: resourceLogicalId,
        message: description,
      }),
    ),
  );
  return { lookedAt: `${resourceCount(templates)} resources`, findings };
}

/** The engine that CDK runs at the end of every synthesis. */
export const cloudformationValidate: Judge = {
  name: 'cloudformation-validate',
  about:
    "CDK's own CloudFormation Validate with its default rules, on the templates, so that no acknowledgement hides a finding.",
  install: () => undefined,
  version: () => plugin.version ?? '',
  judge,
};
