import { Stack } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Condition keys that keep an Allow for everybody to callers of one account or organization. */
const CALLER_KEYS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'kms:calleraccount',
]);

/** Operators that a caller without the condition key does not meet. */
const NARROWING = /^(ForAnyValue:)?(String(Equals|Like)(IgnoreCase)?|Arn(Equals|Like))$/;

/**
 * What is wrong with the policy that a resource is given, in words that follow the name of the prop; none when nothing is.
 *
 * It may name whom it lets in, of other accounts as well; everybody it may only let in within bounds.
 */
export function flawOfResourcePolicy(document: PolicyDocument, scope: IConstruct): string | undefined {
  const open = allowedBy(document, scope).some((statement) => isForEverybody(statement) && !isNarrowed(statement));
  return open ? "may not let everybody in without a condition on the caller's account" : undefined;
}

/** The statements of a policy that allow something, as they come into the template. */
export function allowedBy(document: PolicyDocument, scope: IConstruct): unknown[] {
  const resolved: unknown = Stack.of(scope).resolve(document.toJSON());
  return listOf(entry(resolved, 'Statement')).filter((statement) => entry(statement, 'Effect') === 'Allow');
}

/** Whether a statement lets in principals of accounts that are not, or may not be, the one of a stack. */
export function letsOtherAccountsIn(statement: unknown, scope: IConstruct): boolean {
  const own = [undefined, '${AWS::AccountId}', ownAccount(scope)];
  return isForEverybody(statement) || principalsOf(statement).some((principal) => !own.includes(accountOf(principal)));
}

/** AWS principals of a statement as text; services are none. */
export function principalsOf(statement: unknown): string[] {
  const principal = entry(statement, 'Principal');
  return listOf(principal === '*' ? principal : entry(principal, 'AWS')).map(textOf);
}

/** The account of the stack that a construct is in, as text. */
export function ownAccount(scope: IConstruct): string {
  const stack = Stack.of(scope);
  return textOf(stack.resolve(stack.account));
}

/** The account of a principal, by its ARN or by itself; none where it cannot be told. */
export function accountOf(principal: string): string | undefined {
  const [account] = /^(\d{12}|\$\{AWS::AccountId\})$/.exec(principal) ?? [];
  return account ?? /^arn:.*:(?:iam|sts)::(.*?):[^:]*$/.exec(principal)?.[1];
}

/** A value as text, with what only deployment knows as `${…}`. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const reference = entry(value, 'Ref');
  if (typeof reference === 'string') return `\${${reference}}`;
  const [separator, parts] = listOf(entry(value, 'Fn::Join'));
  return Array.isArray(parts) ? parts.map(textOf).join(textOf(separator)) : '${?}';
}

/** A value, or a list of them, as a list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** What stands under a name in an object. */
export function entry(value: unknown, name: string): unknown {
  return entriesOf(value).find(([key]) => key === name)?.[1];
}

function isForEverybody(statement: unknown): boolean {
  return entry(statement, 'NotPrincipal') !== undefined || principalsOf(statement).some(isEverybody);
}

function isEverybody(principal: string): boolean {
  return principal === '*' || accountOf(principal) === '*';
}

function isNarrowed(statement: unknown): boolean {
  return entriesOf(entry(statement, 'Condition')).some(
    ([operator, keys]) =>
      NARROWING.test(operator) &&
      entriesOf(keys).some(([key, values]) => CALLER_KEYS.has(key.toLowerCase()) && listOf(values).every(isNarrow)),
  );
}

function isNarrow(value: unknown): boolean {
  return !/^\*+$/.test(textOf(value));
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
