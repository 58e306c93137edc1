import type { Environment, Stack } from 'aws-cdk-lib';
import type { DataCategory } from '../../lib';
import type { KeyedAt, Table } from '../../lib/hardening/prop-rule';
import { CATEGORIES } from './categories';

/** A value of a prop, made in a stack of its own, and the props that it makes sense with. */
export interface Sample<P, V> {
  readonly make: (elsewhere: Stack) => V;
  readonly beside?: (elsewhere: Stack) => Partial<P>;
}

/** Values of each kind that are taken, and of each kind that is refused. */
export interface PropSamples<P, V> {
  readonly taken?: readonly Sample<P, V>[];
  readonly refused?: readonly Sample<P, V>[];
}

/** Values for the props whose decision does not tell them by itself. */
export type SamplesOf<P> = { readonly [K in keyof P]?: PropSamples<P, NonNullable<P[K]>> };

/** One of our constructs, or a variant of it, and how it is put to the test. */
export interface Subject<P extends object> {
  /** How it stands in the names of tests, such as `SecureBucket for access logs`. */
  readonly name: string;
  readonly table: Table<P, KeyedAt<P>>;
  readonly samples: SamplesOf<P>;
  /** The props without which there is no such construct. */
  readonly required: (elsewhere: Stack) => Partial<P>;
  /** Ours, with its data of any category; none where a plain one is all there is. */
  readonly ours?: (stack: Stack, props: P, dataCategory: DataCategory) => void;
  /**
   * The data that it may hold, the most usual first and data that is locked second.
   *
   * @default - of any category
   */
  readonly categories?: readonly DataCategory[];
  /** The L2; none where `SecureDefaults` does not reach it. */
  readonly plain?: (stack: Stack, props: P) => void;
  readonly env?: Environment;
  /** Sets of random props; fewer where one costs much time. */
  readonly runs?: number;
}

/** A subject whose types are joined; the tests take any of them. */
export interface AnySubject extends Omit<Subject<Record<string, unknown>>, 'table' | 'samples' | 'categories'> {
  readonly categories: readonly DataCategory[];
  readonly table: Readonly<Record<string, AnyRule>>;
  readonly samples: Readonly<Record<string, PropSamples<Record<string, unknown>, unknown>>>;
}

interface AnyRule {
  readonly says: string;
  readonly flaws?: unknown;
  readonly fill?: unknown;
  readonly within?: unknown;
  readonly samples?: (at: unknown) => { readonly taken: readonly unknown[]; readonly refused: readonly unknown[] };
}

/** Checks the types of a subject and forgets them. */
export function subject<P extends object>(one: Subject<P>): AnySubject {
  return { categories: CATEGORIES, ...one } as unknown as AnySubject;
}

/** A sample that needs no construct. */
export function value<P, V>(one: V, beside: Partial<P> = {}): Sample<P, V> {
  return { make: () => one, beside: () => beside };
}

/** A sample that is made in a stack. */
export function made<P, V>(
  make: (elsewhere: Stack) => V,
  beside: (elsewhere: Stack) => Partial<P> = () => ({}),
): Sample<P, V> {
  return { make, beside };
}
