import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Figures {
  readonly resources: number;
  readonly stacks: number;
  readonly synth: number;
  readonly cold: number;
  readonly warm: number;
}

interface Bar {
  readonly what: string;
  readonly measured: number;
  readonly bar: number;
  readonly unit: string;
}

const ROOT = join(__dirname, '..');
const SIZES = [2000, 8000] as const;

/** Measures what design.md promises, side by side in one run; exits with 1 when a bar is missed. */
function main(): void {
  const figures = new Map<string, Figures>();
  for (const size of SIZES) {
    for (const kind of ['none', 'cdk-nag', 'ours']) {
      const measured = measure(kind, size);
      figures.set(`${kind} ${size}`, measured);
      const { resources, stacks, synth, cold, warm } = measured;
      const judged = kind === 'none' ? '' : `  judge cold ${ms(cold)}  warm ${ms(warm)}`;
      console.log(`${kind.padEnd(8)} ${resources} resources in ${stacks} stacks  synth ${ms(synth)}${judged}`);
    }
  }
  const warm = (key: string): number => figures.get(key)?.warm ?? Number.NaN;
  const bars: Bar[] = [
    {
      what: 'all frameworks / four cdk-nag packs, 2,000 resources, warm',
      measured: warm('ours 2000') / warm('cdk-nag 2000'),
      bar: 0.1,
      unit: '',
    },
    {
      what: 'growth from 2,000 to 8,000 resources, warm',
      measured: warm('ours 8000') / warm('ours 2000'),
      bar: 4.5,
      unit: ' x',
    },
    { what: 'require of the whole library on top of aws-cdk-lib', measured: requireTime(), bar: 60, unit: ' ms' },
  ];
  const touched = requireTime('library.ComplianceChecks; library.SecureBucket; library.SecureKey;');
  const everything = requireTime('Object.values(library);');
  console.log(
    `require and use checks, buckets and keys ${ms(touched)}; and every name of the library ${ms(everything)}`,
  );
  for (const { what, measured, bar, unit } of bars) {
    const met = measured <= bar;
    console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured.toFixed(3)}${unit} (bar ${bar}${unit})`);
    if (!met) process.exitCode = 1;
  }
}

function measure(kind: string, size: number): Figures {
  const output = execFileSync(
    process.execPath,
    ['--import', 'tsx', join(ROOT, 'scripts/bench/run.ts'), kind, String(size)],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, CDK_VALIDATION: 'false' },
    },
  );
  return JSON.parse(output) as Figures;
}

/** The median of five fresh processes; `use` is what is done with the library after it is required. */
function requireTime(use = ''): number {
  const code = `require('aws-cdk-lib'); const start = performance.now(); const library = require('./build/lib/index.js'); ${use} console.log(performance.now() - start);`;
  const times = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, ['-e', code], { cwd: ROOT, encoding: 'utf8' })),
  );
  return times.sort((left, right) => left - right)[2] ?? Number.NaN;
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}

main();
