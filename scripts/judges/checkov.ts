import { findingOf, templateAt, type Judge, type Template, type Verdict } from './judge';
import { PythonTool } from './python-tool';
import { run } from './run';

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_abs_path: string;
  readonly resource: string;
}

interface Report {
  readonly results: {
    readonly passed_checks: readonly Check[];
    readonly failed_checks: readonly Check[];
    readonly skipped_checks: readonly Check[];
    readonly parsing_errors: readonly string[];
  };
}

const NAME = 'checkov';
const tool = new PythonTool(NAME);

function judge(templates: readonly Template[]): Verdict {
  const files = templates.flatMap(({ path }) => ['--file', path]);
  const options = ['--framework', 'cloudformation', '--skip-download', '--output', 'json'];
  const { results } = JSON.parse(run(tool.program(), [...options, ...files], { accept: [0, 1] })) as Report;
  const { passed_checks: passed, failed_checks: failed, skipped_checks: skipped, parsing_errors: unread } = results;
  if (unread.length > 0) throw new Error(`${NAME} could not read ${unread.join(', ')}`);
  if (skipped.length > 0) throw new Error(`${NAME} was told by a template to skip a check`);
  const findings = failed.map((check) =>
    findingOf(templateAt(templates, check.file_abs_path), {
      judge: NAME,
      rule: check.check_id,
      logicalId: check.resource.split('.')[1] ?? '',
      message: check.check_name,
    }),
  );
  return { lookedAt: lookedAt([...passed, ...failed]), findings };
}

function lookedAt(checks: readonly Check[]): string {
  const resources = new Set(checks.map((check) => `${check.file_abs_path} ${check.resource}`));
  const rules = new Set(checks.map((check) => check.check_id));
  return `${checks.length} checks of ${rules.size} rules on ${resources.size} resources`;
}

/** Prisma Cloud's open scanner, its CloudFormation rules. */
export const checkov: Judge = {
  name: NAME,
  about: "Prisma Cloud's open scanner from PyPI: every CloudFormation check that it ships, none skipped.",
  install: () => {
    tool.install();
  },
  version: () => tool.version(),
  judge,
};
