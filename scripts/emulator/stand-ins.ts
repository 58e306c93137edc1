import { isArray, isObject, type Json, type JsonObject } from '../../lib/template/model/json';

/** A template in which every resource is of a type that the emulator knows. */
export interface StoodIn {
  readonly template: JsonObject;
  /** The logical ids that stand-ins took, by the type that they had. */
  readonly replaced: ReadonlyMap<string, readonly string[]>;
}

// every emulator knows it, and it does nothing
const INERT = 'AWS::CloudFormation::WaitConditionHandle';
const KEPT = ['Condition', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy'];
const ATTRIBUTE_IN_SUB = /\$\{([A-Za-z0-9]+)\.([A-Za-z0-9.]+)\}/g;

/** Puts an inert stand-in for every resource that the emulator does not know, so that `Ref` and `GetAtt` resolve. */
export function withStandIns(template: JsonObject, isKnown: (type: string) => boolean): StoodIn {
  const resources = entriesOf(template['Resources']);
  const unknown = new Map(
    resources
      .map(([id, { Type }]) => [id, typeof Type === 'string' ? Type : ''] as const)
      .filter(([, t]) => !isKnown(t)),
  );
  const inert = resources.map(([id, body]) => [id, unknown.has(id) ? standIn(body) : body] as const);
  const replaced = new Map<string, string[]>();
  for (const [id, type] of unknown) replaced.set(type, [...(replaced.get(type) ?? []), id]);
  const stoodIn = { ...template, Resources: Object.fromEntries(inert) };
  return { template: objectOf(withLiterals(stoodIn, unknown)), replaced };
}

/** The resources of a template, with their bodies. */
export function entriesOf(resources: Json | undefined): [string, JsonObject][] {
  return Object.entries(objectOf(resources ?? {})).map(([id, body]) => [id, objectOf(body)]);
}

function objectOf(value: Json): JsonObject {
  if (!isObject(value)) throw new Error('a template with something else where an object belongs');
  return value;
}

function standIn(body: JsonObject): JsonObject {
  const kept = Object.entries(body).filter(([key]) => KEPT.includes(key));
  return { Type: INERT, ...Object.fromEntries(kept) };
}

function withLiterals(value: Json, unknown: ReadonlyMap<string, string>): Json {
  if (isArray<Json>(value)) return value.map((item) => withLiterals(item, unknown));
  if (!isObject(value)) return value;
  const literal = literalOf(value, unknown);
  if (literal !== undefined) return literal;
  const entries = Object.entries(value).map(([key, item]) => [key, inSub(key, withLiterals(item, unknown), unknown)]);
  return Object.fromEntries(entries) as JsonObject;
}

function literalOf(value: JsonObject, unknown: ReadonlyMap<string, string>): Json | undefined {
  const attribute = value['Fn::GetAtt'];
  const path = typeof attribute === 'string' ? attribute.split(/\.(.*)/s) : attribute;
  const [id, name] = isArray<Json>(path) ? path : [];
  if (typeof id !== 'string' || typeof name !== 'string') return undefined;
  return unknown.has(id) ? attributeLiteral(id, name) : undefined;
}

function inSub(key: string, value: Json, unknown: ReadonlyMap<string, string>): Json {
  if (key !== 'Fn::Sub') return value;
  const replacedIn = (text: string): string =>
    text.replace(ATTRIBUTE_IN_SUB, (all, id: string, name: string) =>
      unknown.has(id) ? attributeLiteral(id, name) : all,
    );
  if (typeof value === 'string') return replacedIn(value);
  return isArray<Json>(value) ? value.map((item) => (typeof item === 'string' ? replacedIn(item) : item)) : value;
}

function attributeLiteral(id: string, name: string): string {
  return name.endsWith('Arn') ? `arn:aws:cloudformation:::stand-in/${id}` : `stand-in-${id}-${name}`;
}
