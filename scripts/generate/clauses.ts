import { CLAUSES, type ClauseId } from '../../lib/policy/clauses';

const ALL = Object.keys(CLAUSES) as ClauseId[];
const CITED = /\b(P\d+(?:\.\d+)+)(?: to (P\d+(?:\.\d+)+))?/g;

/**
 * The clauses that a text cites, those of a range such as `P3.1 to P3.5` among them, in the order of the policy.
 *
 * @throws when it cites one that the policy does not have, and says where
 */
export function clausesIn(text: string, place: string): ClauseId[] {
  const cited = new Set(
    [...text.matchAll(CITED)].flatMap(([, first = '', last = first]) => rangeOf(first, last, place)),
  );
  return ALL.filter((clause) => cited.has(clause));
}

function rangeOf(first: string, last: string, place: string): ClauseId[] {
  const [start, end] = [first, last].map((clause) => ALL.findIndex((one) => one === clause));
  if (start === undefined || end === undefined || start < 0 || end < start) {
    throw new Error(`${place} cites ${first === last ? first : `${first} to ${last}`}, which the policy does not have`);
  }
  return ALL.slice(start, end + 1);
}
