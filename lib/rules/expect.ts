import { because, certain, holds, type Certainty, type Ground } from '../template/read/certainty';
import type { Reading, UnknownReading } from '../template/read/reading';
import type { Problem } from './rule';

/** What an expectation says beside the test itself. */
export interface ExpectOptions {
  /** What applies when the property is absent, such as `365 days by default`. @default - nothing is added */
  readonly byDefault?: string;
  /** Whether an absent property is fine. @default false */
  readonly absentPasses?: boolean | Certainty;
}

/** Yields a problem unless a property has a value that passes a test; what is unknown is undetermined. */
export function* expected<T>(
  reading: Reading<T>,
  what: string,
  test: (value: T) => boolean | Certainty,
  { byDefault, absentPasses = false }: ExpectOptions = {},
): Generator<Problem> {
  const answer = holds(reading, test, typeof absentPasses === 'boolean' ? certain(absentPasses) : absentPasses);
  // most pass, and what was seen need not be spelled out
  if (answer.kind === 'yes') return;
  const nothing = byDefault === undefined ? 'nothing' : `nothing (${byDefault})`;
  const seen = reading.kind === 'value' ? shown(reading.value) : nothing;
  yield* demanded(because(answer, { path: reading.path, reason: seen }), what);
}

/** Yields a problem unless a property is true. */
export function expectTrue(reading: Reading<boolean>, byDefault?: string): Generator<Problem> {
  return expected(reading, 'true', (value) => value, { byDefault });
}

/** Yields a problem unless a property is there, whatever its value. */
export function expectPresent(reading: Reading<unknown>, what: string, byDefault?: string): Generator<Problem> {
  return expected(reading, what, () => true, { byDefault });
}

/** Yields a problem when what must not be is so, or may be; the answer says where and what was seen. */
export function* refused(answer: Certainty, what: string): Generator<Problem> {
  const { path = '', reason = 'it' } = answer;
  if (answer.kind === 'yes') yield fail(path, what, reason);
  if (answer.kind === 'maybe') yield undetermined({ path, why: reason });
}

/** Yields a problem unless what must be is so; the answer says where and what was seen instead. */
export function* demanded(answer: Certainty, what: string): Generator<Problem> {
  const { path = '', reason = 'nothing' } = answer;
  if (answer.kind === 'no') yield fail(path, what, reason);
  if (answer.kind === 'maybe') yield undetermined({ path, why: reason });
}

/** Yields problems as they are when something is so; when it only may be, they are one that cannot be judged. */
export function* when(condition: Certainty, judge: () => Iterable<Problem>): Generator<Problem> {
  if (condition.kind === 'no') return;
  if (condition.kind === 'yes') {
    yield* judge();
    return;
  }
  const [first] = judge();
  const { path = '', reason } = condition;
  if (first !== undefined) yield undetermined({ path, why: `${first.message}, unless it need not be: ${reason}` });
}

/** A problem: at this place this was expected, and that is there. */
export function fail(path: string, what: string, got: string): Problem {
  return { kind: 'fail', path, message: `expected ${what}, got ${got}` };
}

/** A problem: this place cannot be judged before deployment. */
export function undetermined(reading: Pick<UnknownReading, 'path' | 'why'>): Problem {
  return { kind: 'undetermined', path: reading.path, message: reading.why };
}

/** What stands at a property, as the ground of an answer about it. */
export function seen(reading: Reading<unknown>, byDefault?: string): Ground {
  const nothing = byDefault === undefined ? 'nothing' : `nothing (${byDefault})`;
  return { path: reading.path, reason: reading.kind === 'value' ? shown(reading.value) : nothing };
}

/** A value as messages show it. */
export function shown(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object' && value !== null && 'text' in value) return shortened(String(value.text));
  return shortened(JSON.stringify(value));
}

function shortened(text: string): string {
  // expressions carry the number of their template, which means nothing to a reader
  const readable = text.replace(/\$\{\d+ /g, '${');
  return readable.length <= 100 ? readable : `${readable.slice(0, 97)}...`;
}
