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

/** Each of these gives whoever may do it the whole key. */
const ADMINISTRATION = ['kms:putkeypolicy', 'kms:schedulekeydeletion', 'kms:disablekey'];

/**
 * What is wrong with the policy that a key is given, in words that follow `'policy'`; none when nothing is.
 *
 * A policy of one's own replaces the default one: it must keep everybody out whom it does not name, leave other accounts
 * without administration, and let somebody of the key's own account change it.
 */
export function flawOfKeyPolicy(document: PolicyDocument, scope: IConstruct): string | undefined {
  const stack = Stack.of(scope);
  const resolved: unknown = stack.resolve(document.toJSON());
  const own = textOf(stack.resolve(stack.account));
  const allowed = listOf(entry(resolved, 'Statement')).filter((statement) => entry(statement, 'Effect') === 'Allow');
  const open = allowed.find((statement) => isForEverybody(statement) && !isNarrowed(statement));
  if (open !== undefined) return "may not let everybody in without a condition on the caller's account";
  const administrators = allowed.filter(administers).flatMap(principalsOf);
  const foreign = administrators.find((principal) => isForeign(accountOf(principal), own));
  if (foreign !== undefined) return `may not let another account administer the key, got ${foreign}`;
  if (administrators.length > 0) return undefined;
  return 'must let the account of the key change the policy (kms:PutKeyPolicy): it replaces the default one';
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

function administers(statement: unknown): boolean {
  // who may do everything but some actions may administer
  if (entry(statement, 'NotAction') !== undefined) return true;
  return listOf(entry(statement, 'Action')).some((action) => {
    const literal = textOf(action)
      .toLowerCase()
      .replace(/[.+^${}()|[\]\\]/g, '\\$&');
    const pattern = new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`);
    return ADMINISTRATION.some((name) => pattern.test(name));
  });
}

/** AWS principals of a statement as text; services administer no key. */
function principalsOf(statement: unknown): string[] {
  const principal = entry(statement, 'Principal');
  return listOf(principal === '*' ? principal : entry(principal, 'AWS')).map(textOf);
}

/** The account of a principal, by its ARN or by itself; none where it cannot be told. */
function accountOf(principal: string): string | undefined {
  const [account] = /^(\d{12}|\$\{AWS::AccountId\})$/.exec(principal) ?? [];
  return account ?? /^arn:.*:(?:iam|sts)::(.*?):[^:]*$/.exec(principal)?.[1];
}

/** Only two account numbers can be told apart before deployment. */
function isForeign(account: string | undefined, own: string): boolean {
  return [account, own].every((one) => /^\d{12}$/.test(one ?? '')) && account !== own;
}

/** A value as text, with what only deployment knows as `${…}`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const reference = entry(value, 'Ref');
  if (typeof reference === 'string') return `\${${reference}}`;
  const [separator, parts] = listOf(entry(value, 'Fn::Join'));
  return Array.isArray(parts) ? parts.map(textOf).join(textOf(separator)) : '${?}';
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function entry(value: unknown, name: string): unknown {
  return entriesOf(value).find(([key]) => key === name)?.[1];
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
