import { isArray, isObject } from '../model/json';
import { parsedJsonText } from './json-text';
import type { AbsentReading, Reading, UnknownReading } from './reading';
import type { ResourceDefinition } from '../model/resource-definition';
import type { Scenario } from '../evaluate/scenario';
import { Unresolved, isOpen, type Resolved, type ResolvedObject } from '../evaluate/unresolved';

/** A name, an ARN or an id: a literal, or an expression that is surely there although only deployment knows its text. */
export interface Reference {
  /** Equal texts name the same thing; unknown parts are `${…}`. */
  readonly text: string;
  /** The text when all of it is known. */
  readonly literal?: string;
  /** The resource that it is a reference to. */
  readonly target?: ResourceDefinition;
  /** The attribute of the target that it is, as in `Fn::GetAtt`. */
  readonly attribute?: string;
}

/** Reads properties below a place in a resource, in one scenario. */
export class Properties {
  public constructor(
    protected readonly tree: Resolved | undefined,
    /** The path of the place, empty at the resource's properties themselves. */
    public readonly path: string,
    protected readonly scenario: Scenario,
  ) {}

  /** Whatever stands at a path such as `VersioningConfiguration.Status`; an empty string, list or object is absent. */
  public read(path: string): Reading<Resolved> {
    let node = this.tree;
    for (const key of keysOf(path)) {
      // what is known of the whole is not known of a part
      if (node instanceof Unresolved) return unknown(this.full(path), node.why);
      const parent = node;
      node = this.child(node, key);
      if (node === undefined) return this.missing(parent, this.full(path));
    }
    if (node === undefined) return this.missing(undefined, this.full(path));
    if (node instanceof Unresolved) return unknown(this.full(path), node.why, node);
    return isEmpty(node) ? absent(this.full(path)) : { kind: 'value', value: node, path: this.full(path) };
  }

  /** A boolean; CloudFormation takes the words `true` and `false` for one. */
  public boolean(path: string): Reading<boolean> {
    return this.narrowed(path, 'true or false', (value) =>
      typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined,
    );
  }

  /** A number; CloudFormation takes digits in a string for one. */
  public number(path: string): Reading<number> {
    return this.narrowed(path, 'a number', (value) => {
      if (typeof value === 'number') return value;
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
    });
  }

  /** A string; an empty one counts as absent. */
  public text(path: string): Reading<string> {
    const reading = this.narrowed(path, 'a string', (value) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined,
    );
    return reading.kind === 'value' && reading.value === '' ? absent(reading.path) : reading;
  }

  /** A name, an ARN or an id, which may be a reference. */
  public reference(path: string): Reading<Reference> {
    const reading = this.text(path);
    if (reading.kind === 'value') {
      return { ...reading, value: { text: reading.value, literal: reading.value } };
    }
    const unresolved = reading.kind === 'unknown' ? reading.unresolved : undefined;
    if (unresolved?.present !== true) return reading;
    const { text, target } = unresolved;
    const value = { text, target: target?.definition, attribute: target?.attribute };
    return { kind: 'value', value, path: reading.path };
  }

  /** An object, to read on below it. */
  public object(path: string): Reading<Properties> {
    const reading = this.read(path);
    if (reading.kind !== 'value') return reading;
    return isObject(reading.value)
      ? { ...reading, value: new Properties(reading.value, reading.path, this.scenario) }
      : misread(reading.path, 'an object', reading.value);
  }

  /** A document that stands at a path as an object, or as JSON text that holds one. */
  public document(path: string): Reading<Properties> {
    const reading = this.read(path);
    const known = reading.kind === 'unknown' ? reading.unresolved?.text : reading.kind === 'value' ? reading.value : '';
    if (typeof known !== 'string' || known === '') return this.object(path);
    const parsed = parsedJsonText(known);
    if (parsed === undefined) return reading.kind === 'unknown' ? reading : misread(reading.path, 'a document', known);
    return { kind: 'value', path: reading.path, value: new Properties(parsed, reading.path, this.scenario) };
  }

  /** A list, each item to read on below it; one item that is no list counts as a list of one. */
  public list(path: string): Reading<readonly Properties[]> {
    const reading = this.read(path);
    if (reading.kind !== 'value') return reading;
    const items = isArray<Resolved>(reading.value) ? reading.value : [reading.value];
    const value = items.map((item, index) => new Properties(item, `${reading.path}[${index}]`, this.scenario));
    return { ...reading, value };
  }

  /** The items of a list when it has one; a list that is unknown is one unknown item. */
  public items(path: string): readonly Properties[] {
    const reading = this.list(path);
    if (reading.kind === 'value') return reading.value;
    if (reading.kind === 'absent') return [];
    const { unresolved, why } = reading;
    const item = unresolved ?? new Unresolved({ text: '', source: null, present: false, reason: why });
    return [new Properties(item, reading.path, this.scenario)];
  }

  /** The place of one entry of an object, by a name that may hold dots. */
  public entry(name: string): Properties {
    return new Properties(this.child(this.tree, name), `${this.path}.${name}`, this.scenario);
  }

  /** The names of the properties at this place. */
  public get names(): readonly string[] {
    return isObject(this.tree) && !(this.tree instanceof Unresolved) ? Object.keys(this.tree) : [];
  }

  protected child(node: Resolved | undefined, key: string): Resolved | undefined {
    if (isArray<Resolved>(node)) return node[Number(key)];
    return isObject(node) && Object.hasOwn(node, key) ? (node as ResolvedObject)[key] : undefined;
  }

  protected missing(parent: Resolved | undefined, path: string): AbsentReading | UnknownReading {
    const open = typeof parent === 'object' && parent !== null && isOpen(parent);
    return open ? unknown(path, 'a macro or an include may add it at deployment') : absent(path);
  }

  private full(path: string): string {
    return path === '' ? this.path : keysOf(path).reduce(joined, this.path);
  }

  private narrowed<T>(path: string, what: string, narrow: (value: Resolved) => T | undefined): Reading<T> {
    const reading = this.read(path);
    if (reading.kind !== 'value') return reading;
    const value = narrow(reading.value);
    return value === undefined ? misread(reading.path, what, reading.value) : { ...reading, value };
  }
}

/** Rules read the same few hundred paths of every resource. */
const SPLIT = new Map<string, readonly string[]>();

/** The keys of a path such as `VersioningConfiguration.Status`; of the empty path there are none. */
export function keysOf(path: string): readonly string[] {
  let keys = SPLIT.get(path);
  if (keys === undefined) {
    keys = path === '' ? [] : path.split('.');
    SPLIT.set(path, keys);
  }
  return keys;
}

/** Joins a path and a key as reports write them: `Rules[0].Status`. */
export function joined(path: string, key: string): string {
  if (/^\d/.test(key) && /^\d+$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : key === '' ? path : `${path}.${key}`;
}

function absent(path: string): AbsentReading {
  return { kind: 'absent', path };
}

function unknown(path: string, why: string, unresolved?: Unresolved): UnknownReading {
  return { kind: 'unknown', path, why, unresolved };
}

function misread(path: string, what: string, value: Resolved): UnknownReading {
  const text = JSON.stringify(value);
  return unknown(path, `expected ${what}, got ${text.length > 80 ? `${text.slice(0, 77)}...` : text}`);
}

function isEmpty(value: Resolved): boolean {
  if (value === null || value === '') return true;
  if (isArray<Resolved>(value)) return value.every(isEmpty);
  if (!isObject(value) || value instanceof Unresolved || isOpen(value)) return false;
  return Object.keys(value).length === 0;
}
