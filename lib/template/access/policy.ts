import { isObject } from '../model/json';
import type { Properties, Reference } from '../read/properties';
import { mapReading, type Reading, type UnknownReading } from '../read/reading';
import { maybe, type Maybe } from '../read/certainty';
import type { Resource } from '../read/resource';
import type { DeclarationSet } from '../model/resource-definition';
import type { IsFree } from './glob';
import { principalsAt, type Principal } from './principal';

/** A policy document as what it says: its statements, and what of it cannot be read. */
export interface Policy {
  /** Where the document stands, such as `PolicyDocument`. */
  readonly path: string;
  readonly statements: readonly Statement[];
  /** Why there may be statements that nobody can see before deployment. @default - all are seen */
  readonly hidden?: Maybe;
  /** Which `${…}` in its texts may turn out to be anything. */
  readonly isFree: IsFree;
  /** The account that the stack is deployed to, where it is known. */
  readonly account?: string;
}

/** What a statement lists at `Action` or `Resource`, or everything but that. */
export interface Element {
  readonly inverted: boolean;
  /** Actions in lower case. */
  readonly items: readonly Reading<Reference>[];
}

/** A condition of a statement. */
export interface Condition {
  readonly path: string;
  /** The operator as it is written, such as `ForAnyValue:StringLike`. */
  readonly operator: string;
  /** The key in lower case. */
  readonly key: string;
  readonly values: readonly Reading<Reference>[];
}

/** A statement of a policy. */
export interface Statement {
  /** Where it stands, such as `PolicyDocument.Statement[0]`. */
  readonly path: string;
  readonly effect: Reading<string>;
  readonly actions: Element;
  /** Nothing when it says neither `Resource` nor `NotResource`, as trust policies do. */
  readonly resources?: Element;
  readonly principals: { readonly inverted: boolean; readonly list: readonly Principal[] };
  readonly conditions: readonly Condition[];
  /** Why there may be conditions that nobody can see before deployment. @default - all are seen */
  readonly hiddenConditions?: Maybe;
}

/** Documents are asked by many rules; one that is resolved stays what it is. */
const KNOWN = new WeakMap<object, Policy>();

/** The policy at a path of a resource: an object, or JSON text that holds one. */
export function policyAt(resource: Resource, path: string): Policy {
  const whole = resource.read(path);
  const key = whole.kind === 'value' && isObject(whole.value) ? whole.value : undefined;
  const known = key === undefined ? undefined : KNOWN.get(key);
  if (known !== undefined) return known;
  const policy = readPolicy(resource, path);
  if (key !== undefined) KNOWN.set(key, policy);
  return policy;
}

function readPolicy(resource: Resource, path: string): Policy {
  const { template } = resource.definition;
  const known = { path, isFree: freeParts(template.set), account: template.account };
  const document = resource.document(path);
  if (document.kind === 'absent') return { ...known, statements: [] };
  if (document.kind === 'unknown') {
    return { ...known, statements: [], hidden: maybe(document.why, document.path) };
  }
  const list = document.value.list('Statement');
  if (list.kind === 'absent') return { ...known, statements: [] };
  if (list.kind === 'unknown') return { ...known, statements: [], hidden: maybe(list.why, list.path) };
  return { ...known, statements: list.value.map(readStatement) };
}

function readStatement(place: Properties): Statement {
  const whole = place.object('');
  if (whole.kind === 'unknown') return opaqueStatement(whole);
  const inverted = place.read('NotPrincipal').kind !== 'absent';
  return {
    path: place.path,
    effect: place.text('Effect'),
    actions: readElement(place, 'Action') ?? { inverted: false, items: [] },
    resources: readElement(place, 'Resource'),
    principals: { inverted, list: principalsAt(place, inverted ? 'NotPrincipal' : 'Principal') },
    ...readConditions(place),
  };
}

/** A statement that may say anything. */
function opaqueStatement(whole: UnknownReading): Statement {
  const { path, why: reason } = whole;
  const element: Element = { inverted: false, items: [whole] };
  return {
    path,
    effect: whole,
    actions: element,
    resources: element,
    principals: { inverted: false, list: [{ kind: 'unknown', path, text: 'a principal', reason }] },
    conditions: [],
    hiddenConditions: maybe(reason, path),
  };
}

function readElement(place: Properties, name: 'Action' | 'Resource'): Element | undefined {
  const inverted = place.read(`Not${name}`).kind !== 'absent';
  const element = inverted ? `Not${name}` : name;
  if (place.read(element).kind === 'absent') return undefined;
  const items = place.items(element).map((item) => item.reference(''));
  // the letters of actions may be of either case
  const folded = (reference: Reference): Reference => ({ ...reference, text: reference.text.toLowerCase() });
  return { inverted, items: name === 'Action' ? items.map((item) => mapReading(item, folded)) : items };
}

function readConditions(place: Properties): Pick<Statement, 'conditions' | 'hiddenConditions'> {
  const block = place.object('Condition');
  if (block.kind === 'absent') return { conditions: [] };
  if (block.kind === 'unknown') return { conditions: [], hiddenConditions: maybe(block.why, block.path) };
  const conditions: Condition[] = [];
  let hiddenConditions: Maybe | undefined;
  for (const operator of block.value.names) {
    const keys = block.value.entry(operator).object('');
    if (keys.kind === 'unknown') hiddenConditions ??= maybe(keys.why, keys.path);
    for (const name of keys.kind === 'value' ? keys.value.names : []) {
      const place = keys.kind === 'value' ? keys.value.entry(name) : undefined;
      const values = place?.items('').map((item) => item.reference('')) ?? [];
      conditions.push({ path: place?.path ?? '', operator, key: name.toLowerCase(), values });
    }
  }
  return { conditions, hiddenConditions };
}

/** Parts that name a resource of the set are that resource; parameters, imports and the like may be anything. */
function freeParts(set: DeclarationSet): IsFree {
  return (part) => {
    const [, template, name = ''] = /^\$\{(\d+) ([^.}]+)/.exec(part) ?? [];
    return set.templates[Number(template)]?.definition(name) === undefined;
  };
}
