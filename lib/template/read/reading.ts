import type { Unresolved } from '../evaluate/unresolved';

/** What reading a property gives: its value, that it is absent, or that only deployment knows. */
export type Reading<T> = ValueReading<T> | AbsentReading | UnknownReading;

/** The property has a value. */
export interface ValueReading<T> {
  readonly kind: 'value';
  readonly value: T;
  /** The path of the property inside the resource's properties, such as `Rules[0].Status`. */
  readonly path: string;
}

/** The property is not there. */
export interface AbsentReading {
  readonly kind: 'absent';
  readonly path: string;
}

/** Only deployment knows the property, or it has a form in which it cannot be read. */
export interface UnknownReading {
  readonly kind: 'unknown';
  readonly path: string;
  /** Why it is unknown, for people. */
  readonly why: string;
  /** What is known of the value. */
  readonly unresolved?: Unresolved;
}

/** Puts what a value becomes in its place; absent and unknown stay what they are. */
export function mapReading<T, U>(reading: Reading<T>, map: (value: T) => U): Reading<U> {
  return reading.kind === 'value' ? { ...reading, value: map(reading.value) } : reading;
}

/** Reads on from a value; absent and unknown stay what they are. */
export function chainReading<T, U>(reading: Reading<T>, next: (value: T, path: string) => Reading<U>): Reading<U> {
  return reading.kind === 'value' ? next(reading.value, reading.path) : reading;
}

/** The values of the readings that have one. */
export function valuesOf<T>(readings: readonly Reading<T>[]): readonly T[] {
  return readings.flatMap((reading) => (reading.kind === 'value' ? [reading.value] : []));
}
