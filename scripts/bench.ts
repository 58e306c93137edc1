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

interface FirstLines {
  readonly defaults: number;
  readonly checks: number;
}

const ROOT = join(__dirname, '..');
const SIZES = [2000, 8000] as const;
const KINDS = ['none', 'cdk-nag', 'ours'];
const ROUNDS = 3;

// what loads lazily does so when it is used, so the lines must run
const FIRST_LINES = `
  const { App, Validations } = require('aws-cdk-lib');
  const app = new App();
  const start = performance.now();
  const library = require('./build/lib/index.js');
  library.SecureDefaults.apply(app);
  const applied = performance.now();
  Validations.of(app).addPlugins(new library.ComplianceChecks(app));
  console.log(JSON.stringify({ defaults: applied - start, checks: performance.now() - applied }));
`;

/** Measures what design.md promises, side by side in one run; exits with 1 when a bar is missed. */
function main(): void {
  const figures = new Map<string, Figures>();
  for (const size of SIZES) {
    for (const [kind, measured] of measureInTurn(size)) {
      figures.set(`${kind} ${size}`, measured);
      const { resources, stacks, synth, cold, warm } = measured;
      const judged = kind === 'none' ? '' : `  judge cold ${ms(cold)}  warm ${ms(warm)}`;
      console.log(`${kind.padEnd(8)} ${resources} resources in ${stacks} stacks  synth ${ms(synth)}${judged}`);
    }
  }
  const warm = (key: string): number => figures.get(key)?.warm ?? Number.NaN;
  const { defaults, checks } = firstLines();
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
    { what: "the README's first lines on top of aws-cdk-lib", measured: defaults + checks, bar: 80, unit: ' ms' },
  ];
  console.log(`load and apply SecureDefaults ${ms(defaults)}, load and register ComplianceChecks ${ms(checks)}`);
  for (const { what, measured, bar, unit } of bars) {
    const met = measured <= bar;
    console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured.toFixed(3)}${unit} (bar ${bar}${unit})`);
    if (!met) process.exitCode = 1;
  }
}

/** The medians of several processes of each kind, which take turns: the machine is not the same from one second to the next. */
function measureInTurn(size: number): Map<string, Figures> {
  const rounds = Array.from({ length: ROUNDS }, () => new Map(KINDS.map((kind) => [kind, measure(kind, size)])));
  return new Map(
    KINDS.map((kind) => {
      const all = rounds.flatMap((round) => round.get(kind) ?? []);
      const { resources = 0, stacks = 0 } = all[0] ?? {};
      const [synth, cold, warm] = (['synth', 'cold', 'warm'] as const).map((name) =>
        median(all.map((one) => one[name])),
      );
      return [kind, { resources, stacks, synth: synth ?? 0, cold: cold ?? 0, warm: warm ?? 0 }];
    }),
  );
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

/** What the first lines of the README cost in a new process, beside `new App()`: the medians of nine. */
function firstLines(): FirstLines {
  const runs = Array.from({ length: 9 }, () => {
    const output = execFileSync(process.execPath, ['-e', FIRST_LINES], { cwd: ROOT, encoding: 'utf8' });
    return JSON.parse(output) as FirstLines;
  });
  return { defaults: median(runs.map((run) => run.defaults)), checks: median(runs.map((run) => run.checks)) };
}

function median(times: readonly number[]): number {
  return [...times].sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}

main();
