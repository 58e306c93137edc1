import { CLAUSES, type ClauseId } from '../../lib/policy/clauses';

const ALL = Object.keys(CLAUSES) as ClauseId[];
const CITED = /\b(P\d+(?:\.\d+)+)(?: to (P\d+(?:\.\d+)+))?/g;

/**
 * The clauses that a text cites, those of a range such as `P3.1 to P3.5` among them, in the order of the policy.
 *
 * @throws when it cites one that the policy does not have
 */
export function clausesIn(text: string): ClauseId[] {
  const cited = new Set([...text.matchAll(CITED)].flatMap(([, first = '', last = first]) => rangeOf(first, last)));
  return ALL.filter((clause) => cited.has(clause));
}

function rangeOf(first: string, last: string): ClauseId[] {
  const [start, end] = [first, last].map((clause) => ALL.findIndex((one) => one === clause));
  if (start === undefined || end === undefined || start < 0 || end < start) {
    throw new Error(`the policy has no clauses ${first} to ${last}`);
  }
  return ALL.slice(start, end + 1);
}
