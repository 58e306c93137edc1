import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, CfnResource, type App } from 'aws-cdk-lib';
import { generatedApp } from './generated-app';

/** What is measured: a function that judges the whole app once. */
type Judge = () => void;

/** Runs before anything is measured, in which the engine compiles what it runs often. */
const RUNS_TO_WARM = 15;
const WARM_RUNS = 11;
const BUILT = join(__dirname, '../../build/lib/index.js');

/** One process of the benchmark: `run.ts none|cdk-nag|ours RESOURCES`; prints its figures as JSON. */
async function main(): Promise<void> {
  const [kind = 'none', size = '2000'] = process.argv.slice(2);
  const outdir = mkdtempSync(join(tmpdir(), 'cloudnexus-bench-'));
  try {
    const app = generatedApp(Number(size), outdir);
    const resources = app.node.findAll().filter((node) => CfnResource.isCfnResource(node)).length;
    const stacks = app.node.findAll().filter((node) => Stack.isStack(node)).length;
    const synth = elapsed(() => app.synth());
    const loadStart = performance.now();
    const judge = await judgeOf(kind, app);
    const load = performance.now() - loadStart;
    const cold = elapsed(judge) + load;
    for (let run = 0; run < RUNS_TO_WARM; run += 1) judge();
    const warm = Array.from({ length: WARM_RUNS }, () => elapsed(judge)).sort((left, right) => left - right);
    process.stdout.write(JSON.stringify({ resources, stacks, synth, cold, warm: warm[Math.floor(WARM_RUNS / 2)] }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

async function judgeOf(kind: string, app: App): Promise<Judge> {
  // as the CDK calls a plugin once the templates are written
  const context = { appConstruct: app, templatePaths: [], stackTemplates: [], validationId: 'bench' };
  if (kind === 'none') return () => undefined;
  if (kind === 'cdk-nag') {
    const { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } = await import('cdk-nag');
    const packs = [
      new AwsSolutionsChecks(app),
      new HIPAASecurityChecks(app),
      new NIST80053R5Checks(app),
      new PCIDSS321Checks(app),
    ];
    return () => {
      for (const pack of packs) pack.validate(context);
    };
  }
  // what users run: a loader of TypeScript would put its own cost into every import
  const { ComplianceChecks } = (await import(BUILT)) as typeof import('../../lib');
  const checks = new ComplianceChecks(app);
  return () => checks.validate(context);
}

function elapsed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

void main();
