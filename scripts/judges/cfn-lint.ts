import { findingOf, resourceCount, templateAt, type Judge, type Template, type Verdict } from './judge';
import { PythonTool } from './python-tool';
import { run } from './run';

interface Match {
  readonly Filename: string;
  readonly Location: { readonly Path: readonly (string | number)[] | null };
  readonly Message: string;
  readonly Rule: { readonly Id: string };
}

const NAME = 'cfn-lint';
const tool = new PythonTool(NAME);
// 2, 4, 6, 8 and their sums: findings by their level
const FINDINGS = Array.from({ length: 16 }, (_, code) => code);

function judge(templates: readonly Template[]): Verdict {
  const paths = templates.map(({ path }) => path);
  const output = run(
    tool.program(),
    ['--format', 'json', '--include-checks', 'I', '--mandatory-checks', 'E', 'W', 'I', '--template', ...paths],
    {
      accept: FINDINGS.filter((code) => code !== 1),
    },
  );
  const matches = JSON.parse(output) as readonly Match[];
  const findings = matches.map(({ Filename, Location, Message, Rule }) => {
    const [section, logicalId] = Location.Path ?? [];
    return findingOf(templateAt(templates, Filename), {
      judge: NAME,
      rule: Rule.Id,
      logicalId: section === 'Resources' ? String(logicalId) : '',
      message: Message,
    });
  });
  return { lookedAt: `${resourceCount(templates)} resources with ${ruleCount()} rules`, findings };
}

function ruleCount(): number {
  return run(tool.program(), ['--list-rules']).match(/^[EWI]\d{4}: /gm)?.length ?? 0;
}

/** AWS's linter: resource schemas, intrinsics, best practices, at every level. */
export const cfnLint: Judge = {
  name: NAME,
  about: 'AWS CloudFormation Linter from PyPI: errors, warnings and information, none ignored.',
  install: () => {
    tool.install();
  },
  version: () => tool.version(),
  judge,
};
