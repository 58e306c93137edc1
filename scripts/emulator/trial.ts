import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf } from '../../lib/facts/resource-types';
import { isArray, isObject, type Json, type JsonObject } from '../../lib/template/model/json';
import { EXAMPLES_DAY_OPTIONS } from '../examples-day';
import type { JudgedApp } from '../judges/synthesized';
import { run } from '../judges/run';
import { isKept } from '../upgrade/comparison';
import { withOwnAttributes } from './own-attributes';
import { isThere } from './retained';
import type { Emulator } from './server';
import { entriesOf, withStandIns } from './stand-ins';

/** What came of deploying an app, step by step. */
export interface Trial {
  readonly app: string;
  readonly stacks: readonly string[];
  /** How many resources of each type were emulated, and how many took a stand-in. */
  readonly types: ReadonlyMap<string, { readonly emulated: number; readonly standIns: number }>;
  readonly resources: number;
  readonly stateful: number;
  readonly retained: number;
}

const REGION = 'eu-central-1';
const SUFFIX = '.template.json';
/** What needs more than the emulator has: functions behind custom resources want an SDK of AWS. */
const NOT_EMULATED = 'Custom::';

/**
 * Deploys an app, deploys it again without a change, updates it, and destroys it.
 *
 * @throws when a step does not come out as it must
 */
export async function tryOut(app: JudgedApp, emulator: Emulator): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'cloudnexus-trial-'));
  const env = emulator.environment(REGION);
  run('npx', ['cdk', 'synth', '--quiet', '--output', folder, ...EXAMPLES_DAY_OPTIONS], { cwd: app.folder, env });
  const types = standInsIn(folder, emulator.knownTypes());
  const cdk = (...args: string[]): string =>
    run('npx', ['cdk', ...args, '--app', folder, '--all'], { env, merged: true });

  cdk('deploy', '--require-approval', 'never');
  const stacks = stacksIn(folder);
  const created = await physicalIds(stacks, emulator);

  const again = cdk('deploy', '--require-approval', 'never');
  const unchanged = (again.match(/\(no changes\)/g) ?? []).length;
  if (unchanged !== stacks.length)
    throw new Error(`${app.name}: ${unchanged} of ${stacks.length} stacks without changes`);

  const stateful = statefulIn(folder);
  tagEverything(folder);
  const updated = cdk('deploy', '--require-approval', 'never');
  if (updated.includes('(no changes)')) throw new Error(`${app.name}: the update changed nothing in a stack`);
  const after = await physicalIds(stacks, emulator);
  for (const { key } of stateful) {
    if (created.get(key) !== after.get(key)) throw new Error(`${app.name}: the update replaced ${key}`);
  }

  cdk('destroy', '--force');
  let retained = 0;
  for (const { key, type } of stateful) {
    const id = after.get(key) ?? '';
    if (!(await isThere(emulator, REGION, type, id))) throw new Error(`${app.name}: ${key} (${type}) was not kept`);
    retained += 1;
  }
  return { app: app.name, stacks, types, resources: created.size, stateful: stateful.length, retained };
}

function standInsIn(folder: string, known: ReadonlySet<string>): Trial['types'] {
  const types = new Map<string, { emulated: number; standIns: number }>();
  for (const stack of stacksIn(folder)) {
    const original = withoutPublicParameters(withOwnAttributes(templateOf(folder, stack)));
    const { template, replaced } = withStandIns(original, (type) => known.has(type) && !type.startsWith(NOT_EMULATED));
    for (const [id, { Type: type }] of entriesOf(original['Resources'])) {
      const name = typeof type === 'string' ? type : '';
      const counts = types.get(name) ?? { emulated: 0, standIns: 0 };
      if (replaced.get(name)?.includes(id) === true) counts.standIns += 1;
      else counts.emulated += 1;
      types.set(name, counts);
    }
    writeFileSync(join(folder, `${stack}${SUFFIX}`), JSON.stringify(template));
  }
  return types;
}

/** Public parameters of AWS, such as the image of Amazon Linux, become plain ones: the emulator has none of them. */
function withoutPublicParameters(template: JsonObject): JsonObject {
  const parameters = template['Parameters'];
  if (!isObject(parameters)) return template;
  const plain = Object.entries(parameters).map(([name, parameter]): [string, Json] => {
    const from = isObject(parameter) ? parameter['Default'] : undefined;
    const isPublic = typeof from === 'string' && from.startsWith('/aws/service/');
    return [name, isPublic ? { Type: 'String', Default: 'ami-0123456789abcdef0' } : parameter];
  });
  return { ...template, Parameters: Object.fromEntries(plain) };
}

interface Stateful {
  /** `Stack LogicalId`. */
  readonly key: string;
  readonly type: string;
}

/** What must outlive its stack. */
function statefulIn(folder: string): Stateful[] {
  return stacksIn(folder).flatMap((stack) =>
    entriesOf(templateOf(folder, stack)['Resources']).flatMap(([id, resource]) => {
      const type = resource['Type'];
      const holdsData = typeof type === 'string' && factsOf(type).holds !== undefined;
      return holdsData && isKept(resource) ? [{ key: `${stack} ${id}`, type }] : [];
    }),
  );
}

/** Changes the tags of whatever has some: an update that may replace nothing. */
function tagEverything(folder: string): void {
  const tagged = (value: Json, key: string): Json => {
    if (isArray<Json>(value)) return key === 'Tags' ? [...value, { Key: 'updated', Value: 'yes' }] : value;
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, tagged(item, name)]));
  };
  for (const stack of stacksIn(folder)) {
    writeFileSync(join(folder, `${stack}${SUFFIX}`), JSON.stringify(tagged(templateOf(folder, stack), '')));
    renameAsset(folder, stack);
  }
}

/** The command line publishes a template under its hash, and does not look at it again under the same one. */
function renameAsset(folder: string, stack: string): void {
  const file = `${stack}.assets.json`;
  const { files } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
  };
  for (const [hash, { source }] of Object.entries(files)) {
    if (source.path !== `${stack}${SUFFIX}`) continue;
    for (const place of [file, 'manifest.json']) {
      const path = join(folder, place);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(hash, hash.split('').reverse().join('')));
    }
  }
}

/** The physical ids of all resources, by `Stack LogicalId`. */
async function physicalIds(stacks: readonly string[], emulator: Emulator): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const stack of stacks) {
    const parameters = { Action: 'ListStackResources', Version: '2010-05-15', StackName: stack };
    const answer = await emulator.query('cloudformation', REGION, parameters);
    for (const [, member = ''] of answer.matchAll(/<member>([^]*?)<\/member>/g)) {
      const [, logical] = /<LogicalResourceId>([^<]*)</.exec(member) ?? [];
      const [, physical] = /<PhysicalResourceId>([^<]*)</.exec(member) ?? [];
      if (logical !== undefined && physical !== undefined) ids.set(`${stack} ${logical}`, physical);
    }
  }
  return ids;
}

function stacksIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
}

function templateOf(folder: string, stack: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, `${stack}${SUFFIX}`), 'utf8')) as JsonObject;
}
