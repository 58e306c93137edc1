import { Token } from 'aws-cdk-lib';
import type { IEngine } from 'aws-cdk-lib/aws-rds';

/** What keeps an engine from keeping the policy, as the parts of a refusal. */
export interface EngineFlaw {
  readonly problem: string;
  readonly why: string;
  readonly instead: string;
}

/** Aurora numbers its own versions; what stands before them is the version of MySQL that they speak. */
const AURORA_OF_MYSQL: Readonly<Record<string, number>> = { '5.6': 1, '5.7': 2, '8.0': 3 };

/** The version of an engine as it was stated, such as `8.0.mysql_aurora.3.04.0`; none when only deployment knows. */
export function statedVersionOf({ engineVersion }: IEngine): string | undefined {
  const version = engineVersion?.fullVersion ?? engineVersion?.majorVersion;
  return version === undefined || Token.isUnresolved(version) ? undefined : version;
}

/** The numbers of an engine's version, as far as they were stated: Aurora MySQL counts from its own number on. */
export function versionOf(engine: IEngine): readonly number[] | undefined {
  const stated = statedVersionOf(engine);
  if (stated === undefined) return undefined;
  const numbers = engine.engineType === 'aurora-mysql' ? auroraMysql(stated) : numbersOf(stated);
  return numbers.length === 0 ? undefined : numbers;
}

/**
 * Whether a version is a given one or newer, or the given one of its own release line where there are several.
 *
 * Undefined when it is not said far enough: `15` may be 15.2 or 15.3.
 */
export function reaches(version: readonly number[], since: readonly string[]): boolean | undefined {
  const bounds = since.map(numbersOf);
  const line = bounds.find((bound) => lineOf(bound).every((part, index) => part === version[index]));
  return compare(version, line ?? bounds.at(-1) ?? []);
}

/** What is wrong with an engine that must be of a version; nothing when it is. */
export function flawOfVersion(engine: IEngine, since: readonly string[], why: string): EngineFlaw | undefined {
  const { engineType } = engine;
  const version = versionOf(engine);
  const enough = version === undefined ? undefined : reaches(version, since);
  if (enough === true) return undefined;
  const oldest = since.join(', ');
  const got = statedVersionOf(engine) ?? 'none that is known before deployment';
  return enough === false
    ? { problem: `must be ${engineType} ${oldest} or newer, got ${got}`, why, instead: 'Choose a newer version' }
    : {
        problem: `must state a full version of ${engineType}, got ${got}`,
        why: `it must be ${oldest} or newer, and ${why}`,
        instead: 'State the version to the last number',
      };
}

/** What the versions of one release line have in common: all numbers but the last of the bound. */
function lineOf(bound: readonly number[]): readonly number[] {
  return bound.length > 1 ? bound.slice(0, -1) : bound;
}

function compare(version: readonly number[], bound: readonly number[]): boolean | undefined {
  for (const [index, least] of bound.entries()) {
    const part = version[index];
    if (part === undefined) return bound.slice(index).every((rest) => rest === 0) ? true : undefined;
    if (part !== least) return part > least;
  }
  return true;
}

function auroraMysql(stated: string): readonly number[] {
  const [mysql = '', aurora] = stated.split('.mysql_aurora.');
  if (aurora !== undefined) return numbersOf(aurora);
  const major = AURORA_OF_MYSQL[mysql.split('.').slice(0, 2).join('.')];
  return major === undefined ? [] : [major];
}

/** The numbers at the start of a version: `16.00.4236.2.v1` is 16, 0, 4236 and 2; `11.22-rds.20240418` is 11 and 22. */
function numbersOf(version: string): readonly number[] {
  const [digits = ''] = /^\d+(\.\d+)*/.exec(version) ?? [];
  return digits === '' ? [] : digits.split('.').map(Number);
}
