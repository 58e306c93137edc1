import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { account, readAcceptances, type Acceptance } from './judges/accepted';
import { cdkNag } from './judges/cdk-nag';
import { cfnGuard } from './judges/cfn-guard';
import { cfnLint } from './judges/cfn-lint';
import { checkov } from './judges/checkov';
import { cloudformationValidate } from './judges/cloudformation-validate';
import { cloudsplaining } from './judges/cloudsplaining';
import { ROOT, readTemplate, type Finding, type Judge, type Template } from './judges/judge';
import { judgesPage, type JudgeSection } from './judges/page';
import { judgedApps, synthesized } from './judges/synthesized';

const JUDGES: readonly Judge[] = [cfnLint, checkov, cfnGuard, cdkNag, cloudsplaining, cloudformationValidate];
const ACCEPTED = join(ROOT, 'test', 'judges', 'accepted.yaml');
const CANARY = readTemplate('canary', join(ROOT, 'test', 'judges', 'canary.template.json'));
const PAGE = join(ROOT, 'docs', 'judges.md');

/** Has every template judged and writes the page; with `--check` writes nothing and fails when it is stale. */
async function main(): Promise<void> {
  const entries = readAcceptances(
    readFileSync(ACCEPTED, 'utf8'),
    JUDGES.map(({ name }) => name),
  );
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-judges-'));
  try {
    const templates = judgedApps().flatMap((app) => {
      console.log(`synthesizing ${app.name}`);
      return synthesized(app, join(folder, app.name));
    });
    const sections = JUDGES.map((judge) => sectionOf(judge, templates, entries));
    const failures = sections.flatMap(failuresOf);
    if (failures.length > 0) fail(failures);
    else await publish(judgesPage(templates, sections));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sectionOf(judge: Judge, templates: readonly Template[], entries: readonly Acceptance[]): JudgeSection {
  judge.install();
  if (judge.judge([CANARY]).findings.length === 0) throw new Error(`${judge.name} finds nothing in ${CANARY.path}`);
  const { lookedAt, findings } = judge.judge(templates);
  const own = entries.filter((entry) => entry.judge === judge.name);
  const { name, about } = judge;
  const section = { name, about, version: judge.version(), lookedAt, accounted: account(findings, own) };
  console.log(`${name} ${section.version}: ${lookedAt}; ${findings.length} findings`);
  return section;
}

function failuresOf({ accounted: { open, unused } }: JudgeSection): string[] {
  return [
    ...open.map(openText).sort(),
    ...unused.map(({ judge, rule, reason }) => `${judge} ${rule}: accepted, but found nowhere (${reason.trim()})`),
  ];
}

function openText({ judge, rule, template, resourceType, logicalId, message }: Finding): string {
  return `${judge} ${rule}: ${template} ${resourceType} ${logicalId}: ${message}`;
}

function fail(failures: readonly string[]): void {
  for (const failure of failures) console.error(failure);
  console.error(`${failures.length} to mend, or findings to accept with a reason in test/judges/accepted.yaml`);
  process.exitCode = 1;
}

async function publish(text: string): Promise<void> {
  const page = await format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
  if (existsSync(PAGE) && readFileSync(PAGE, 'utf8') === page) return;
  if (process.argv.includes('--check')) {
    fail(['docs/judges.md is stale: run `npx tsx scripts/judges.ts`']);
    return;
  }
  writeFileSync(PAGE, page);
  console.log('wrote docs/judges.md');
}

void main();
