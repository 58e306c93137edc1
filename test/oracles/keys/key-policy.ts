import { statementsOf, type PolicyCondition, type Statement } from '../../../lib/template/read/policy-document';
import type { Certainty } from '../network/addresses';
import type { Reading } from '../../../lib/template/read/reading';
import type { Resource } from '../../../lib/template/read/resource';
import { valueOf } from '../world';
import type { Call, Caller, Context } from './call';
import { matches } from './patterns';

/** Whether the policy of a key lets a caller make a call; what is not certain counts in favor of the template. */
export function isAllowed(key: Resource, caller: Caller, call: Call): boolean {
  const statements = statementsOf(key, 'KeyPolicy');
  const effect = (name: string): Certainty[] =>
    statements
      .filter((statement) => valueOf(statement.effect) === name)
      .map((statement) => applies(statement, caller, call));
  return effect('Allow').some((certainty) => certainty !== 'no') && !effect('Deny').includes('yes');
}

/** Whether the policy lets IAM policies of the account decide on a call, be it of a role or of somebody who deploys. */
export function isDelegated(key: Resource, call: Call): boolean {
  return isAllowed(key, { kind: 'account' }, call);
}

function applies(statement: Statement, caller: Caller, { action, context }: Call): Certainty {
  return all([
    statement.inverts('Principal') ? 'maybe' : any(statement.principals.map((one) => isCaller(one, caller))),
    statement.inverts('Action') ? 'maybe' : any(statement.actions.map((one) => matched(valueOf(one), action))),
    statement.conditionsUnknown ? 'maybe' : all(statement.conditions.map((one) => holds(one, context))),
  ]);
}

/** Whether a policy's list of actions names one, in any letters. */
function matched(pattern: string | undefined, action: string): Certainty {
  return pattern === undefined ? 'maybe' : matches(pattern.toLowerCase(), action.toLowerCase());
}

function isCaller({ kind, reading }: Statement['principals'][number], caller: Caller): Certainty {
  const text = valueOf(reading)?.text;
  if (text === undefined) return 'maybe';
  if (kind === '*' || text === '*') return 'yes';
  switch (caller.kind) {
    case 'service':
      return kind === 'Service' ? matches(text, caller.name) : 'no';
    case 'account':
      return kind === 'AWS' && isAccount(text) ? 'yes' : 'no';
    default:
      // an account as principal hands the decision to IAM policies: see isDelegated
      if (kind !== 'AWS' || isAccount(text)) return 'no';
      return text === caller.arn ? 'yes' : matches(text, caller.arn);
  }
}

function isAccount(text: string): boolean {
  return /^(\d{12}|\$\{[^}]*AccountId\})$/.test(text) || /:iam::.*:root$/.test(text);
}

function holds({ operator, key, values }: PolicyCondition, context: Context): Certainty {
  const base = operator.replace(/^For(Any|All)Values:/, '');
  const carried = context[key] ?? context[key.replace(/^(kms:encryptioncontext):.*/, '$1:*')];
  if (base === 'Null') {
    const wantsAbsent = values.some((value) => valueOf(value) === 'true');
    if (carried === 'unknown') return 'maybe';
    return (carried === undefined) === wantsAbsent ? 'yes' : 'no';
  }
  const isNegative = base.includes('Not');
  if (carried === undefined) {
    return isNegative || base.endsWith('IfExists') || operator.startsWith('ForAllValues:') ? 'yes' : 'no';
  }
  if (carried === 'unknown') return 'maybe';
  const equal = any(values.flatMap((value) => carried.map((text) => compared(base, textOf(value), text))));
  return isNegative ? opposite(equal) : equal;
}

function compared(operator: string, pattern: string | undefined, text: string): Certainty {
  if (pattern === undefined || !/^(String|Arn|Bool)/.test(operator)) return 'maybe';
  // only these operators read `*` as a wildcard
  const isGlob = /Like|^Arn/.test(operator);
  if (!isGlob && /[*?]/.test(pattern)) return 'no';
  return operator.includes('IgnoreCase') || operator.startsWith('Bool')
    ? matches(pattern.toLowerCase(), text.toLowerCase())
    : matches(pattern, text);
}

/** A condition's value, with what deployment decides as `${…}`. */
function textOf(reading: Reading<string>): string | undefined {
  return reading.kind === 'value' ? reading.value : reading.kind === 'unknown' ? reading.unresolved?.text : undefined;
}

function any(answers: readonly Certainty[]): Certainty {
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

function all(answers: readonly Certainty[]): Certainty {
  return answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';
}

function opposite(answer: Certainty): Certainty {
  return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'maybe';
}
