import type { At, Flaw, PropRule, Table } from './prop-rule';

/** A flaw and the prop that has it. */
export interface PropFlaw extends Flaw {
  readonly prop: string;
}

/**
 * The props of one of our constructs: nothing weaker than the policy in them, blanks filled.
 *
 * @throws when a stated value is weaker than the policy and no exception is on record: one sentence for each
 */
export function harden<P extends object, A extends At<P>>(table: Table<P, A>, at: A): P {
  at.limits.refuseAll(flawsOf(table, at));
  const unexamined = unknownProps(table, at.props);
  if (unexamined.length > 0) at.limits.warnUnexamined(unexamined);
  return fillBlanks(table, at);
}

/** What is weaker than the policy in stated props. */
export function flawsOf<P extends object, A extends At<P>>(table: Table<P, A>, at: A): PropFlaw[] {
  const flaws: PropFlaw[] = [];
  for (const prop in table) {
    const value = at.props[prop];
    if (value === undefined || value === null) continue;
    const rule: PropRule<NonNullable<P[typeof prop]>, A> = table[prop];
    for (const flaw of rule.flaws?.(value, at) ?? []) flaws.push({ ...flaw, prop });
  }
  return flaws;
}

/** The stated props, with what the policy wants where nobody stated anything. */
export function fillBlanks<P extends object, A extends At<P>>(table: Table<P, A>, at: A): P {
  const filled: Record<string, unknown> = {};
  for (const prop in table) {
    const rule: PropRule<NonNullable<P[typeof prop]>, A> = table[prop];
    const stated = at.props[prop];
    const value = stated === undefined || stated === null ? blank(rule, prop, at) : rule.within?.(stated, at);
    if (value !== undefined) filled[prop] = value;
  }
  return { ...at.props, ...filled };
}

function blank<V, A extends At<unknown>>(rule: PropRule<V, A>, prop: string, at: A): V | undefined {
  if (rule.fill === undefined) return undefined;
  if (!at.deployed || rule.onceDeployed === undefined) return rule.fill(at);
  const value = rule.fill(at);
  if (value === undefined) return undefined;
  const { keep, warn } = rule.onceDeployed;
  if (keep === undefined) {
    if (warn !== undefined) at.note(prop, `is set for what is deployed: ${warn}`);
    return value;
  }
  at.note(prop, `is left as it is: ${keep}`);
  return undefined;
}

function unknownProps(table: object, props: object): string[] {
  return Object.entries(props)
    .filter(([name, value]) => value !== undefined && !Object.hasOwn(table, name))
    .map(([name]) => name);
}
