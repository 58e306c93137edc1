import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS, findingOf, templateAt, type Finding, type Judge, type Template, type Verdict } from './judge';
import { run } from './run';

interface RuleResult {
  readonly Rule: { readonly name: string; readonly checks: readonly unknown[] };
}

interface FileResult {
  readonly name: string;
  readonly not_compliant: readonly RuleResult[];
  readonly compliant: readonly string[];
}

const NAME = 'cfn-guard';
const PACKAGE = '@cdklabs/cdk-validator-cfnguard';
const VERSION = '0.0.62';
const PREFIX = join(TOOLS, 'npm');
const FOLDER = join(PREFIX, 'node_modules', PACKAGE);
const RULES = join(FOLDER, 'rules', 'control-tower', 'cfn-guard');
// 19: rules failed, which is an answer
const ANSWERS = [0, 19];

function judge(templates: readonly Template[]): Verdict {
  const data = templates.flatMap(({ path }) => ['--data', path]);
  const options = ['--structured', '--show-summary', 'none', '--output-format', 'json'];
  const output = run(binary(), ['validate', '--rules', RULES, ...data, ...options], { accept: ANSWERS });
  const results = JSON.parse(output) as readonly FileResult[];
  if (results.length !== templates.length) {
    throw new Error(`${NAME} judged ${results.length} of ${templates.length} templates`);
  }
  const applied = new Set(
    results.flatMap(({ compliant, not_compliant: failed }) => [...compliant, ...failed.map(({ Rule }) => Rule.name)]),
  );
  const rules = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.guard'));
  const findings = results.flatMap((result) =>
    result.not_compliant.flatMap((rule) => against(templateAt(templates, result.name), rule)),
  );
  return {
    lookedAt: `${templates.length} templates with ${rules.length} rules, ${applied.size} of which apply`,
    findings,
  };
}

function against(template: Template, { Rule }: RuleResult): Finding[] {
  const text = JSON.stringify(Rule.checks);
  const message = /\[(CT\.[A-Z0-9.]+)\]: (.*?)\\n/.exec(text);
  const paths = pathsIn(Rule.checks, ['to']);
  // a value of the rule's own, compared to a resource
  const blamed = paths.length > 0 ? paths : pathsIn(Rule.checks, []);
  const ids = [...new Set(blamed.map((path) => path.split('/')[2] ?? ''))].sort();
  return (ids.length === 0 ? [''] : ids).map((logicalId) =>
    findingOf(template, {
      judge: NAME,
      rule: message?.[1] ?? Rule.name,
      logicalId,
      message: message?.[2] ?? Rule.name,
    }),
  );
}

/** The places in the template that a failed rule names, but for those under some keys. */
function pathsIn(value: unknown, without: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (without.includes(key)) return [];
    if (key === 'path' && typeof member === 'string') return member.startsWith('/Resources/') ? [member] : [];
    // the template's own text may hold anything
    return key === 'value' && 'path' in value ? [] : pathsIn(member, without);
  });
}

function binary(): string {
  const system = process.platform === 'darwin' ? 'macos' : 'ubuntu';
  return join(FOLDER, 'bin', system, process.arch === 'arm64' ? 'aarch64' : 'x86_64', 'cfn-guard');
}

function install(): void {
  const manifest = join(FOLDER, 'package.json');
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version === VERSION) {
    return;
  }
  // its peer, aws-cdk-lib, is for the plugin that this judge does without
  const options = ['--prefix', PREFIX, '--no-save', '--no-package-lock', '--ignore-scripts', '--legacy-peer-deps'];
  run('npm', ['install', ...options, `${PACKAGE}@${VERSION}`]);
}

/** AWS's policy-as-code engine with the proactive controls of Control Tower. */
export const cfnGuard: Judge = {
  name: NAME,
  about: `AWS CloudFormation Guard with the AWS Control Tower proactive controls, both as ${PACKAGE} ships them.`,
  install,
  version: () => `${run(binary(), ['--version']).trim().replace('cfn-guard ', '')}, rules ${VERSION}`,
  judge,
};
