import { isArray, isObject } from '../model/json';
import type { Properties, Reference } from '../read/properties';
import type { Reading } from '../read/reading';
import { certain, maybe, no, yes, type Certainty } from '../read/certainty';
import { Resource } from '../read/resource';
import { Scenario } from '../evaluate/scenario';
import { readable, type Resolved } from '../evaluate/unresolved';
import { hasWildcard, unknownParts } from './glob';

/** Who a statement speaks of. */
export type Principal = Everyone | AccountPrincipal | Identity | Named | UnknownPrincipal;

interface Place {
  /** Where the principal stands. */
  readonly path: string;
  /** The principal as messages show it. */
  readonly text: string;
}

/** Everybody, with or without an account of AWS: `*` in whatever spelling. */
export interface Everyone extends Place {
  readonly kind: 'everyone';
}

/** Whoever an account lets: its id or the ARN of its root. */
export interface AccountPrincipal extends Place {
  readonly kind: 'account';
  readonly account: string;
}

/** A role, a user or a session of an account. */
export interface Identity extends Place {
  readonly kind: 'identity';
  /** @default - the ARN does not say */
  readonly account?: string;
  /** What tells it apart in its account, such as `role/Admin`; of a session, the role that was taken. */
  readonly name: string;
  /** Whether only deployment knows the name, so that any other may be it. @default - it is known */
  readonly mayBeOther?: boolean;
}

/** An AWS service, an identity provider, or the canonical id of an account. */
export interface Named extends Place {
  readonly kind: 'service' | 'federated' | 'canonical';
  readonly name: string;
}

/** A principal that only deployment knows; it may be everybody. */
export interface UnknownPrincipal extends Place {
  readonly kind: 'unknown';
  readonly reason: string;
}

/** The account that a template is deployed to, as templates write it. */
export const OWN_ACCOUNT = '${AWS::AccountId}';

/** The principals at `Principal` or `NotPrincipal` of a statement. */
export function principalsAt(statement: Properties, element: 'Principal' | 'NotPrincipal'): readonly Principal[] {
  const whole = statement.read(element);
  if (whole.kind === 'absent') return [];
  if (whole.kind !== 'value' || !isObject(whole.value)) {
    const items = whole.kind === 'value' && isArray<Resolved>(whole.value) ? statement.items(element) : undefined;
    return (items?.map((item) => item.reference('')) ?? [statement.reference(element)]).map((one) =>
      principal('aws', one),
    );
  }
  const kinds = statement.entry(element);
  return kinds.names.flatMap((kind) =>
    kinds
      .entry(kind)
      .items('')
      .map((item) => principal(kind.toLowerCase(), item.reference(''))),
  );
}

/** Whether two principals are the same, however each is spelled. */
export function samePrincipal(one: Principal, other: Principal): Certainty {
  if (one.kind === 'unknown') return maybe(one.reason, one.path);
  if (other.kind === 'unknown') return maybe(other.reason, other.path);
  if (one.kind === 'everyone' || other.kind === 'everyone') return certain(one.kind === other.kind);
  if (one.kind === 'identity' && other.kind === 'identity') {
    if (one.name !== other.name) {
      const open = one.mayBeOther === true || other.mayBeOther === true;
      return open ? maybe(`only deployment knows the name of ${one.mayBeOther === true ? one.text : other.text}`) : no;
    }
    return sameAccount(one.account, other.account);
  }
  if (one.kind === 'account' && other.kind === 'account') return sameAccount(one.account, other.account);
  return certain(one.kind === other.kind && 'name' in one && 'name' in other && one.name === other.name);
}

/** Whether a principal belongs to another account than the one that the template is deployed to. */
export function isForeign(principal: Principal, own: string | undefined): Certainty {
  switch (principal.kind) {
    case 'everyone':
      return yes;
    case 'unknown':
      return maybe(principal.reason, principal.path);
    case 'account':
    case 'identity':
      return isForeignAccount(principal.account, own);
    default:
      return no;
  }
}

