import {
  all,
  allOf,
  any,
  anyOf,
  because,
  equals,
  holds,
  maybe,
  no,
  not,
  yes,
  type Certainty,
  type Ground,
} from '../read/certainty';
import { limitsCaller, sparesOnlyKnown } from './caller';
import { covers, touches, type IsFree } from './glob';
import type { Element, Policy, Statement } from './policy';
import { samePrincipal, type Principal } from './principal';
import { isTrueOf, type RequestKind } from './request';

/** What a policy speaks about: a resource, or the parts of one. */
export interface Target {
  /** What it is called in messages, such as `the objects`. */
  readonly name: string;
  /** The ARNs by which policies may speak of it, with `*` for parts that vary. */
  readonly arns: readonly string[];
}

/** Whatever the policy is attached to. */
export const EVERYTHING: Target = { name: 'everything', arns: ['*'] };

/** What a policy is asked about. */
export interface Access {
  /** Actions by their full names, such as `s3:GetObject`: one of them is enough. */
  readonly actions: readonly string[];
  /** @default - whatever the policy is attached to */
  readonly targets?: readonly Target[];
}

/** Somebody whom a statement lets do something. */
export interface Grant {
  readonly principal: Principal;
  readonly statement: Statement;
  /** Whether the statement grants it, and no Deny takes it away. */
  readonly answer: Certainty;
}

/** Whether anybody at all, with an account or without, may do one of some actions: the path is that of who decides. */
export function anybodyMay(policy: Policy, access: Access): Certainty {
  return any([() => anyOf(grantsToAnybody(policy, access), ({ answer }) => answer), () => policy.hidden ?? no]);
}

/** The principals by whom a statement lets anybody at all do one of some actions, or may. */
export function* grantsToAnybody(policy: Policy, access: Access): Generator<Grant> {
  const taken = takenBy(policy, (deny) => leavesNobody(policy, deny));
  for (const statement of policy.statements) {
    for (const principal of principalsOf(statement)) {
      const answer = all([
        () => opensToAnybody(policy, statement, principal),
        () => grants(policy, statement, access, taken),
      ]);
      if (answer.kind !== 'no') yield { principal, statement, answer: because(answer, placeOf(principal)) };
    }
  }
}

/** All principals whom a policy lets do one of some actions, or may, whatever conditions they have to meet. */
export function* grantees(policy: Policy, access: Access): Generator<Grant> {
  const taken = takenBy(policy, (deny) => all([unconditional(deny), () => forEverybody(deny)]));
  // denials of somebody in particular are few
  const denies = deniesWhere(policy, (deny) => all([unconditional(deny), () => not(forEverybody(deny))]));
  const named = { ...policy, statements: denies.map(({ deny }) => deny) };
  for (const statement of policy.statements) {
    const answer = grants(policy, statement, access, taken);
    for (const principal of answer.kind === 'no' ? [] : principalsOf(statement)) {
      const own = takenBy(named, (deny) => names(deny, principal));
      const left = all([answer, () => grants(policy, statement, access, own)]);
      if (left.kind !== 'no') yield { principal, statement, answer: because(left, placeOf(principal)) };
    }
  }
}

/** Whether a policy of an identity, which names no principals, allows one of some actions. */
export function allows(policy: Policy, access: Access): Certainty {
  const taken = takenBy(policy, unconditional);
  const allowed = (statement: Statement): Certainty =>
    because(grants(policy, statement, access, taken), { path: statement.path });
  return any([() => anyOf(policy.statements, allowed), () => policy.hidden ?? no]);
}

/** Requests that a policy is to refuse whoever makes them. */
export interface Refusal {
  /** Action patterns that have to be covered whole, such as `s3:*`. */
  readonly actions: readonly string[];
  readonly targets: readonly Target[];
  /** The requests, by what they are called in messages, such as `plain HTTP`. */
  readonly requests: Readonly<Record<string, RequestKind>>;
}

/** Whether a policy denies everybody each of some kinds of requests; a no says what is left out. */
export function deniesEverybody(policy: Policy, { actions, targets, requests }: Refusal): Certainty {
  const denies = deniesWhere(policy, forEverybody);
  const kinds = Object.entries(requests);
  const asked = kinds.flatMap(([name, kind]) =>
    targets.flatMap((target) => actions.map((action) => ({ name, kind, target, action }))),
  );
  const refused = allOf(asked, ({ name, kind, target, action }) => {
    const answer = anyOf(denies, ({ deny, applies }) =>
      all([
        applies,
        () => coversAll(policy, deny, action, target),
        () => deny.hiddenConditions ?? yes,
        () => allOf(deny.conditions, (condition) => isTrueOf(condition, kind)),
      ]),
    );
    const left = { path: policy.path, reason: `${action} on ${target.name} over ${name} is not denied` };
    return answer.kind === 'no' ? because(answer, left) : answer;
  });
  return refused.kind === 'no' && policy.hidden !== undefined ? policy.hidden : refused;
}

/** Whether an action on a target is taken away again. */
type Taken = (action: string, target: Target) => Certainty;

