import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { context } from '../../cdk.json';
import { DataCategory, EphemeralStage, SecureDefaults, SecurityPolicy, type SecureDefaultsProps } from '../../lib';
import { liftLossGuards } from '../../lib/compliance/lift';
import { SynthesizedApp } from '../../lib/plugin/synthesized-app';
import { Limits } from '../../lib/hardening/limits';
import { RULES } from '../../lib/rules/index';
import type { JsonObject } from '../../lib/template/model/json';
import { load } from '../../lib/template/source/load';
import { findings } from '../judged';
import { keyUseFaults } from '../oracles/key-use';
import { reachabilityFaults } from '../oracles/reachability';
import type { AnySubject, PropSamples, Sample } from './subject';

/** Which sample of which prop, and whether one that is taken. */
export interface Choice {
  readonly prop: string;
  readonly kind: 'taken' | 'refused';
  readonly index: number;
  /** The category that the samples are told for. */
  readonly category: number;
}

/** What came of a set of props. */
export interface Outcome {
  readonly error?: string;
  readonly findings: readonly string[];
  readonly template?: JsonObject;
}

type AnySample = Sample<Record<string, unknown>, unknown>;

/** A folder that takes one template of so many, for other judges: see `scripts/fuzz-constructs.ts`. */
const TEMPLATES = process.env['PROMISE_TEMPLATES'];
const ONE_OF = 10;

/** All samples of a prop: those that its decision tells, and those that the tests name. */
export function samplesOf(
  one: AnySubject,
  prop: string,
  category = 0,
): Required<PropSamples<Record<string, unknown>, unknown>> {
  const told = one.table[prop]?.samples?.(situation(one, category));
  const asSamples = (values: readonly unknown[] = []): AnySample[] => values.map((value) => ({ make: () => value }));
  const named = one.samples[prop];
  return {
    taken: [...asSamples(told?.taken), ...(named?.taken ?? [])],
    refused: [...asSamples(told?.refused), ...(named?.refused ?? [])],
  };
}

/** Every value class of every prop, for customer workloads and, where the data category decides, for audit logs. */
export function choicesOf(one: AnySubject): Choice[] {
  return Object.keys(one.table).flatMap((prop) => {
    const [free, locked] = [0, 1].map((category) => samplesOf(one, prop, category));
    const alike =
      JSON.stringify(one.table[prop]?.samples?.(situation(one, 0))) ===
      JSON.stringify(one.table[prop]?.samples?.(situation(one, 1)));
    return [...choices(prop, 0, free), ...(alike ? [] : choices(prop, 1, locked))];
  });
}

function choices(prop: string, category: number, { taken = [], refused = [] }: Partial<Samples> = {}): Choice[] {
  return [
    ...taken.map((_, index) => ({ prop, kind: 'taken', index, category }) as const),
    ...refused.map((_, index) => ({ prop, kind: 'refused', index, category }) as const),
  ];
}

type Samples = ReturnType<typeof samplesOf>;

/** The category of a subject by a number that a test chose. */
export function categoryOf({ categories }: AnySubject, index: number): DataCategory {
  return categories[index % categories.length] ?? DataCategory.CUSTOMER_WORKLOADS;
}

function situation(one: AnySubject, category: number): unknown {
  return { limits: Limits.at(new App()), category: categoryOf(one, category), props: {}, mode: 'refuse' };
}

/** Builds one of our constructs with chosen samples, and has the rules and both oracles judge it. */
export function tryOurs(one: AnySubject, choices: readonly Choice[], category = 0): Outcome {
  return attempt(one, choices, category, (stack, props) => {
    one.ours?.(stack, props, categoryOf(one, category));
  });
}

/** The same below an ephemeral stage: what protects against loss is lifted, and nothing else. */
export function tryOursToLose(one: AnySubject, choices: readonly Choice[], category = 0): Outcome {
  const build = (stack: Stack, props: Record<string, unknown>): void => {
    one.ours?.(stack, props, categoryOf(one, category));
  };
  return attempt(one, choices, category, build, markEphemeral);
}

/** Builds the plain construct with the secure defaults below an ephemeral stage. */
export function tryPlainToLose(one: AnySubject, choices: readonly Choice[]): Outcome {
  const build = (stack: Stack, props: Record<string, unknown>): void => {
    SecureDefaults.apply(stack);
    one.plain?.(stack, props);
  };
  return attempt(one, choices, 0, build, markEphemeral);
}

/** Builds the plain construct with chosen samples, with the secure defaults or without. */
export function tryPlain(one: AnySubject, choices: readonly Choice[], defaults?: SecureDefaultsProps): Outcome {
  return attempt(one, choices, 0, (stack, props) => {
    if (defaults !== undefined) SecureDefaults.apply(stack, defaults);
    one.plain?.(stack, props);
  });
}

function markEphemeral(app: App): void {
  EphemeralStage.mark(app);
}

function attempt(
  one: AnySubject,
  choices: readonly Choice[],
  category: number,
  build: (stack: Stack, props: Record<string, unknown>) => void,
  prepare: (app: App) => void = () => undefined,
): Outcome {
  const outdir = mkdtempSync(join(tmpdir(), 'cloudnexus-'));
  const app = new App({ context, outdir });
  prepare(app);
  new SecurityPolicy({ residencyRegions: SecurityPolicy.EU_REGIONS }).applyTo(app);
  // the policy names Regions, so that the stack has to be in one
  const env = { region: 'eu-central-1', ...one.env };
  const elsewhere = new Stack(app, 'Elsewhere', { env });
  const stack = new Stack(app, 'Stack', { env });
  try {
    build(stack, propsOf(one, choices, category, elsewhere));
    app.synth();
  } catch (error) {
    return { error: (error as Error).message, findings: [] };
  }
  const path = join(outdir, 'Stack.template.json');
  if (TEMPLATES !== undefined) keep(one.name, path, TEMPLATES);
  const synthesized = new SynthesizedApp(app);
  const results = liftLossGuards(synthesized.resultsIn(app, RULES), synthesized.templatesIn(app)).results.filter(
    ({ constructPath, outcome }) => constructPath?.startsWith('Stack/') === true && outcome !== 'lifted',
  );
  const faults = load([outdir]).sets.flatMap((set) => [...keyUseFaults(set), ...reachabilityFaults(set)]);
  return {
    findings: [...findings(results), ...faults],
    template: JSON.parse(readFileSync(path, 'utf8')) as JsonObject,
  };
}

function propsOf(
  one: AnySubject,
  choices: readonly Choice[],
  category: number,
  elsewhere: Stack,
): Record<string, unknown> {
  const props: Record<string, unknown> = { ...one.required(elsewhere) };
  for (const { prop, kind, index } of choices) {
    const all = samplesOf(one, prop, category)[kind];
    const sample = all[index % all.length];
    if (sample === undefined) continue;
    for (const [name, besides] of Object.entries(sample.beside?.(elsewhere) ?? {})) props[name] = besides;
    props[prop] = sample.make(elsewhere);
  }
  return props;
}

let kept = 0;
function keep(name: string, path: string, folder: string): void {
  kept += 1;
  if (kept % ONE_OF !== 0) return;
  const count = readdirSync(folder).filter((file) => file.startsWith(`${name} `)).length;
  copyFileSync(path, join(folder, `${name} ${count}.template.json`));
}
