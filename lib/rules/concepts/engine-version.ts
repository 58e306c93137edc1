import type { Properties } from '../../template/read/properties';
import { because, certain, maybe, yes, type Certainty } from '../../template/read/certainty';
import type { Reading } from '../../template/read/reading';
import { engineOf } from './database';

/** A version of an engine: as it was stated, and its numbers as far as they go. */
export interface EngineVersion {
  readonly stated: string;
  readonly numbers: readonly number[];
}

/** The number that Aurora gives to what speaks a version of MySQL. */
const AURORA_OF_MYSQL = new Map([
  ['5.6', 1],
  ['5.7', 2],
  ['8.0', 3],
]);

/** The version of a database; of Aurora MySQL its own, such as 3, 4 and 0 in `8.0.mysql_aurora.3.04.0`. */
export function versionOf(database: Properties): Reading<EngineVersion> {
  const version = database.text('EngineVersion');
  if (version.kind !== 'value') return version;
  const stated = version.value;
  const engine = engineOf(database);
  const numbers = engine.kind === 'value' && engine.value === 'aurora-mysql' ? auroraOf(stated) : numbersOf(stated);
  return numbers.length === 0
    ? { kind: 'unknown', path: version.path, why: `${stated} is no version that is known here` }
    : { ...version, value: { stated, numbers } };
}

/** Whether a version is one of those or newer; of several, the one of its own release line counts, else the last. */
export function isSince({ stated, numbers }: EngineVersion, since: readonly (readonly number[])[]): Certainty {
  const own = since.find((least) => least.length > 1 && least.slice(0, -1).every((part, at) => part === numbers[at]));
  const least = own ?? since.at(-1) ?? [];
  const at = least.findIndex((part, index) => part !== numbers[index]);
  if (at < 0) return yes;
  const part = numbers[at];
  if (part !== undefined) return because(certain(part > (least[at] ?? 0)), { reason: stated });
  // 15 is not said far enough where 15.3 counts
  return least.slice(at).every((rest) => rest === 0) ? yes : maybe(`${stated} may be older than ${least.join('.')}`);
}

function auroraOf(stated: string): readonly number[] {
  const own = stated.split('.mysql_aurora.')[1];
  if (own !== undefined) return numbersOf(own);
  const major = AURORA_OF_MYSQL.get(stated.split('.').slice(0, 2).join('.'));
  return major === undefined ? [] : [major];
}

function numbersOf(version: string): readonly number[] {
  const [digits] = /^\d+(\.\d+)*/.exec(version) ?? [];
  return digits === undefined ? [] : digits.split('.').map(Number);
}
