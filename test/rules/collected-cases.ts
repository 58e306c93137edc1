import type { Rule } from '../../lib/rules/rule';
import type { RuleCases } from './test-rule';

/** A rule and the cases of its test. */
export interface TestedRule {
  readonly rule: Rule;
  readonly cases: RuleCases;
}

let collecting: TestedRule[] | undefined;

/** Whether cases are only collected at the moment, and not tested. */
export function collects(rule: Rule, cases: RuleCases): boolean {
  collecting?.push({ rule, cases });
  return collecting !== undefined;
}

/** The cases in a test file of a rule, which is loaded without its tests; once in a process. */
export async function casesIn(file: string): Promise<readonly TestedRule[]> {
  const found: TestedRule[] = [];
  const before = { describe: Reflect.get(globalThis, 'describe'), test: Reflect.get(globalThis, 'test') };
  const nothing = Object.assign(() => undefined, { each: () => () => undefined });
  collecting = found;
  Object.assign(globalThis, { describe: nothing, test: nothing });
  try {
    await import(file);
  } finally {
    Object.assign(globalThis, before);
    collecting = undefined;
  }
  return found;
}
