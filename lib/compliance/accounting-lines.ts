import type { TypeAccount } from './accounting';
import { counted } from './counted';
import { printable } from './printable';
import type { Uncounted } from './uncounted';

/** How many types or places a line names when nobody asked for all. */
const NAMED = 3;

/** What nobody judged, a line for each reason; nothing where every resource was judged. */
export function unjudgedLines(
  types: readonly TypeAccount[],
  uncounted: readonly Uncounted[],
  verbose: boolean,
): readonly string[] {
  const most = verbose ? Infinity : NAMED;
  const places = uncounted.map(({ template, name, why }) => printable(`${template} ${name} (${why})`));
  const hold = places.length === 1 ? 'holds' : 'hold';
  return [
    ...typeLine(types, 'withoutRule', ['has no rule', 'have no rule'], most),
    ...typeLine(types, 'leftOut', ['is left out by every rule for it', 'are left out by every rule for them'], most),
    ...(places.length === 0
      ? []
      : [
          `${counted(places.length, 'place')} ${hold} resources that cannot be counted: ${first(places, 'place', most)}`,
        ]),
  ];
}

/** Every type in a line, with what became of its resources. */
export function typeLines(types: readonly TypeAccount[]): readonly string[] {
  const names = types.map(({ type }) => printable(type));
  const width = names.reduce((widest, name) => Math.max(widest, name.length), 0);
  return types.map(({ rules, judged, leftOut, withoutRule }, index) => {
    const parts = [
      ...(judged > 0 ? [`${judged} judged by ${counted(rules, 'rule')}`] : []),
      ...(leftOut > 0 ? [`${leftOut} left out`] : []),
      ...(withoutRule > 0 ? [`${withoutRule} without a rule`] : []),
    ];
    return `${(names[index] ?? '').padEnd(width)}  ${parts.join(', ')}`;
  });
}

function typeLine(
  types: readonly TypeAccount[],
  member: 'withoutRule' | 'leftOut',
  [one, many]: readonly [string, string],
  most: number,
): string[] {
  const some = types.filter((type) => type[member] > 0).sort((left, right) => right[member] - left[member]);
  if (some.length === 0) return [];
  const resources = some.reduce((sum, type) => sum + type[member], 0);
  const what = `${counted(resources, 'resource')} of ${counted(some.length, 'type')} ${resources === 1 ? one : many}`;
  const names = some.map((type) => `${printable(type.type)} (${type[member]})`);
  return [`${what}: ${first(names, 'type', most)}`];
}

function first(names: readonly string[], one: string, most: number): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${counted(names.length - most, `more ${one}`)} (see --verbose)` : shown;
}
