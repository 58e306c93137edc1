import { isInternet, parseAddresses, unite, type AddressSet } from '../network/addresses';
import type { Reference } from '../read/properties';
import type { Reading } from '../read/reading';
import { all, allOf, any, anyOf, certain, holds, maybe, no, yes, type Certainty } from '../read/certainty';
import { readable } from '../evaluate/unresolved';
import { hasVariable, hasWildcard, unknownParts, type IsFree } from './glob';
import { operatorOf, trueWithoutKey, type Operator } from './operator';
import type { Condition, Statement } from './policy';
import { arnParts } from './principal';

/** What a condition key says of the caller or the network, and so what a value of it must pin to limit anybody. */
type Pins = 'whole' | 'arn' | 'path' | 'unique id' | 'addresses';

/**
 * The condition keys that tell one caller or network from another.
 *
 * Keys that every caller can have alike are not among them: tags and names of principals, user agents, referers,
 * private addresses (`aws:VpcSourceIp`), the service that a call goes through (`kms:ViaService`).
 */
const CALLER_KEYS: ReadonlyMap<string, Pins> = new Map([
  ['aws:principalaccount', 'whole'],
  ['aws:principalorgid', 'whole'],
  ['aws:principalservicename', 'whole'],
  ['aws:sourceaccount', 'whole'],
  ['aws:sourceorgid', 'whole'],
  ['aws:sourceowner', 'whole'],
  ['aws:sourcevpc', 'whole'],
  ['aws:sourcevpce', 'whole'],
  ['aws:vpceaccount', 'whole'],
  ['aws:vpceorgid', 'whole'],
  ['kms:calleraccount', 'whole'],
  ['s3:dataaccesspointaccount', 'whole'],
  ['aws:principalarn', 'arn'],
  ['aws:sourcearn', 'arn'],
  ['lambda:sourcefunctionarn', 'arn'],
  ['s3:dataaccesspointarn', 'arn'],
  ['aws:principalorgpaths', 'path'],
  ['aws:sourceorgpaths', 'path'],
  ['aws:vpceorgpaths', 'path'],
  ['aws:userid', 'unique id'],
  ['aws:sourceip', 'addresses'],
]);

/** Keys that every request has, also one without an account. */
const ALWAYS_PRESENT: ReadonlySet<string> = new Set(['aws:principalaccount']);

/** Variables of the policy language that stand for the owner of the resource. */
const OWNER = /^\$\{aws:Resource(?:Account|OrgID)\}$/i;

/** Whether the conditions of a statement let in only callers or networks that are known. */
export function limitsCaller(statement: Statement, isFree: IsFree): Certainty {
  const demanded = new Set(statement.conditions.filter(demandsKey).map(({ key }) => key));
  return any([
    () => anyOf(statement.conditions, (condition) => limits(condition, demanded, isFree)),
    () => statement.hiddenConditions ?? no,
  ]);
}

/** Whether what is left by a Deny with these conditions are callers or networks that are known. */
export function sparesOnlyKnown(statement: Statement, isFree: IsFree): Certainty {
  if (statement.hiddenConditions !== undefined) return statement.hiddenConditions;
  const narrowing = statement.conditions.filter((condition) => !sparesAwsServices(condition));
  const [only, ...others] = narrowing;
  if (only === undefined) return yes;
  if (others.length > 0) return no;
  const operator = operatorOf(only.operator);
  const pins = CALLER_KEYS.get(only.key);
  if (pins === undefined || !operator.negated || !trueWithoutKey(operator)) return no;
  return pinned(only, pins, operator, isFree);
}

/** Whether a condition leaves out only what AWS services do by themselves. */
export function sparesAwsServices({ operator, key, values }: Condition): boolean {
  return (
    key === 'aws:principalisawsservice' &&
    operatorOf(operator).comparison === 'bool' &&
    values.length > 0 &&
    values.every((value) => value.kind === 'value' && value.value.text === 'false')
  );
}

/** `Null: false` asks for the key, so that another condition on it cannot be met without. */
function demandsKey({ operator, values }: Condition): boolean {
  return (
    operatorOf(operator).comparison === 'null' &&
    values.length > 0 &&
    values.every((value) => value.kind === 'value' && value.value.text === 'false')
  );
}

function limits(condition: Condition, demanded: ReadonlySet<string>, isFree: IsFree): Certainty {
  const { key } = condition;
  const pins = CALLER_KEYS.get(key);
  const operator = operatorOf(condition.operator);
  if (pins === undefined || operator.negated) return no;
  if (trueWithoutKey(operator) && !demanded.has(key) && !ALWAYS_PRESENT.has(key)) return no;
  return pinned(condition, pins, operator, isFree);
}

/** Whether every value of a condition stands for somebody in particular. */
function pinned({ values }: Condition, pins: Pins, operator: Operator, isFree: IsFree): Certainty {
  if (values.length === 0) return no;
  if (pins === 'addresses') return narrowAddresses(values);
  if (!['string', 'stringIgnoreCase', 'stringLike', 'arn'].includes(operator.comparison)) return no;
  const exact = operator.comparison === 'string' || operator.comparison === 'stringIgnoreCase';
  return allOf(values, (value) => {
    // whatever one exact value turns out to be, it is one
    if (exact && value.kind === 'unknown' && value.unresolved !== undefined) return { ...yes, path: value.path };
    return holds(value, ({ text }) => fixed(text, pins, exact, isFree));
  });
}

function fixed(text: string, pins: Pins, exact: boolean, isFree: IsFree): Certainty {
  if (OWNER.test(text)) return yes;
  const part = pinnedPart(text, pins);
  if (part === undefined || part === '' || hasWildcard(part) || hasVariable(part)) return no;
  // requests without an account have this one
  if (part === 'anonymous') return no;
  const open = unknownParts(part).filter((one) => isFree(one) && !one.startsWith('${AWS::'));
  return exact || open.length === 0 ? yes : maybe(`known only at deployment (${readable(text)})`);
}

/** The part of a value that tells callers apart. */
function pinnedPart(text: string, pins: Pins): string | undefined {
  if (pins === 'path') return text.split('/')[0];
  if (pins === 'unique id') return /^(?:A[A-Z]{3}\w+(?=:|$)|\d{12}$)/.exec(text)?.[0];
  if (pins !== 'arn') return text;
  const [arn, , service, , account, ...rest] = arnParts(text);
  // an ARN that is one reference is the ARN of one resource
  if (account === undefined) return arn === text && unknownParts(text).length > 0 ? text : undefined;
  // buckets have no account in their ARN, and a name that nobody else can have
  return account === '' && service === 's3' ? rest.join(':') : account;
}

function narrowAddresses(values: readonly Reading<Reference>[]): Certainty {
  const known: AddressSet[] = [];
  const ranges = allOf(values, (value) =>
    holds(value, ({ text, literal }) => {
      if (literal === undefined) return maybe(`known only at deployment (${readable(text)})`);
      const set = parseAddresses(literal);
      if (set !== undefined) known.push(set);
      return set !== undefined;
    }),
  );
  return all([certain(!isInternet(unite(known))), ranges]);
}
