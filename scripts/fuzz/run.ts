import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import type { JsonObject } from '../../lib/template/model/json';
import { Dice, mutatedTemplate, mutatedText } from './mutate';

/** A template to mutate: as text, and as the document in it. */
export interface Specimen {
  readonly name: string;
  readonly text: string;
  readonly document: JsonObject;
}

/** What came of many runs of the command line over mutated templates. */
export interface FuzzOutcome {
  readonly runs: number;
  /** How often each exit code came. */
  readonly exits: Readonly<Record<number, number>>;
  readonly slowest: number;
  /** What must not happen, each with the seed that brings it back. */
  readonly faults: readonly string[];
}

/** Milliseconds after which a run counts as hanging. */
const LONGEST_RUN = 5000;

/** Runs `cloudnexus check --format json` over mutated templates and watches that it keeps its manners. */
export function fuzz(specimens: readonly [Specimen, ...Specimen[]], runs: number, seed: number): FuzzOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-fuzz-'));
  const exits: Record<number, number> = {};
  const faults: string[] = [];
  let slowest = 0;
  try {
    for (let run = 0; run < runs; run += 1) {
      const dice = new Dice(seed + run);
      const specimen = dice.pick(specimens);
      const file = join(folder, 'template.json');
      writeFileSync(file, mutation(specimen, dice));
      const start = performance.now();
      const { exit, fault } = judged(file);
      const elapsed = performance.now() - start;
      slowest = Math.max(slowest, elapsed);
      exits[exit] = (exits[exit] ?? 0) + 1;
      const problem = elapsed > LONGEST_RUN ? `took ${elapsed.toFixed(0)} ms` : fault;
      if (problem !== undefined) faults.push(`seed ${seed + run}, ${specimen.name}: ${problem}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { runs, exits, slowest, faults };
}

function mutation(specimen: Specimen, dice: Dice): string {
  if (dice.below(3) === 0) return mutatedText(specimen.text, dice);
  return JSON.stringify(mutatedTemplate(specimen.document, dice));
}

function judged(file: string): { exit: number; fault?: string } {
  let out = '';
  let error = '';
  try {
    const exit = main(['check', file, '--format', 'json', '--today', '2026-11-24'], {
      out: (text) => (out += text),
      error: (text) => (error += text),
      color: false,
      interactive: false,
    });
    const report = JSON.parse(out) as { errors: unknown[]; results: { message: string }[] };
    if (/mistake of cloudnexus|\n\s+at /.test(error)) return { exit, fault: error };
    const broken = report.results.find(({ message }) => message.startsWith('the rule could not be evaluated'));
    return broken === undefined ? { exit } : { exit, fault: broken.message };
  } catch (thrown) {
    return { exit: -1, fault: `threw ${String(thrown)} after ${error}` };
  }
}
