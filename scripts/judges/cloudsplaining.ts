import { join } from 'node:path';
import { identityPolicies } from './identity-policies';
import { findingOf, type Judge, type Template, type Verdict } from './judge';
import { PythonTool } from './python-tool';
import { run } from './run';

type Risks = Readonly<Record<string, readonly string[]>>;

const NAME = 'cloudsplaining';
const tool = new PythonTool(NAME);

function judge(templates: readonly Template[]): Verdict {
  const policies = identityPolicies(templates);
  const answers = JSON.parse(
    run(tool.program('python'), [join(__dirname, 'scan_policies.py')], {
      input: JSON.stringify(policies.map(({ document }) => document)),
    }),
  ) as readonly Risks[];
  if (answers.length !== policies.length) throw new Error(`${NAME} judged ${answers.length} of ${policies.length}`);
  const findings = policies.flatMap(({ template, logicalId }, index) =>
    Object.entries(answers[index] ?? {})
      .filter(([, actions]) => actions.length > 0)
      .map(([rule, actions]) => findingOf(template, { judge: NAME, rule, logicalId, message: actions.join(', ') })),
  );
  const risks = new Set(answers.flatMap((answer) => Object.keys(answer)));
  return { lookedAt: `${policies.length} identity policies for ${risks.size} risks`, findings };
}

/** Salesforce's scanner of IAM policies. */
export const cloudsplaining: Judge = {
  name: NAME,
  about:
    "Salesforce's scanner of IAM policies from PyPI, over the policies of roles, users and groups; references count as one resource.",
  install: () => {
    tool.install();
  },
  version: () => tool.version(),
  judge,
};
