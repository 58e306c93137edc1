import { maybe, no, yes, type Certainty } from '../read/certainty';
import { readable } from '../evaluate/unresolved';

/** `*` of a pattern: any characters, or none. */
const ANY = Symbol('*');
/** `?` of a pattern: one character. */
const ONE = Symbol('?');

/** A character, a wildcard, or a part in `${…}` that only deployment or the request knows. */
type Token = string | typeof ANY | typeof ONE;

/** The longest text that is compared: an ARN of AWS ends at 2,048 characters, an action long before. */
const LONGEST = 2_048;

/** Which parts of a text may turn out to be any text; the rest are names of resources, equal only to themselves. */
export type IsFree = (part: string) => boolean;

const ALL_FREE: IsFree = () => true;
const TOO_LONG = maybe('too long to be compared');

function tooLong(...texts: readonly string[]): boolean {
  return texts.some((text) => text.length > LONGEST);
}

/** Whether a pattern of a policy matches everything that a text or a narrower pattern stands for. */
export function covers(pattern: string, subject: string, isFree: IsFree = ALL_FREE): Certainty {
  if (tooLong(pattern, subject)) return TOO_LONG;
  const wide = tokens(pattern);
  const narrow = tokens(subject);
  if (absorbs(wide, narrow)) return yes;
  if (!hasFree(wide, isFree) && !hasFree(narrow, isFree)) return no;
  const possible = hasFree(narrow, isFree)
    ? meet(opened(wide, isFree), opened(narrow, isFree))
    : absorbs(opened(wide, isFree), narrow);
  return possible ? maybe(undecided(pattern)) : no;
}

/** Whether a pattern of a policy matches something of what a text or another pattern stands for. */
export function touches(pattern: string, subject: string, isFree: IsFree = ALL_FREE): Certainty {
  if (tooLong(pattern, subject)) return TOO_LONG;
  // a variable of the policy language is whatever the caller has
  const one = tokens(pattern).map((token) => (isVariable(token) ? ANY : token));
  const other = tokens(subject);
  if (meet(one, other)) return yes;
  if (!hasFree(one, isFree) && !hasFree(other, isFree)) return no;
  return meet(opened(one, isFree), opened(other, isFree)) ? maybe(undecided(pattern)) : no;
}

/** Whether a text has a wildcard. */
export function hasWildcard(text: string): boolean {
  return tokens(text).some((token) => token === ANY || token === ONE);
}

/** Whether a text has a variable of the policy language, such as `${aws:username}`. */
export function hasVariable(text: string): boolean {
  return tokens(text).some(isVariable);
}

/** The parts of a text that only deployment knows. */
export function unknownParts(text: string): readonly string[] {
  return tokens(text).filter((token): token is string => isHole(token) && !isVariable(token));
}

/** Whether only deployment knows a text from its beginning to its end. */
export function isOneUnknown(text: string): boolean {
  const [part] = unknownParts(text);
  return part === text && !part.startsWith('${AWS::');
}

function isHole(token: Token): token is string {
  return typeof token === 'string' && (token.startsWith('${') || token.startsWith('{{'));
}

function isVariable(token: Token): boolean {
  return isHole(token) && /^\$\{[A-Za-z][\w-]*:[^:]/.test(token);
}

function hasFree(list: readonly Token[], isFree: IsFree): boolean {
  return list.some((token) => isHole(token) && !isVariable(token) && isFree(token));
}

function opened(list: readonly Token[], isFree: IsFree): readonly Token[] {
  return list.map((token) => (isHole(token) && !isVariable(token) && isFree(token) ? ANY : token));
}

function undecided(pattern: string): string {
  return `known only at deployment (${readable(pattern)})`;
}

/** Texts that were split: policies repeat the same few hundred patterns. */
const SPLIT = new Map<string, readonly Token[]>();
const MOST_SPLIT = 10_000;

function tokens(text: string): readonly Token[] {
  let list = SPLIT.get(text);
  if (list === undefined) {
    if (SPLIT.size >= MOST_SPLIT) SPLIT.clear();
    // a pattern for one partition of AWS is meant for each
    const anywhere = text.slice(0, LONGEST).replaceAll('${AWS::Partition}', 'aws');
    list = split(anywhere.replace(/^arn:aws-[a-z-]+:/, 'arn:aws:'));
    SPLIT.set(text, list);
  }
  return list;
}

/** Splits a text into characters, wildcards and `${…}`; what is longer than AWS takes is cut. */
function split(text: string): Token[] {
  const list: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    const end = char === '$' || char === '{' ? holeEnd(text, at) : undefined;
    if (end !== undefined) {
      const hole = text.slice(at, end);
      // `${*}`, `${?}` and `${$}` are how the policy language writes the character itself
      list.push(/^\$\{[*?$]\}$/.test(hole) ? hole.charAt(2) : hole);
      at = end - 1;
    } else {
      // runs of stars say no more than one
      if (char !== '*') list.push(char === '?' ? ONE : char);
      else if (list.at(-1) !== ANY) list.push(ANY);
    }
  }
  return list;
}

/** Where the part that begins here ends: at the brace that closes it. */
function holeEnd(text: string, start: number): number | undefined {
  if (text.startsWith('{{resolve:', start)) {
    const end = text.indexOf('}}', start);
    return end < 0 ? undefined : end + 2;
  }
  if (!text.startsWith('${', start)) return undefined;
  let depth = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text.charAt(at) === '{') depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/** Whether a pattern matches a list of tokens as it stands; only the last star is ever tried again. */
function absorbs(pattern: readonly Token[], subject: readonly Token[]): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let position = 0;
  while (position < subject.length) {
    const wanted = pattern[at];
    if (wanted === ANY) {
      star = at;
      resume = position;
      at += 1;
    } else if (wanted !== undefined && accepts(wanted, subject[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      position = resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === ANY) at += 1;
  return at === pattern.length;
}

function accepts(wanted: Token, token: Token | undefined): boolean {
  if (wanted === ONE) return token === ONE || (typeof token === 'string' && !isHole(token));
  return typeof wanted === 'string' && wanted === token;
}

function isPlain(token: Token): boolean {
  return typeof token === 'string' && !isHole(token);
}

/** Whether some text matches both patterns: which ends of the second can be reached after each token of the first. */
function meet(one: readonly Token[], other: readonly Token[]): boolean {
  // where one of them is a plain text, the other has to match it
  if (other.every(isPlain)) return absorbs(one, other);
  if (one.every(isPlain)) return absorbs(other, one);
  let row = [true];
  for (const [index, token] of other.entries()) row.push(row[index] === true && token === ANY);
  for (const token of one) {
    const next = [row[0] === true && token === ANY];
    for (const [index, second] of other.entries()) {
      const star = token === ANY || second === ANY;
      const reached = star
        ? row[index + 1] === true || next[index] === true
        : row[index] === true && (accepts(token, second) || accepts(second, token));
      next.push(reached);
    }
    row = next;
  }
  return row[other.length] === true;
}
