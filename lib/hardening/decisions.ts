import { Duration, Token } from 'aws-cdk-lib';
import type { ClauseId } from '../policy/clauses';
import type { RuleId } from '../policy/rule-ids';
import { fillBlanks, flawsOf } from './harden';
import type { At, Flaw, OnceDeployed, PropRule, SaidRule, Samples, Table } from './prop-rule';

type Words<A> = string | ((at: A) => string);

/** By which rule, or by which clause where there is none, a value is refused, and why. */
export interface Because<A> {
  readonly rule?: RuleId;
  /** The clause where there is no rule; that of the data category when left out. */
  readonly clause?: ClauseId;
  readonly why: Words<A>;
  /** What to do. */
  readonly instead?: string;
  /** Whether the decision protects data against loss alone: it is lifted where an ephemeral stage holds test data. */
  readonly guardsLoss?: boolean;
  readonly onceDeployed?: OnceDeployed;
  /** Whether the sentence names the data: it depends on it. */
  readonly aboutData?: boolean;
}

/** A flaw by the words of a decision. */
export function flaw<A extends At<unknown>>(because: Because<A>, at: A, problem: string): Flaw {
  const { rule, why, instead } = because;
  const clause = rule === undefined ? (because.clause ?? at.category.clause) : undefined;
  const data = because.aboutData === true ? ` for ${at.category.name} data` : '';
  return { rule, clause, problem: `${problem}${data}`, why: typeof why === 'string' ? why : why(at), instead };
}

/** The prop must have this value, and gets it where nobody states it; with `unless`, not where that holds. */
export function must<V extends boolean | number, A extends At<unknown>>(
  value: V,
  because: Because<A> & { readonly ephemeral?: V; readonly unless?: (at: A) => boolean },
): PropRule<V, A> {
  const lifted = (at: A): boolean => because.guardsLoss === true && at.limits.ephemeral;
  return {
    says: `must be ${String(value)}`,
    ...said(because),
    flaws: (stated, at) => {
      if (stated === value || Token.isUnresolved(stated) || lifted(at)) return [];
      const problem = typeof value === 'boolean' ? `may not be ${String(stated)}` : `must be ${value}, got ${stated}`;
      return [flaw(because, at, problem)];
    },
    fill: (at) => (because.unless?.(at) === true ? undefined : lifted(at) ? because.ephemeral : value),
    onceDeployed: because.onceDeployed,
    samples: () => ({ taken: [value], refused: opposite(value) }),
  };
}

/** The prop may not have this value; blanks stay. */
export function mayNotBe<V extends boolean, A extends At<unknown>>(
  value: V,
  because: Because<A> & { readonly ephemeral?: V },
): PropRule<V, A> {
  const positive = must(value, because);
  return {
    says: `may not be ${String(value)}`,
    leavesBlank: true,
    ...said(because),
    flaws: (stated, at) =>
      stated !== value || (because.guardsLoss === true && at.limits.ephemeral)
        ? []
        : [flaw(because, at, `may not be ${String(stated)}`)],
    fill: ({ limits }) => (because.guardsLoss === true && limits.ephemeral ? because.ephemeral : undefined),
    samples: (at) => {
      const { taken, refused } = positive.samples?.(at) ?? { taken: [], refused: [] };
      return { taken: refused, refused: taken };
    },
  };
}