/** Whether a statement allows one of some actions, and nothing takes that one away. */
function grants(policy: Policy, statement: Statement, { actions, targets }: Access, taken: Taken): Certainty {
  const allowed = equals(statement.effect, 'Allow');
  if (allowed.kind === 'no') return no;
  const granted = (action: string): Certainty =>
    anyOf(targets ?? [EVERYTHING], (target) =>
      all([
        targets === undefined ? yes : reaches(statement.resources, 'some', target.arns, policy.isFree),
        () => not(taken(action, target)),
      ]),
    );
  const wanted = actions.map((action) => action.toLowerCase());
  const acts = statement.actions.inverted
    ? anyOf(wanted, (action) => all([reaches(statement.actions, 'some', [action]), () => granted(action)]))
    : anyOf(statement.actions.items, (item) =>
        holds(item, ({ text }) =>
          anyOf(wanted, (action) => all([touches(text, action), () => granted(narrower(text, action))])),
        ),
      );
  return all([allowed, acts]);
}

/** Of two patterns that meet, the one that is no wider. */
function narrower(pattern: string, action: string): string {
  return covers(action, pattern).kind === 'yes' ? pattern : action;
}

/** Whether an element speaks of some of what texts stand for, or of all of it; an absent one speaks of everything. */
function reaches(
  element: Element | undefined,
  how: 'some' | 'all',
  subjects: readonly string[],
  isFree?: IsFree,
): Certainty {
  if (element === undefined) return yes;
  // what is left out whole is not reached, and what is left out in part is not reached whole
  const test = (how === 'some') === element.inverted ? covers : touches;
  const listed = anyOf(element.items, (item) =>
    holds(item, ({ text }) => anyOf(subjects, (subject) => test(text, subject, isFree))),
  );
  return element.inverted ? not(listed) : listed;
}

/** Whether a Deny covers all of an action on all of a target. */
function coversAll(policy: Policy, deny: Statement, action: string, { arns }: Target): Certainty {
  return all([
    reaches(deny.actions, 'all', [action.toLowerCase()]),
    () => reaches(deny.resources, 'all', arns, policy.isFree),
  ]);
}

function opensToAnybody(policy: Policy, statement: Statement, principal: Principal): Certainty {
  if (principal.kind !== 'everyone' && principal.kind !== 'unknown') return no;
  const open = principal.kind === 'everyone' ? yes : maybe(principal.reason, principal.path);
  return all([not(limitsCaller(statement, policy.isFree)), open]);
}

/** Whether a Deny leaves what it covers to nobody, or only to callers that are known. */
function leavesNobody(policy: Policy, deny: Statement): Certainty {
  const { inverted, list } = deny.principals;
  const known = (principal: Principal): Certainty => not(isEverybody(principal));
  return all([() => (inverted ? allOf(list, known) : forEverybody(deny)), () => sparesOnlyKnown(deny, policy.isFree)]);
}

/** A Deny, and whether it is one and for whom a question needs it. */
interface Denial {
  readonly deny: Statement;
  readonly applies: Certainty;
}

function deniesWhere(policy: Policy, concerns: (deny: Statement) => Certainty): readonly Denial[] {
  return policy.statements
    .map((deny) => ({ deny, applies: all([equals(deny.effect, 'Deny'), () => concerns(deny)]) }))
    .filter(({ applies }) => applies.kind !== 'no');
}

/** The most comparisons for one question: a policy of AWS has no room for so many statements. */
const MOST_COMPARED = 200_000;

/** What the denials that concern a question take away; many statements allow the same, so answers are kept. */
function takenBy(policy: Policy, concerns: (deny: Statement) => Certainty): Taken {
  const answers = new Map<string, Certainty>();
  let denies: readonly Denial[] | undefined;
  let left = MOST_COMPARED;
  return (action, target) => {
    denies ??= deniesWhere(policy, concerns);
    const key = `${action} ${target.name}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    left -= denies.length;
    if (left < 0) return maybe('the policy denies more than can be compared', policy.path);
    const answer = anyOf(denies, ({ deny, applies }) => all([applies, () => coversAll(policy, deny, action, target)]));
    answers.set(key, answer);
    return answer;
  };
}

function unconditional({ conditions, hiddenConditions }: Statement): Certainty {
  return conditions.length > 0 ? no : not(hiddenConditions ?? no);
}

/** Whether a statement is for everybody, those of the own account too. */
function forEverybody({ principals }: Statement): Certainty {
  return principals.inverted ? no : anyOf(principals.list, isEverybody);
}

function names({ principals }: Statement, principal: Principal): Certainty {
  return principals.inverted ? no : anyOf(principals.list, (one) => samePrincipal(one, principal));
}

function isEverybody(principal: Principal): Certainty {
  if (principal.kind === 'unknown') return maybe(principal.reason, principal.path);
  return principal.kind === 'everyone' ? yes : no;
}

/** Whom a statement speaks of; `NotPrincipal` speaks of everybody else. */
function principalsOf({ principals, path }: Statement): readonly Principal[] {
  const text = 'everybody but those in NotPrincipal';
  return principals.inverted ? [{ kind: 'everyone', path: `${path}.NotPrincipal`, text }] : principals.list;
}

function placeOf({ path, text }: Principal): Ground {
  return { path, reason: text };
}
