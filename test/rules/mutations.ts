import { isArray, isObject, type Json, type JsonObject } from '../../lib/template/model/json';
import { Properties } from '../../lib/template/read/properties';
import type { Rule } from '../../lib/rules/rule';
import type { Result } from '../../lib/compliance/result';
import { judgeDocument } from './test-rule';

/** A place in a template: keys of objects and indexes of lists. */
export type Place = readonly (string | number)[];

/** A template in which one property of a resource was replaced. */
export interface Mutation {
  /** The type of the resource and the path of the property in it, without the indexes of lists. */
  readonly property: string;
  /** What became of the property. */
  readonly name: string;
  readonly document: JsonObject;
  /** The same template without the property, where what is there now counts as absent. */
  readonly absent?: JsonObject;
  /** The resource whose property it is. */
  readonly logicalId: string;
  /** Whether a resource that points at another one no longer says at which. */
  readonly isCutOff: boolean;
}

/** What a rule looked at in a template, and what it found. */
export interface Judged {
  readonly results: readonly Result[];
  readonly places: readonly Place[];
}

const NO_VALUE = { Ref: 'AWS::NoValue' };
const MACRO = { 'Fn::Transform': { Name: 'Unknown', Parameters: { Place: 'here' } } };
const UNKNOWN: Readonly<Record<string, Json>> = {
  'a parameter': { Ref: 'Unknown' },
  'a dynamic reference': '{{resolve:ssm:/unknown}}',
  'an import': { 'Fn::ImportValue': 'unknown' },
  'a map entry': { 'Fn::FindInMap': ['UnknownMap', { Ref: 'Unknown' }, 'Value'] },
  'a macro': MACRO,
};
const MOST_ITEMS = 6;

/** Templates of more characters repeat themselves: of each property one place is looked at. */
const LARGE = 20_000;

const EMPTY: Readonly<Record<string, Json>> = { 'an empty text': '', 'an empty list': [], 'an empty object': {} };

/** Judges a template and notes every property that was read, those that are not there among them. */
export function judgeNoting(rule: Rule, document: JsonObject): Judged {
  const read = new Map<string, Set<string>>();
  const missing = new Set<string>();
  const resources = Object.entries(objectAt(document, ['Resources']));
  const noted = resources.map(([logicalId, resource]): readonly [string, Json] => {
    const properties = isObject(resource) ? (resource['Properties'] ?? {}) : {};
    if (!isObject(resource) || !isObject(properties)) return [logicalId, resource];
    const names = new Set<string>();
    read.set(logicalId, names);
    return [logicalId, { ...resource, Properties: noting(properties, names) }];
  });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- is called with the place it is read at
  const reads = Properties.prototype.read;
  const spy = jest.spyOn(Properties.prototype, 'read').mockImplementation(function (this: Properties, path) {
    const reading = reads.call(this, path);
    if (reading.kind === 'absent') missing.add(reading.path);
    return reading;
  });
  const results = judgeDocument(rule, { ...document, Resources: Object.fromEntries<Json>(noted) });
  spy.mockRestore();
  const places = [...read].flatMap(([logicalId, names]) => {
    const properties = ['Resources', logicalId, 'Properties'];
    if (names.size === 0) return [];
    const own = [...names].flatMap((name) => placesBelow(document, [...properties, name]));
    const absent = [...missing].flatMap((path) => missingPlace(document, properties, path));
    return [...new Map([properties, ...own, ...absent].map((place) => [JSON.stringify(place), place])).values()];
  });
  const isLarge = JSON.stringify(document).length > LARGE;
  return { results, places: isLarge ? oneOfEach(document, places) : places };
}

/** One place of each property. */
function oneOfEach(document: JsonObject, places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [nameOf(document, place), place])).values()];
}

/** Every way in which a property of a template may be unknown, empty or made by a macro. */
export function* mutationsAt(document: JsonObject, place: Place): Generator<Mutation> {
  const property = nameOf(document, place);
  const original = valueAt(document, place);
  const isCutOff = original !== undefined && pointsAtResource(original, objectAt(document, ['Resources']));
  const logicalId = String(place[1]);
  const made = (name: string, value: Json, absent?: JsonObject): Mutation => {
    const mutated = declaring(replaced(document, place, value), original);
    return { property, name, logicalId, isCutOff, document: mutated, absent };
  };
  for (const [name, value] of Object.entries(UNKNOWN)) yield made(name, value);
  const branch = original ?? UNKNOWN['a parameter'] ?? null;
  yield made('under a condition', { 'Fn::If': ['UnknownCondition', branch, NO_VALUE] });
  yield made('under the opposite of a condition', { 'Fn::If': ['UnknownCondition', NO_VALUE, branch] });
  if (isObject(original)) yield made('beside a macro', { ...original, ...MACRO });
  if (original === undefined) return;
  if (typeof original !== 'object') yield made('a default', { Ref: 'Defaulted' });
  const absent = replaced(document, place, undefined);
  for (const [name, value] of Object.entries(EMPTY)) yield made(name, value, absent);
}

