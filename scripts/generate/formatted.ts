import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT, type GeneratedFile } from './generated-file';

/** A file of the repository with its text as prettier wants it. */
export async function formatted(path: string, text: string): Promise<GeneratedFile> {
  const file = join(ROOT, path);
  const options = await resolveConfig(file);
  return { path: file, text: await format(text, { ...options, filepath: file }) };
}
