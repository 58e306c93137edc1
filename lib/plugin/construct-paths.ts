import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { isArray, isObject, type Json, type JsonObject } from '../template/model/json';
import { stageOf } from './stage';

/** The construct path of each resource by its logical id. */
export type ConstructPaths = ReadonlyMap<string, string>;

/**
 * Where the resources of stacks stand in their app, by the path of the stack.
 *
 * The cloud assembly lists them, which is quicker than to ask every construct for its logical id once more.
 */
export function constructPathsOf(stacks: readonly Stack[]): ReadonlyMap<string, ConstructPaths> {
  const byStack = new Map(stacks.map((stack) => [stack.node.path, new Map<string, string>()]));
  const manifests = new Map<string, JsonObject>();
  for (const stack of stacks) {
    // the metadata of a nested stack is with its parent's
    if (stack.nestedStackParent !== undefined) continue;
    const folder = stageOf(stack).outdir;
    const manifest = manifests.get(folder) ?? read(join(folder, 'manifest.json'));
    manifests.set(folder, manifest);
    const artifacts = manifest['artifacts'];
    const metadata = metadataOf(isObject(artifacts) ? artifacts[stack.artifactId] : undefined, folder);
    for (const [path, entries] of Object.entries(metadata)) note(byStack, path.slice(1), entries);
  }
  return byStack;
}

function note(byStack: ReadonlyMap<string, Map<string, string>>, path: string, entries: Json): void {
  for (const entry of isArray<Json>(entries) ? entries : []) {
    if (!isObject(entry) || entry['type'] !== 'aws:cdk:logicalId' || typeof entry['data'] !== 'string') continue;
    nearest(byStack, path)?.set(entry['data'], path);
  }
}

/** The paths of the stack that a construct is in: the one with the longest path above it. */
function nearest(byStack: ReadonlyMap<string, Map<string, string>>, path: string): Map<string, string> | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const paths = byStack.get(path.slice(0, end));
    if (paths !== undefined) return paths;
  }
  // a stack may be the root of its app, and its path empty
  return byStack.get('');
}

function metadataOf(artifact: Json | undefined, folder: string): JsonObject {
  if (!isObject(artifact)) return {};
  const { additionalMetadataFile: file, metadata } = artifact;
  if (typeof file === 'string') return read(join(folder, file));
  return isObject(metadata) ? metadata : {};
}

function read(path: string): JsonObject {
  const document = JSON.parse(readFileSync(path, 'utf8')) as Json;
  return isObject(document) ? document : {};
}
