import {
  isMap,
  isSeq,
  Pair,
  parseDocument,
  Scalar,
  YAMLMap,
  type CollectionTag,
  type ScalarTag,
  type Tags,
} from 'yaml';
import { InputError } from './input-error';

/** More open brackets, or more columns of indentation, than any template has; CloudFormation's own stay far below. */
const DEEPEST = 400;

/** More tags of one's own than CloudFormation has short forms. */
const MOST_TAGS = 100;

/** Tags of YAML 1.1 that CloudFormation does not read: dates and such stay text. */
const UNREAD_TAGS: ReadonlySet<string> = new Set([
  'binary',
  'omap',
  'pairs',
  'set',
  'timestamp',
  'intTime',
  'floatTime',
]);

/**
 * Parses YAML as CloudFormation does: YAML 1.1, with `!Ref`-like short forms turned into their long forms.
 *
 * @throws InputError with line and column when the text is not YAML
 */
export function parseYaml(text: string, place: string): unknown {
  requireShallowText(text, place);
  const written = new Set(text.match(/![A-Za-z][\w:.]*/g) ?? []);
  if (written.size > MOST_TAGS)
    throw new InputError(place, 'has more different YAML tags than any CloudFormation template');
  const document = parseDocument(text, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    customTags: (tags) => [...tags.filter((tag) => !UNREAD_TAGS.has(nameOf(tag))), ...shortForms(written)],
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const [line, column] = position(text, error.pos[0]);
    throw new InputError(`${place}:${line}:${column}`, `not valid YAML: ${firstLine(error.message)}`);
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ReferenceError) {
      const unknown = /^Unresolved alias.*: (\S+)$/.exec(error.message)?.[1];
      if (unknown !== undefined) throw new InputError(place, `not valid YAML: alias *${unknown} has no anchor`);
      throw new InputError(place, 'its YAML aliases expand to more than can be read; write the repeated parts out');
    }
    // text that is nested without end exhausts the stack, which the caller says
    if (error instanceof RangeError || !(error instanceof Error)) throw error;
    throw new InputError(place, `not valid YAML: ${firstLine(error.message)}`);
  }
}

/** One line and column, counted from 1, for an offset in a text. */
export function position(text: string, offset: number): [line: number, column: number] {
  const before = text.slice(0, offset).split('\n');
  return [before.length, (before.at(-1)?.length ?? 0) + 1];
}

/** The parser recurses, and a stack that runs out inside a regular expression ends the process, so it is not tried. */
function requireShallowText(text: string, place: string): void {
  let open = 0;
  for (const [index, line] of text.split('\n').entries()) {
    for (const character of line) {
      if (character === '[' || character === '{') open += 1;
      else if ((character === ']' || character === '}') && open > 0) open -= 1;
      if (open > DEEPEST) break;
    }
    const indentation = /^(?:[ \t]|[-?:](?=[ \t]))*/.exec(line)?.[0].length ?? 0;
    if (open > DEEPEST || indentation > DEEPEST) {
      throw new InputError(`${place}:${index + 1}`, 'nested too deep for a CloudFormation template');
    }
  }
}

function nameOf(tag: Tags[number]): string {
  return typeof tag === 'string' ? tag : tag.tag.replace('tag:yaml.org,2002:', '');
}

function firstLine(message: string): string {
  const [line = message] = message.split('\n');
  return line.charAt(0).toLowerCase() + line.slice(1);
}

/** A tag for every short form; one that CloudFormation does not know stays visible under its own name. */
function shortForms(names: ReadonlySet<string>): (ScalarTag | CollectionTag)[] {
  return [...names].flatMap((tag) => {
    const key = longForm(tag);
    const wrap = (value: unknown): YAMLMap => {
      const map = new YAMLMap();
      map.add(new Pair(new Scalar(key), value));
      return map;
    };
    return [
      { tag, resolve: (value: string) => ({ [key]: key === 'Fn::GetAtt' ? attributePath(value) : value }) },
      { tag, collection: 'seq' as const, resolve: (value: unknown) => wrap(isSeq(value) ? value : new Scalar(null)) },
      { tag, collection: 'map' as const, resolve: (value: unknown) => wrap(isMap(value) ? value : new Scalar(null)) },
    ];
  });
}

function longForm(tag: string): string {
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return name;
  return SHORT_FORMS.has(name) ? `Fn::${name}` : tag;
}

const SHORT_FORMS: ReadonlySet<string> = new Set([
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
]);

function attributePath(value: string): string | string[] {
  const dot = value.indexOf('.');
  return dot < 0 ? value : [value.slice(0, dot), value.slice(dot + 1)];
}
