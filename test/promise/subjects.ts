/* eslint-disable @typescript-eslint/no-require-imports -- what there is to load is found in the folder */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AnySubject } from './subject';

const SAMPLES = join(__dirname, 'samples');

/** Every file of samples, in the order of the names. */
export const SAMPLES_FILES: readonly string[] = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort();

/** The subjects that a file of samples exports, by whatever name, one by one or in lists. */
export function subjectsIn(file: string): AnySubject[] {
  const exported: unknown[] = Object.values(require(join(SAMPLES, file)) as object);
  return exported.flat().filter(isSubject);
}

function isSubject(value: unknown): value is AnySubject {
  return typeof value === 'object' && value !== null && 'table' in value && 'samples' in value && 'required' in value;
}
