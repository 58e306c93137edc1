import type { Certainty } from '../network/addresses';

const ANYTHING = Symbol('any text');
type Token = string | typeof ANYTHING;

/** Whether a text is among those that a pattern of IAM (`*`, `?`) stands for; `${…}` is text that deployment decides. */
export function matches(pattern: string, text: string): Certainty {
  if (!intersect(tokens(pattern, true), tokens(text, false))) return 'no';
  const isKnown = pattern === text || (!text.includes('${') && !pattern.includes('${'));
  return isKnown ? 'yes' : 'maybe';
}

/** Splits into characters and places where any text may stand. */
function tokens(text: string, isPattern: boolean): Token[] {
  const parts = text.match(/\$\{[^}]*\}|[^]/g) ?? [];
  return parts.map((part) => (part.startsWith('${') || (isPattern && part === '*') ? ANYTHING : part));
}

/** Whether two lists of tokens have a text in common. */
function intersect(left: readonly Token[], right: readonly Token[]): boolean {
  const known = new Map<number, boolean>();
  const visit = (i: number, j: number): boolean => {
    const key = i * (right.length + 1) + j;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, false);
    const result = step(i, j);
    known.set(key, result);
    return result;
  };
  const step = (i: number, j: number): boolean => {
    const [one, other] = [left[i], right[j]];
    if (one === undefined && other === undefined) return true;
    if (one === ANYTHING) return visit(i + 1, j) || (other !== undefined && visit(i, j + 1));
    if (other === ANYTHING) return visit(i, j + 1) || (one !== undefined && visit(i + 1, j));
    return one !== undefined && (one === other || (one === '?' && other !== undefined)) && visit(i + 1, j + 1);
  };
  return visit(0, 0);
}