/** Whether an account is another one than the one that the template is deployed to. */
export function isForeignAccount(account: string | undefined, own: string | undefined): Certainty {
  if (account === OWN_ACCOUNT || (own !== undefined && account === own)) return no;
  if (account === undefined) return maybe('the principal does not say which account it belongs to');
  if (unknownParts(account).length > 0) return maybe(`the account ${readable(account)} is known only at deployment`);
  return own === undefined
    ? maybe(`the template does not say whether the account ${readable(account)} is its own`)
    : yes;
}

function sameAccount(one: string | undefined, other: string | undefined): Certainty {
  if (one === other && one !== undefined) return yes;
  if (one === undefined || other === undefined) return maybe('the principal does not say which account it belongs to');
  const open = unknownParts(one).length > 0 || unknownParts(other).length > 0;
  return open ? maybe('the template does not say whether both are of one account') : no;
}

const NAMED: ReadonlyMap<string, Named['kind']> = new Map([
  ['service', 'service'],
  ['federated', 'federated'],
  ['canonicaluser', 'canonical'],
]);

function principal(element: string, reading: Reading<Reference>): Principal {
  const { path } = reading;
  if (reading.kind === 'unknown') return { kind: 'unknown', path, text: 'a principal', reason: reading.why };
  if (reading.kind === 'absent') return { kind: 'canonical', path, text: 'nobody', name: '' };
  const { text, target } = reading.value;
  const shown = readable(text);
  const place = { path, text: shown };
  if (/^[*?]+$/.test(text)) return { kind: 'everyone', path, text: JSON.stringify(text) };
  const kind = NAMED.get(element);
  if (kind !== undefined) return { kind, ...place, name: text };
  if (target !== undefined) return targetPrincipal(reading.value, place);
  if (/^\d{12}$/.test(text) || text === OWN_ACCOUNT) return { kind: 'account', ...place, account: text };
  return arnPrincipal(text, place);
}

/** A role or a user of the same templates, by its ARN; other resources may hold any principal. */
function targetPrincipal({ text, target }: Reference, place: Place): Principal {
  if (target?.type.startsWith('AWS::IAM::') !== true) {
    return { kind: 'unknown', ...place, reason: `known only at deployment (${place.text})` };
  }
  const kind = target.type === 'AWS::IAM::Role' ? 'role' : 'user';
  const property = kind === 'role' ? 'RoleName' : 'UserName';
  const scenario = new Scenario();
  const name = new Resource(target, scenario).text(property);
  // a name that depends on a condition is no name yet
  const settled = name.kind === 'value' && scenario.decisions === 0;
  const known = settled ? name.value : text.replace(/\.Arn\}$/, '}');
  const mayBeOther = name.kind === 'unknown' || (name.kind === 'value' && !settled);
  return { kind: 'identity', ...place, account: OWN_ACCOUNT, name: `${kind}/${known}`, mayBeOther };
}

function arnPrincipal(text: string, place: Place): Principal {
  const [arn, , service, , account, ...rest] = arnParts(text);
  const name = rest.join(':');
  if (arn !== 'arn' || account === undefined || name === '') {
    // unique ids such as AROA…; anything with an unknown part may be everybody
    return unknownParts(text).length > 0
      ? { kind: 'unknown', ...place, reason: `known only at deployment (${place.text})` }
      : { kind: 'identity', ...place, name: text };
  }
  if (account === 'cloudfront') return { kind: 'service', ...place, name: text };
  // AWS refuses wildcards in principals; whoever wrote one meant everybody
  if (hasWildcard(account)) return { kind: 'everyone', path: place.path, text: JSON.stringify(text) };
  if (name === 'root' || hasWildcard(name)) return { kind: 'account', ...place, account };
  if (service === 'sts' && name.startsWith('assumed-role/')) {
    return { kind: 'identity', ...place, account, name: `role/${name.split('/')[1] ?? ''}` };
  }
  // the path of a role is no part of its name, and names are unique in an account
  const [kind = '', ...path] = name.split('/');
  return { kind: 'identity', ...place, account, name: `${kind}/${path.at(-1) ?? ''}` };
}

/** The parts of an ARN between colons; those inside `${…}` divide nothing. */
export function arnParts(text: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (char === ':' && depth <= 0) parts.push('');
    else parts.push((parts.pop() ?? '') + char);
  }
  return parts;
}
