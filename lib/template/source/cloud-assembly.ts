import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from './input-error';
import { isObject, type JsonObject } from '../model/json';
import { readText } from './read-text';

/** A template in a cloud assembly, with what the assembly knows of its stack. */
export interface AssembledStack {
  readonly path: string;
  readonly stackName?: string;
  readonly region?: string;
  readonly account?: string;
}

/** Whether a folder is a cloud assembly, as `cdk synth` writes it. */
export function isCloudAssembly(folder: string): boolean {
  return existsSync(join(folder, 'manifest.json')) && existsSync(join(folder, 'cdk.out'));
}

/**
 * The stacks of a cloud assembly and of the stages nested in it.
 *
 * @throws InputError when a manifest cannot be read
 */
export function readCloudAssembly(folder: string, outer: readonly string[] = []): AssembledStack[] {
  const path = join(folder, 'manifest.json');
  const manifest = parseManifest(readText(path), path);
  const artifacts = isObject(manifest['artifacts']) ? manifest['artifacts'] : {};
  return Object.entries(artifacts).flatMap(([id, artifact]): AssembledStack[] => {
    const properties = isObject(artifact) && isObject(artifact['properties']) ? artifact['properties'] : {};
    const kind = isObject(artifact) ? artifact['type'] : undefined;
    if (kind === 'cdk:cloud-assembly' && typeof properties['directoryName'] === 'string') {
      const nested = join(folder, properties['directoryName']);
      if ([...outer, folder].includes(nested)) throw new InputError(path, 'contains itself; run `cdk synth` again');
      return readCloudAssembly(nested, [...outer, folder]);
    }
    if (kind !== 'aws:cloudformation:stack' || typeof properties['templateFile'] !== 'string') return [];
    const stackName = typeof properties['stackName'] === 'string' ? properties['stackName'] : id;
    return [{ path: join(folder, properties['templateFile']), stackName, ...environmentOf(artifact) }];
  });
}

function parseManifest(text: string, path: string): JsonObject {
  try {
    const manifest = JSON.parse(text) as unknown;
    if (isObject(manifest)) return manifest;
  } catch {
    // said below, in one sentence for both cases
  }
  throw new InputError(path, 'not the manifest of a cloud assembly; run `cdk synth` again');
}

/** Where a stack is deployed to, written as `aws://111122223333/eu-central-1`. */
function environmentOf(artifact: unknown): Pick<AssembledStack, 'account' | 'region'> {
  const environment = isObject(artifact) ? artifact['environment'] : undefined;
  const [account, region] = typeof environment === 'string' ? environment.replace('aws://', '').split('/') : [];
  return {
    account: account === 'unknown-account' ? undefined : account,
    region: region === 'unknown-region' ? undefined : region,
  };
}