function noting(properties: JsonObject, names: Set<string>): JsonObject {
  return new Proxy(properties, {
    getOwnPropertyDescriptor(target, name) {
      names.add(String(name));
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
}

/** A place and all places below it; what an intrinsic function is given is no property. */
function placesBelow(document: JsonObject, place: Place): readonly Place[] {
  const value = valueAt(document, place);
  if (typeof value !== 'object' || value === null || isIntrinsic(value)) return [place];
  const keys = isArray<Json>(value) ? someOf(value.map((_, index) => index)) : Object.keys(value);
  return [place, ...keys.flatMap((key) => placesBelow(document, [...place, key]))];
}

/** Of a long list whose items are alike, the first and the last. */
function someOf(indexes: readonly number[]): readonly number[] {
  return indexes.length <= MOST_ITEMS ? indexes : [...indexes.slice(0, MOST_ITEMS - 1), indexes.length - 1];
}

/** The place of a property that was looked for and is not there, where what it would be in is. */
function missingPlace(document: JsonObject, properties: Place, path: string): readonly Place[] {
  const keys = (path.match(/[^.[\]]+/g) ?? []).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const place = [...properties, ...keys];
  const parent = valueAt(document, place.slice(0, -1));
  if (keys.length < 2 || !isObject(parent) || isIntrinsic(parent)) return [];
  return valueAt(document, place) === undefined ? [place] : [];
}

function pointsAtResource(value: Json, resources: JsonObject): boolean {
  if (isArray<Json>(value)) return value.some((item) => pointsAtResource(item, resources));
  if (!isObject(value)) return false;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value;
  const named = ref ?? (isArray<Json>(attribute) ? attribute[0] : undefined);
  if (typeof named === 'string' && Object.hasOwn(resources, named)) return true;
  return Object.values(value).some((item) => pointsAtResource(item, resources));
}

function isIntrinsic(value: Json): boolean {
  const [key = '', ...others] = isObject(value) ? Object.keys(value) : [];
  return others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
}

function valueAt(document: Json, place: Place): Json | undefined {
  return place.reduce<Json | undefined>((value, key) => {
    if (isArray<Json>(value)) return value[Number(key)];
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, document);
}

function objectAt(document: JsonObject, place: Place): JsonObject {
  const value = valueAt(document, place);
  return isObject(value) ? value : {};
}

/** A template in which something else stands at a place; nothing takes out what is there. */
function replaced(document: JsonObject, place: Place, value: Json | undefined): JsonObject {
  const changed = replacedIn(document, place, value);
  return isObject(changed) ? changed : {};
}

function replacedIn(node: Json | undefined, [key, ...deeper]: Place, value: Json | undefined): Json | undefined {
  if (key === undefined) return value;
  if (isArray<Json>(node)) {
    return node.flatMap((item, index) => {
      const inside = index === key ? replacedIn(item, deeper, value) : item;
      return inside === undefined ? [] : [inside];
    });
  }
  const object = isObject(node) ? node : {};
  const inside = replacedIn(object[key], deeper, value);
  const others = Object.entries(object).filter(([name]) => name !== key);
  return Object.fromEntries<Json>(inside === undefined ? others : [...others, [key, inside]]);
}

/** A template with what the unknown values are named by. */
function declaring(document: JsonObject, original: Json | undefined): JsonObject {
  const byDefault = typeof original === 'object' ? '' : (original ?? '');
  return {
    ...document,
    Parameters: {
      ...objectAt(document, ['Parameters']),
      Unknown: { Type: 'String' },
      Defaulted: { Type: 'String', Default: byDefault },
      Asked: { Type: 'String' },
    },
    Mappings: { ...objectAt(document, ['Mappings']), UnknownMap: { one: { Value: 'one' }, other: { Value: 'other' } } },
    Conditions: {
      ...objectAt(document, ['Conditions']),
      UnknownCondition: { 'Fn::Equals': [{ Ref: 'Asked' }, 'yes'] },
    },
  };
}

function nameOf(document: JsonObject, place: Place): string {
  const type = valueAt(document, [...place.slice(0, 2), 'Type']);
  const path = place.slice(3).filter((key) => typeof key === 'string');
  return [typeof type === 'string' ? type : '', ...path].join('.');
}
