import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cfnLint } from './judges/cfn-lint';
import { cloudformationValidate } from './judges/cloudformation-validate';
import { readTemplate, type Finding } from './judges/judge';
import { run } from './judges/run';

/** Levels of cfn-lint that say a template does not deploy; the others are habits, which `judges` looks at. */
const ERRORS = /^(E|F)/;

/**
 * `npm run fuzz:constructs -- RUNS`: builds every construct with random props, as the promise tests do, and has others
 * judge one of ten of the templates.
 */
function main(): void {
  const runs = process.argv[2] ?? '200';
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-constructs-'));
  run('npx', ['jest', 'test/promise'], { env: { ...process.env, PROMISE_RUNS: runs, PROMISE_TEMPLATES: folder } });
  const templates = readdirSync(folder)
    .sort()
    .map((file) => readTemplate(file, join(folder, file)));
  const findings: Finding[] = [];
  for (const judge of [cfnLint, cloudformationValidate]) {
    judge.install();
    const own = judge.judge(templates).findings.filter(({ rule }) => ERRORS.test(rule));
    console.log(`${judge.name}: ${own.length} errors in ${templates.length} templates of ${runs} runs a construct`);
    findings.push(...own);
  }
  const kinds = new Map(findings.map((finding) => [`${finding.judge} ${finding.rule} ${finding.message}`, finding]));
  for (const { judge, rule, template, logicalId, message } of kinds.values()) {
    console.log(`${judge} ${rule}: ${template} ${logicalId}: ${message}`);
  }
  if (findings.length > 0) process.exitCode = 1;
}

main();
