import type { IKey, IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import type { ClauseId } from '../policy/clauses';
import type { DataCategory } from '../policy/data-category';
import type { RuleId } from '../policy/rule-ids';
import type { Limits } from './limits';

/** Where the props of one resource are decided on: what applies there, and what the resource can be given. */
export interface At<P> {
  /** The props as somebody stated them. */
  readonly props: P;
  /** The policy in force, softened by the exceptions on record. */
  readonly limits: Limits;
  /** The data that the resource holds, with the terms that the policy in force gives it. */
  readonly category: DataCategory;
  /** The construct that the resource belongs to, or the scope that it is made in. */
  readonly scope: IConstruct;
  /** Whether weak values are refused (in our constructs) or left to the judges (in plain ones, whose blanks are filled). */
  readonly mode: 'refuse' | 'fill';
  /** Whether resources of the app exist already: nothing may be replaced, shortened or cut off then. */
  readonly deployed: boolean;
  /** Says what becomes of a blank in an app that is deployed, once for the whole resource. */
  readonly note: (prop: string, text: string) => void;
}

/** The same, where the resource is encrypted under a key. */
export interface KeyedAt<P> extends At<P> {
  /** The key of the data category, made when it is first asked for. */
  readonly key: () => IKey;
  /** The same key, which CloudWatch Logs may use. */
  readonly logKey: () => IKeyRef;
}

/** What is wrong with a value, by which rule or clause, and what to do instead. */
export interface Flaw {
  /** The rule that reports the same in a template: an exception can be made from it. */
  readonly rule?: RuleId;
  /** The clause of the policy where no rule reports it: then no exception can be made. */
  readonly clause?: string;
  /** What may not be, as a phrase behind the name of the prop. */
  readonly problem: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /**
   * What to do.
   *
   * @default 'Leave it out'
   */
  readonly instead?: string;
  /** Where in the value, such as `[0].removalPolicy`. */
  readonly path?: string;
}

/** What becomes of a blank in an app that is deployed already. */
export interface OnceDeployed {
  /** Why the blank stays. */
  readonly keep?: string;
  /** What filling it changes for those who use the resource: it is filled, with a warning. */
  readonly warn?: string;
}

/** Values of each kind that the decision tells apart, for random props. */
export interface Samples<V> {
  readonly taken: readonly V[];
  readonly refused: readonly V[];
}

/** What the documentation says of a prop. */
export interface SaidRule {
  /** What becomes of the prop, as a phrase. */
  readonly says: string;
  /** The rule that judges the same in a template. */
  readonly rule?: RuleId;
  /** The clause of the policy where no rule judges it. */
  readonly clause?: ClauseId | 'that of the data category';
  /** What goes wrong otherwise, where that is one thing. */
  readonly why?: string;
  readonly flaws?: unknown;
  readonly fill?: unknown;
  /** Whether a blank stays, but where an ephemeral stage holds test data. */
  readonly leavesBlank?: boolean;
  readonly onceDeployed?: OnceDeployed;
  /** What becomes of the props inside the value. */
  readonly inside?: Readonly<Record<string, SaidRule>>;
}

/** What becomes of one prop: which values are refused, what fills a blank. */
export interface PropRule<V, A> extends SaidRule {
  readonly flaws?: (value: V, at: A) => readonly Flaw[];
  readonly fill?: (at: A) => V | undefined;
  /** Fills the blanks inside a stated value. */
  readonly within?: (value: V, at: A) => V;
  /** None where the type alone does not tell what values there are: the tests name some then. */
  readonly samples?: (at: A) => Samples<V>;
}

/** What becomes of every prop of an L2 construct; one that is missing does not compile. */
export type Table<P, A = KeyedAt<P>> = { readonly [K in keyof P]-?: PropRule<NonNullable<P[K]>, A> };
