import { factsOf } from '../../facts/resource-types';
import { covers } from '../../template/access/glob';
import { arnParts } from '../../template/access/principal';
import {
  all,
  allOf,
  any,
  anyOf,
  at,
  because,
  certain,
  equals,
  holds,
  isPresent,
  maybe,
  no,
  not,
  yes,
  type Certainty,
} from '../../template/read/certainty';
import type { Properties, Reference } from '../../template/read/properties';
import { valuesOf } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';
import { demanded } from '../expect';
import type { Problem } from '../rule';
import { selectionsOf } from './backup-selections';
import { isTagged } from './tagged';

const ACCOUNT = '${AWS::AccountId}';
const REGION = '${AWS::Region}';
const TAG_PREFIX = 'aws:ResourceTag/';

/** Yields a problem unless a backup selection of the same templates reaches a resource. */
export function expectBackedUp(resource: Resource): Iterable<Problem> {
  const { found, complete } = selectionsOf(resource);
  const reached = any([
    anyOf(found, (selection) => reaches(selection, resource)),
    complete ? no : maybe('these templates have more backup selections than can be compared'),
  ]);
  const answer =
    reached.kind === 'maybe'
      ? maybe('only deployment knows what the backup selections of these templates reach')
      : reached;
  const ground = { reason: 'none in these templates' };
  return demanded(at('', because(answer, ground)), 'a backup selection that reaches it');
}

function reaches(selection: Resource, resource: Resource): Certainty {
  return holds(selection.object('BackupSelection'), (part) => {
    const byTag = (): Certainty => anyOf(part.items('ListOfTags'), (tag) => meetsTag(resource, tag));
    const byName = (): Certainty =>
      all([anyOf(part.items('Resources'), (item) => names(item, resource)), () => meetsAll(part, resource)]);
    return all([
      isInReach(selection, resource),
      () => not(anyOf(part.items('NotResources'), (item) => names(item, resource))),
      () => any([byTag, byName]),
    ]);
  });
}

/** Whether a selection is deployed to the account and Region of a resource, as far as the assembly says. */
function isInReach(selection: Resource, resource: Resource): Certainty {
  const [one, other] = [selection.definition.template, resource.definition.template];
  const same = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
  return certain(same(one.account, other.account) && same(one.region, other.region));
}

function names(item: Properties, resource: Resource): Certainty {
  return holds(item.reference(''), (reference) => isOrCovers(reference, resource));
}

function isOrCovers({ text, target, literal }: Reference, resource: Resource): Certainty {
  const { definition } = resource;
  if (text === '*' || target === definition) return yes;
  if (target !== undefined) return no;
  // an ARN that is put together from the id of the resource
  if (text.includes(definition.expression()) || text.includes(definition.expression('Arn'))) return yes;
  // a text that is one expression may turn out to be any ARN
  if (literal === undefined && !text.startsWith('arn:')) return maybe('only deployment knows what it names');
  return coversArn(text, resource);
}

/** Whether an ARN with wildcards is that of a resource, part by part, as far as its parts are known. */
function coversArn(pattern: string, resource: Resource): Certainty {
  const { arn: [service, kind] = ['', ''], name: property } = factsOf(resource.type);
  const { account = ACCOUNT, region = REGION } = resource.definition.template;
  const name = property === undefined ? undefined : resource.reference(property);
  const [known = resource.definition.expression()] = name === undefined ? [] : valuesOf([name]).map(({ text }) => text);
  const own = [service, region, account, `${kind}${known}`];
  const [, , ...parts] = arnParts(pattern.replaceAll(REGION, region).replaceAll(ACCOUNT, account));
  // a wildcard that stands for several parts
  if (parts.length < own.length) return covers(pattern, ['arn:aws', ...own].join(':'));
  const wanted = [...parts.slice(0, 3), parts.slice(3).join(':')];
  return allOf(own.keys(), (at) => covers(wanted[at] ?? '', own[at] ?? ''));
}

function meetsAll(part: Properties, resource: Resource): Certainty {
  const block = part.object('Conditions');
  return holds(
    block,
    (operators) =>
      allOf(operators.names, (operator) =>
        allOf(operators.items(operator), (condition) => meets(resource, operator, condition)),
      ),
    yes,
  );
}

function meets(resource: Resource, operator: string, condition: Properties): Certainty {
  const [, negated, like] = /^String(Not)?(Equals|Like)$/.exec(operator) ?? [];
  if (like === undefined) return maybe(`${operator} is no operator that is known here`);
  const answer = hasTagOf(resource, condition, like === 'Like');
  return negated === undefined ? answer : not(answer);
}

function meetsTag(resource: Resource, tag: Properties): Certainty {
  return all([equals(tag.text('ConditionType'), 'STRINGEQUALS', yes), () => hasTagOf(resource, tag, false)]);
}

function hasTagOf(resource: Resource, condition: Properties, pattern: boolean): Certainty {
  const value = condition.text('ConditionValue');
  return holds(condition.text('ConditionKey'), (key) => {
    const name = key.startsWith(TAG_PREFIX) ? key.slice(TAG_PREFIX.length) : key;
    const test = (tag: string) => holds(value, (wanted) => (pattern ? covers(wanted, tag) : wanted === tag));
    return all([isPresent(value), () => isTagged(resource, name, test)]);
  });
}
