import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The name and version of this package, as reports state them. */
export const TOOL: { readonly name: string; readonly version: string } = readTool(__dirname);

function readTool(folder: string): { name: string; version: string } {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return readTool(dirname(folder));
  const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as { name: string; version: string };
  return { name, version };
}
