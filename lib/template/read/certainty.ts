import type { Reading } from './reading';

/** Whether something is so: yes, no, or only deployment knows. */
export type Certainty = Yes | No | Maybe;

/** What decides an answer, for whoever reads it. */
export interface Ground {
  /** The path of the property that decides. */
  readonly path?: string;
  /** What stands there, or why it cannot be told. */
  readonly reason?: string;
}

/** It is so. */
export interface Yes extends Ground {
  readonly kind: 'yes';
}

/** It is not so. */
export interface No extends Ground {
  readonly kind: 'no';
}

/** It may be so: the reason says what is not known. */
export interface Maybe extends Ground {
  readonly kind: 'maybe';
  readonly reason: string;
}

/** An answer, or a question that is asked only when the ones before it have not decided. */
export type Question = Certainty | (() => Certainty);

/** It is so. */
export const yes: Yes = { kind: 'yes' };

/** It is not so. */
export const no: No = { kind: 'no' };

/** It may be so, and this is why it cannot be told. */
export function maybe(reason: string, path?: string): Maybe {
  return shaped('maybe', reason, path);
}

/** An answer that says no place of its own was found here. */
function placed(answer: Certainty, path: string): Certainty {
  return answer.path === undefined ? because(answer, { path }) : answer;
}

// answers of one shape are read faster, and there are many
function shaped(kind: 'maybe', reason: string, path: string | undefined): Maybe;
function shaped(kind: 'yes' | 'no', reason: string | undefined, path: string | undefined): Yes | No;
function shaped(kind: Certainty['kind'], reason: string | undefined, path: string | undefined): unknown {
  return { kind, reason, path };
}

/** A plain truth as an answer. */
export function certain(truth: boolean): Certainty {
  return truth ? yes : no;
}

/** An answer with what decided it; what a `maybe` does not know stays its reason. */
export function because(answer: Certainty, { path, reason }: Ground): Certainty {
  if (answer.kind === 'maybe') return shaped('maybe', answer.reason, answer.path ?? path);
  return shaped(answer.kind, reason ?? answer.reason, path ?? answer.path);
}

/** An answer that was found elsewhere, said of this place. */
export function at(path: string, answer: Certainty): Certainty {
  return answer.kind === 'maybe' ? shaped('maybe', answer.reason, path) : shaped(answer.kind, answer.reason, path);
}

/** The opposite; what is not known stays not known. */
export function not(answer: Certainty): Certainty {
  if (answer.kind === 'maybe') return answer;
  return shaped(answer.kind === 'yes' ? 'no' : 'yes', answer.reason, answer.path);
}

/** Whether at least one is so; the first yes decides, else the first maybe. */
export function any(questions: Iterable<Question>): Certainty {
  return firstOf('yes', questions) ?? no;
}

/** Whether all are so; the first no decides, else the first maybe. */
export function all(questions: Iterable<Question>): Certainty {
  return firstOf('no', questions) ?? yes;
}

/** Whether something is so of at least one item. */
export function anyOf<T>(items: Iterable<T>, test: (item: T) => Certainty): Certainty {
  return any(asked(items, test));
}

/** Whether something is so of every item. */
export function allOf<T>(items: Iterable<T>, test: (item: T) => Certainty): Certainty {
  return all(asked(items, test));
}

/** Whether a property has a value that passes a test; an absent one gives `absent`, an unknown one gives a maybe. */
export function holds<T>(
  reading: Reading<T>,
  test: (value: T) => boolean | Certainty,
  absent: Certainty = no,
): Certainty {
  const { path } = reading;
  if (reading.kind === 'absent') return placed(absent, path);
  if (reading.kind === 'unknown') return maybe(reading.why, path);
  const answer = test(reading.value);
  return placed(typeof answer === 'boolean' ? certain(answer) : answer, path);
}

/** Whether a property has this value; one of which only that much is known that it is not this one has it not. */
export function equals<T extends string | number | boolean>(
  reading: Reading<T>,
  value: T,
  absent: Certainty = no,
): Certainty {
  return isOneOf(reading, [value], absent);
}

/** Whether a property has one of some values. */
export function isOneOf<T extends string | number | boolean>(
  reading: Reading<T>,
  values: readonly T[],
  absent: Certainty = no,
): Certainty {
  const excluded = reading.kind === 'unknown' ? reading.unresolved?.excluded : undefined;
  if (excluded !== undefined && values.every((value) => excluded.has(String(value)))) return no;
  return holds(reading, (value) => values.includes(value), absent);
}

/** Whether a property is true. */
export function isTrue(reading: Reading<boolean>, absent: Certainty = no): Certainty {
  return equals(reading, true, absent);
}

/** Whether a number is this or more. */
export function isAtLeast(reading: Reading<number>, least: number, absent: Certainty = no): Certainty {
  return holds(reading, (value) => value >= least, absent);
}

/** Whether a number is this or less. */
export function isAtMost(reading: Reading<number>, most: number, absent: Certainty = no): Certainty {
  return holds(reading, (value) => value <= most, absent);
}

/** Whether a property is there and not empty, whatever its value. */
export function isPresent(reading: Reading<unknown>): Certainty {
  if (reading.kind === 'unknown' && reading.unresolved?.present === true) return { ...yes, path: reading.path };
  return holds(reading, () => true);
}

/** Whether a property is left out or empty. */
export function isAbsent(reading: Reading<unknown>): Certainty {
  return not(isPresent(reading));
}

function* asked<T>(items: Iterable<T>, test: (item: T) => Certainty): Generator<Certainty> {
  for (const item of items) yield test(item);
}

function firstOf(decisive: 'yes' | 'no', questions: Iterable<Question>): Certainty | undefined {
  let open: Maybe | undefined;
  for (const question of questions) {
    const answer = typeof question === 'function' ? question() : question;
    if (answer.kind === decisive) return answer;
    if (answer.kind === 'maybe') open ??= answer;
  }
  return open;
}