/** The prop must be one of these members of an enumeration; the first fills a blank. */
export function oneOf<E extends Record<string, string | number>, A extends At<unknown>>(
  members: E,
  names: readonly [keyof E & string, ...(keyof E & string)[]],
  because: Because<A> & { readonly ephemeral?: keyof E & string; readonly blank?: boolean },
): PropRule<E[keyof E], A> {
  const lifted = (at: A): boolean => because.guardsLoss === true && at.limits.ephemeral;
  const taken: readonly E[keyof E][] = names.map((name) => members[name]);
  const all = Object.keys(members).filter((name) => Number.isNaN(Number(name)));
  return {
    says: `must be ${names.map((name) => `\`${name}\``).join(' or ')}`,
    leavesBlank: because.blank,
    ...said(because),
    flaws: (stated, at) => {
      if (taken.includes(stated) || Token.isUnresolved(stated) || lifted(at)) return [];
      const got = all.find((name) => members[name] === stated) ?? String(stated);
      return [flaw(because, at, `must be ${names.join(' or ')}, got ${got}`)];
    },
    fill: (at) => {
      if (because.blank === true) return undefined;
      return lifted(at) && because.ephemeral !== undefined ? members[because.ephemeral] : members[names[0]];
    },
    onceDeployed: because.onceDeployed,
    samples: () => ({
      taken,
      refused: all.filter((name) => !names.includes(name)).map((name) => members[name] as E[keyof E]),
    }),
  };
}

/** The days of a duration lie between bounds that the policy gives; `fill` is what a blank becomes. */
export function days<A extends At<unknown>>(
  bounds: {
    readonly least?: (at: A) => number;
    readonly most?: (at: A) => number;
    readonly fill?: (at: A) => number | undefined;
    readonly says: string;
  },
  because: Because<A>,
): PropRule<Duration, A> {
  const { least = () => 0, most = () => Number.POSITIVE_INFINITY } = bounds;
  return {
    says: bounds.says,
    ...said(because),
    flaws: (stated, at) => {
      if (stated.isUnresolved() || (because.guardsLoss === true && at.limits.ephemeral)) return [];
      const got = stated.toDays({ integral: false });
      if (got < least(at)) return [flaw(because, at, `must be ${least(at)} days or more, got ${got}`)];
      return got > most(at) ? [flaw(because, at, `must be ${most(at)} days or less, got ${got}`)] : [];
    },
    fill: (at) => {
      const filled = bounds.fill?.(at);
      return filled === undefined ? undefined : Duration.days(filled);
    },
    onceDeployed: because.onceDeployed,
    samples: (at) => {
      const bound = [bounds.least?.(at), bounds.most?.(at)].filter((one) => one !== undefined);
      const beyond = [bounds.least && bounds.least(at) - 1, bounds.most && bounds.most(at) + 1];
      return {
        taken: bound.map((one) => Duration.days(one)),
        refused: beyond.filter((one) => one !== undefined && one >= 0).map((one) => Duration.days(one ?? 0)),
      };
    },
  };
}

/** The prop is not taken: the construct sets it, or nothing could be right. */
export function mayNotBeSet<V, A extends At<unknown>>(because: Because<A>): PropRule<V, A> {
  return {
    says: 'may not be set',
    ...said(because),
    flaws: (_, at) => [flaw(because, at, 'may not be set')],
  };
}

/** Any value is right; the reason stands where it is not obvious. */
export function free<V>(reason = 'free'): PropRule<V, unknown> {
  return { says: reason };
}

/** Any value is taken here, since a rule judges what comes of it in the template. */
export function judged<V>(rule: RuleId): PropRule<V, unknown> {
  return { says: `judged by \`${rule}\``, rule };
}

/** A blank is filled; what is stated is right unless it has a flaw. */
export function filled<V, A>(
  says: string,
  fill: (at: A) => V | undefined,
  flaws?: (value: V, at: A) => readonly Flaw[],
): PropRule<V, A> {
  return { says, fill, flaws };
}

/** The value is an object whose props are decided by a table of their own. */
export function inner<V extends object, A extends At<unknown>>(
  table: Table<V, At<V>>,
  says = 'each of its props as said below',
): PropRule<V, A> {
  return {
    says,
    inside: table,
    flaws: (value, at) =>
      flawsOf(table, { ...at, props: value }).map(({ prop, path = '', ...rest }) => ({
        ...rest,
        path: `.${prop}${path}`,
      })),
    within: (value, at) => fillBlanks(table, { ...at, props: value }),
  };
}

/** The value is a list of objects whose props are decided by a table of their own. */
export function each<V extends object, A extends At<unknown>>(table: Table<V, At<V>>, says?: string): PropRule<V[], A> {
  const one = inner<V, A>(table);
  return {
    says: says ?? 'each of them as said below',
    inside: table,
    flaws: (values, at) =>
      values.flatMap((value, index) =>
        (one.flaws?.(value, at) ?? []).map((found) => ({ ...found, path: `[${index}]${found.path ?? ''}` })),
      ),
    within: (values, at) => values.map((value) => one.within?.(value, at) ?? value),
  };
}

/** What the documentation says of the reasons of a decision. */
function said<A>({ rule, clause, why }: Because<A>): Pick<SaidRule, 'rule' | 'clause' | 'why'> {
  const cited = rule === undefined ? (clause ?? 'that of the data category') : undefined;
  return { rule, clause: cited, why: typeof why === 'string' ? why : undefined };
}

function opposite<V extends boolean | number>(value: V): Samples<V>['refused'] {
  return typeof value === 'boolean' ? [!value as V] : [];
}
