import { coversAddresses, intersectAddresses, NOWHERE, parseAddresses } from '../network/addresses';
import { anyOf, certain, holds, maybe, no, not, yes, type Certainty } from '../read/certainty';
import { readable } from '../evaluate/unresolved';
import { covers, unknownParts } from './glob';
import { operatorOf, trueWithoutKey, type Comparison, type Operator } from './operator';
import type { Condition } from './policy';

/** What is known of a kind of requests: the value of each key in lower case, or null for one that they lack. */
export type RequestKind = Readonly<Record<string, string | null>>;

/** Whether a condition is true of every request of a kind; keys of which nothing is known may have any value. */
export function isTrueOf(condition: Condition, request: RequestKind): Certainty {
  const value = Object.hasOwn(request, condition.key) ? request[condition.key] : undefined;
  if (value === undefined) return no;
  const operator = operatorOf(condition.operator);
  if (operator.comparison === 'other') return maybe(`unknown operator ${condition.operator}`, condition.path);
  if (operator.comparison === 'null') return matched(condition, String(value === null), operator);
  if (value === null) return certain(trueWithoutKey(operator));
  if (condition.values.length === 0) return certain(operator.negated);
  const answer = matched(condition, value, operator);
  return operator.negated ? not(answer) : answer;
}

function matched({ values }: Condition, value: string, operator: Operator): Certainty {
  return anyOf(values, (wanted) =>
    holds(wanted, ({ text, literal }) => {
      if (literal === undefined && unknownParts(text).length > 0) {
        return maybe(`known only at deployment (${readable(text)})`);
      }
      return compare(operator.comparison, value, text);
    }),
  );
}

function compare(comparison: Comparison, value: string, wanted: string): Certainty {
  switch (comparison) {
    case 'string':
      return certain(value === wanted);
    case 'stringIgnoreCase':
    case 'bool':
    case 'null':
      return certain(value.toLowerCase() === wanted.toLowerCase());
    case 'stringLike':
    case 'arn':
      return covers(wanted, value);
    case 'ip':
      return coversRange(value, wanted);
    case 'numericEquals':
      return certain(Number(value) === Number(wanted));
    case 'numericLessThan':
      return certain(Number(value) < Number(wanted));
    case 'numericLessThanEquals':
      return certain(Number(value) <= Number(wanted));
    case 'numericGreaterThan':
      return certain(Number(value) > Number(wanted));
    case 'numericGreaterThanEquals':
      return certain(Number(value) >= Number(wanted));
    case 'other':
      return maybe('unknown operator');
  }
}

function coversRange(value: string, wanted: string): Certainty {
  const range = parseAddresses(wanted) ?? NOWHERE;
  const addresses = parseAddresses(value) ?? NOWHERE;
  const met = intersectAddresses(range, addresses);
  if (coversAddresses(range, addresses)) return yes;
  return met.v4.length + met.v6.length === 0 ? no : maybe('only part of the addresses');
}
