import type { Statement } from '../../template/read/policy-document';

/** Condition keys that narrow an Allow for everybody down to callers that are known. */
const CALLER_KEYS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'kms:calleraccount',
]);

/** Operators under which a condition can only narrow; negated and `IfExists` ones let callers without the key in. */
const NARROWING_OPERATORS = /^(ForAnyValue:|ForAllValues:)?(String(Equals|Like)(IgnoreCase)?|Arn(Equals|Like))$/;

/** Whether conditions keep a statement to callers that are known. */
export function limitsCaller(statement: Statement): boolean {
  return statement.conditions.some(
    ({ operator, key, values }) =>
      CALLER_KEYS.has(key) &&
      NARROWING_OPERATORS.test(operator) &&
      !operator.startsWith('ForAllValues:') &&
      values.every((value) => value.kind !== 'value' || !/^\*+$/.test(value.value)),
  );
}

/** Whether an action pattern of a statement, with its wildcards, matches one of some actions. */
export function matchesAny(pattern: string, actions: readonly string[]): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const matcher = new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
  return actions.some((action) => matcher.test(action));
}

/** A principal that is everybody, or that cannot be told before deployment. */
export interface OpenPrincipal {
  readonly path: string;
  /** The principal as messages show it, or `unknown`. */
  readonly who: string;
  readonly why: string;
}

/** The principals of a statement that are everybody, and those that only deployment knows. */
export function everybody(statement: Statement): readonly OpenPrincipal[] {
  if (statement.inverts('Principal')) {
    return [{ path: `${statement.path}.NotPrincipal`, who: 'everybody but those in NotPrincipal', why: '' }];
  }
  return statement.principals.flatMap(({ kind, reading }): OpenPrincipal[] => {
    if (kind === 'Service') return [];
    if (reading.kind === 'unknown') return [{ path: reading.path, who: 'unknown', why: reading.why }];
    const wild =
      reading.kind === 'value' && (reading.value.text === '*' || /^arn:[^:]*:iam::\*:/.test(reading.value.text));
    return wild ? [{ path: reading.path, who: JSON.stringify(reading.value.text), why: '' }] : [];
  });
}
