import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { keepsItsPromise, neverBreaks } from './promise';
import { SAMPLES_FILES, subjectsIn } from './subjects';

const SHARD = /^shard-\w+\.test\.ts$/;

/**
 * Puts a share of all subjects to the test, so that several workers share the time.
 *
 * The files named `shard-….test.ts` take turns: to add one needs no change here.
 */
export function testShareOf(file: string): void {
  const shards = readdirSync(__dirname)
    .filter((name) => SHARD.test(name))
    .sort();
  const mine = shards.indexOf(basename(file));
  for (const samples of SAMPLES_FILES.filter((_, index) => index % shards.length === mine)) {
    for (const one of subjectsIn(samples)) {
      if (one.ours !== undefined) keepsItsPromise(one);
      if (one.plain !== undefined) neverBreaks(one);
    }
  }
}
