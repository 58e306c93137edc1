import type { ClauseId } from './clauses';
import { RULE_IDS } from './rule-ids';

/** What builders and exceptions know of a rule by its id alone. */
export interface RuleFacts {
  /** The clause of the policy that the rule keeps. */
  readonly clause: ClauseId;
  /** Whether an exception can be put on record. */
  readonly waivable: boolean;
  /** Whether the rule is about what the internet or another account reaches. */
  readonly exposure: boolean;
}

/** What is known of the rule with an id; nothing when there is no such rule. */
export function tryFactsOf(id: string): RuleFacts | undefined {
  const facts: Readonly<Record<string, RuleFacts>> = RULE_IDS;
  return Object.hasOwn(facts, id) ? facts[id] : undefined;
}
