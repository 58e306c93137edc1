import { statementsOf, type PolicyCondition, type Statement } from '../../template/read/policy-document';
import type { Properties, Reference } from '../../template/read/properties';
import type { Reading, UnknownReading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { everybody, limitsCaller, matchesAny } from './policy-statement';
import { fail, undetermined } from '../expect';
import type { Problem } from '../rule';

/** Whether something is so, or the reading that keeps one from telling. */
export type Answer = boolean | UnknownReading;

/** The policies in the same templates that are attached to a bucket. */
export function policiesOf(bucket: Resource, relations: Relations): readonly Resource[] {
  return relations.pointingWith(bucket, 'AWS::S3::BucketPolicy', 'Bucket by any name', (policy) => [
    named(policy, 'Bucket'),
  ]);
}

/** A name by which a bucket is spoken of; one that a parameter gives is enough to tell that two are the same. */
export function named(properties: Properties, path: string): Reading<Reference> {
  const reading = properties.reference(path);
  if (reading.kind !== 'unknown' || reading.unresolved === undefined) return reading;
  const { text, target } = reading.unresolved;
  return { kind: 'value', path: reading.path, value: { text, target: target?.definition } };
}

/** The statements of a bucket's policies that allow something. */
export function allowsOf(bucket: Resource, relations: Relations): readonly Statement[] {
  return policiesOf(bucket, relations)
    .flatMap((policy) => statementsOf(policy, 'PolicyDocument'))
    .filter(({ effect }) => effect.kind !== 'value' || effect.value === 'Allow');
}

/** Which of a bucket's ARNs a resource element of a statement covers: the bucket's own, or those of all its objects. */
export interface Coverage {
  readonly bucket: boolean;
  readonly objects: boolean;
}

/** The part of a bucket that a resource element of a statement covers. */
export function coverage(resource: Reference, bucket: Resource): Coverage {
  const rest = afterBucket(resource.text, bucket);
  return { bucket: rest === '' || rest === '*', objects: rest === '/*' || rest === '*' };
}

/** Yields a problem unless each policy of a bucket denies everybody every request that meets a condition. */
export function* deniesEverybody(
  bucket: Resource,
  relations: Relations,
  what: string,
  conditionsFit: (conditions: readonly PolicyCondition[]) => Answer,
): Generator<Problem> {
  const policies = policiesOf(bucket, relations);
  if (policies.length === 0) yield fail('', what, 'no bucket policy in these templates');
  for (const policy of policies) {
    const denied = deniedBy(policy, bucket, conditionsFit);
    if (denied === true) continue;
    if (denied === false) {
      yield fail('', what, `a bucket policy without it (${policy.logicalId})`);
    } else {
      yield undetermined({ path: '', why: `${denied.path} of the bucket policy ${policy.logicalId}: ${denied.why}` });
    }
  }
}

/** Yields a problem for each statement that lets everybody do one of some actions with a bucket. */
export function* grantsToEverybody(
  bucket: Resource,
  relations: Relations,
  what: string,
  actions: readonly string[],
): Generator<Problem> {
  for (const policy of policiesOf(bucket, relations)) {
    const place = `bucket policy ${policy.logicalId}`;
    const list = policy.list('PolicyDocument.Statement');
    if (list.kind === 'unknown') {
      yield undetermined({ path: '', why: `${list.path} of the ${place}: ${list.why}` });
      continue;
    }
    for (const statement of statementsOf(policy, 'PolicyDocument')) {
      const { effect } = statement;
      if (effect.kind === 'unknown')
        yield undetermined({ path: '', why: `${effect.path} of the ${place}: ${effect.why}` });
      if (effect.kind !== 'value' || effect.value !== 'Allow') continue;
      const allowed = allowsAny(statement, actions);
      if (allowed === false || limitsCaller(statement)) continue;
      for (const { path, who, why } of everybody(statement)) {
        if (who === 'unknown') yield undetermined({ path: '', why: `${path} of the ${place}: ${why}` });
        else if (allowed === true) yield fail('', what, `${who} at ${path} of the ${place}`);
        else yield undetermined({ path: '', why: `${allowed.path} of the ${place}: ${allowed.why}` });
      }
    }
  }
}

function deniedBy(
  policy: Resource,
  bucket: Resource,
  conditionsFit: (conditions: readonly PolicyCondition[]) => Answer,
): Answer {
  const list = policy.list('PolicyDocument.Statement');
  if (list.kind === 'unknown') return list;
  let unknown: UnknownReading | undefined;
  const covered = { bucket: false, objects: false };
  for (const statement of statementsOf(policy, 'PolicyDocument')) {
    const parts = [isDeny(statement), forEverybody(statement), everyAction(statement), conditionsOf(statement)];
    const answers = parts.includes(false) ? parts : [...parts, conditionsFit(statement.conditions)];
    if (answers.includes(false)) continue;
    const open = answers.find((answer) => typeof answer === 'object');
    if (open !== undefined) {
      unknown ??= open;
      continue;
    }
    for (const resource of statement.resources) {
      if (resource.kind === 'unknown') unknown ??= resource;
      if (resource.kind !== 'value') continue;
      if (isOpaque(resource.value)) unknown ??= opaque(resource.path);
      const one = coverage(resource.value, bucket);
      covered.bucket ||= one.bucket;
      covered.objects ||= one.objects;
    }
  }
  return covered.bucket && covered.objects ? true : (unknown ?? false);
}

function isDeny({ effect }: Statement): Answer {
  return effect.kind === 'unknown' ? effect : effect.kind === 'value' && effect.value === 'Deny';
}

function forEverybody(statement: Statement): Answer {
  return anyOf(
    statement.principals
      .filter(({ kind }) => kind === '*' || kind === 'AWS')
      .map(({ reading }) => (reading.kind === 'value' ? reading.value.text === '*' : unknownOf(reading))),
  );
}

function everyAction(statement: Statement): Answer {
  return anyOf(
    statement.actions.map((action) => (action.kind === 'value' ? /^(s3:)?\*$/i.test(action.value) : unknownOf(action))),
  );
}

function conditionsOf(statement: Statement): Answer {
  return statement.conditionsUnknown ? opaque(`${statement.path}.Condition`) : true;
}

/** Whether the actions of a statement include one of a list; a wildcard includes what it matches. */
export function allowsAny(statement: Statement, actions: readonly string[]): Answer {
  if (statement.inverts('Action')) return true;
  return anyOf(
    statement.actions.map((reading) =>
      reading.kind === 'value' ? matchesAny(reading.value, actions) : unknownOf(reading),
    ),
  );
}

function anyOf(answers: readonly Answer[]): Answer {
  return answers.includes(true) || (answers.find((answer) => typeof answer === 'object') ?? false);
}

function unknownOf(reading: Reading<unknown>): Answer {
  return reading.kind === 'unknown' ? reading : false;
}

function opaque(path: string): UnknownReading {
  return { kind: 'unknown', path, why: 'known only at deployment' };
}

/** An intrinsic function that was not resolved, such as an import from a stack that is not in the set. */
function isOpaque(resource: Reference): boolean {
  return resource.text.includes('${{');
}

function afterBucket(text: string, bucket: Resource): string | undefined {
  if (text === '*') return '*';
  const arn = bucket.definition.expression('Arn');
  if (text.startsWith(arn)) return text.slice(arn.length);
  const name = /^arn:(?:[^:$]+|\$\{[^}]*\}):s3:::(.*)$/.exec(text)?.[1];
  if (name === undefined) return undefined;
  if (/^\*(\/\*)?$/.test(name)) return name === '*' ? '*' : '/*';
  const own = named(bucket, 'BucketName');
  const names = [bucket.definition.expression(), ...(own.kind === 'value' ? [own.value.text] : [])];
  const match = names.find((candidate) => name.startsWith(candidate));
  return match === undefined ? undefined : name.slice(match.length);
}
