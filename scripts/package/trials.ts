import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageError, run } from './run';
import { checkTypes } from './types';

const PROGRAMS = join(__dirname, 'programs');
const TSX = ['--import', 'tsx'];
const TS_NODE = ['--require', 'ts-node/register'];

/** What `cdk init` writes, as far as it matters to a library. */
const CONFIGURATION = {
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    strict: true,
    skipLibCheck: true,
    resolveJsonModule: true,
    types: ['node'],
  },
};

/** Uses an installed package in every way that its users have; `peer` is named in the sentence of a failure. */
export function useInstalled(project: string, peer: string): void {
  cpSync(join(project, 'node_modules/@cloudnexus/cdk/examples'), join(project, 'examples'), { recursive: true });
  cpSync(PROGRAMS, project, { recursive: true });
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(CONFIGURATION));
  const template = synthesize(project, `an app of ECMAScript modules on ${peer}`, ['app.mjs']);
  run(`cloudnexus check on ${peer}`, join(project, 'node_modules/.bin/cloudnexus'), ['check', template], project);
  synthesize(project, `an app of CommonJS on ${peer}`, ['app.cjs']);
  synthesize(project, `the example by tsx on ${peer}`, [...TSX, 'examples/adopt/app.ts']);
  synthesize(project, `the example by ts-node on ${peer}`, [...TS_NODE, 'examples/adopt/app.ts']);
  checkTypes(project, peer);
  console.log(`on ${peer}: ECMAScript modules, CommonJS, tsx, ts-node, exact types, command line`);
}

/** Runs an app as `cdk synth` does, looks at what it left and returns the path of its template. */
function synthesize(project: string, attempt: string, args: readonly string[]): string {
  const outdir = join(project, `${args.at(-1)?.replaceAll('/', '-') ?? ''}.out`);
  run(attempt, process.execPath, args, project, { CDK_OUTDIR: outdir });
  const template = join(outdir, 'Shop.template.json');
  if (!existsSync(template) || !readFileSync(template, 'utf8').includes('"SSEAlgorithm": "aws:kms"')) {
    throw new PackageError(`${attempt} failed: its bucket is not encrypted under a key`);
  }
  const evidence = join(outdir, 'compliance');
  if (!existsSync(evidence) || readdirSync(evidence).length === 0) {
    throw new PackageError(`${attempt} failed: it left no evidence`);
  }
  return template;
}
