import { isArray, isObject, type Json, type JsonObject } from '../../lib/template/model/json';

/** Random numbers that come again for the same seed. */
export class Dice {
  public constructor(private state: number) {}

  /** A whole number from 0 to below a limit. */
  public below(limit: number): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  }

  /** One of several. */
  public pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }
}

/** What stands in the wrong place in templates that people write, and what nobody writes. */
const ODD_VALUES: readonly [Json, ...Json[]] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'true',
  '${AWS::StackName}',
  '{{resolve:ssm:a}}',
  [],
  {},
  [[]],
  { Ref: 'AWS::NoValue' },
  { Ref: 'Missing' },
  { Ref: 7 },
  { 'Fn::GetAtt': 'A' },
  { 'Fn::GetAtt': ['A', 'B', 'C'] },
  { 'Fn::If': ['Missing', 1, 2] },
  { 'Fn::If': [] },
  { 'Fn::Sub': '${' },
  { 'Fn::Join': [',', { Ref: 'X' }] },
  { 'Fn::FindInMap': ['A', 'B', 'C'] },
  { 'Fn::ImportValue': { Ref: 'X' } },
  { 'Fn::Transform': { Name: 'Macro' } },
  { 'Fn::Unheard': 1 },
];

const ODD_TEXTS: readonly [string, ...string[]] = [
  '\u0000',
  '\t',
  '!Sub',
  '!GetAtt A',
  '{',
  '}',
  '- ',
  ': ',
  '&a',
  '*a',
  '<<: *a',
  '"',
  "'",
  '\ufeff',
  '|\n',
];

/** A template with one thing in it changed at random. */
export function mutatedTemplate(template: JsonObject, dice: Dice): Json {
  const places = placesIn(template);
  const at = places[dice.below(places.length)] ?? [];
  const other = places[dice.below(places.length)] ?? [];
  const kind = dice.below(4);
  if (kind === 0) return replaced(template, at, undefined);
  if (kind === 1) return replaced(template, at, valueAt(template, other));
  if (kind === 2)
    return replaced(template, at, {
      'Fn::If': ['Condition', valueAt(template, at) ?? null, valueAt(template, other) ?? null],
    });
  return replaced(template, at, dice.pick(ODD_VALUES));
}

/** A text with one thing in it changed at random. */
export function mutatedText(text: string, dice: Dice): string {
  const from = dice.below(text.length + 1);
  const to = Math.min(text.length, from + dice.below(60));
  switch (dice.below(4)) {
    case 0:
      return text.slice(0, from);
    case 1:
      return text.slice(0, from) + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(from);
    default:
      return text.slice(0, from) + dice.pick(ODD_TEXTS) + text.slice(from);
  }
}

type Path = readonly (string | number)[];

function placesIn(value: Json, path: Path = []): Path[] {
  if (isArray<Json>(value)) return [path, ...value.flatMap((item, index) => placesIn(item, [...path, index]))];
  if (isObject(value)) return [path, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]))];
  return [path];
}

function valueAt(value: Json, path: Path): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path) at = isArray<Json>(at) ? at[Number(key)] : isObject(at) ? at[key] : undefined;
  return at;
}

/** The value with another in one place; without the place when there is no other. */
function replaced(value: Json, path: Path, other: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return other ?? null;
  if (isArray<Json>(value)) {
    const items = [...value];
    const item = items[Number(key)];
    if (rest.length === 0 && other === undefined) items.splice(Number(key), 1);
    else if (item !== undefined) items[Number(key)] = replaced(item, rest, other);
    return items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, item]): [string, Json][] => {
    if (name !== key) return [[name, item]];
    return rest.length === 0 && other === undefined ? [] : [[name, replaced(item, rest, other)]];
  });
  return Object.fromEntries(entries);
}
