import { isArray, isObject, type Json, type JsonObject } from './json';

/** The literals with which the conditions of a template compare each parameter: they decide which values matter. */
export function comparedLiterals(conditions: JsonObject): Map<string, string[]> {
  const compared = new Map<string, string[]>();
  const visit = (value: Json): void => {
    if (isArray<Json>(value)) value.forEach(visit);
    if (!isObject(value)) return;
    const sides = value['Fn::Equals'];
    if (isArray<Json>(sides))
      sides.forEach((side, index) => {
        note(compared, side, sides[1 - index]);
      });
    Object.values(value).forEach(visit);
  };
  visit(conditions);
  return compared;
}

function note(compared: Map<string, string[]>, side: Json, other: Json | undefined): void {
  const name = isObject(side) ? side['Ref'] : undefined;
  if (typeof name !== 'string' || other === undefined || typeof other === 'object') return;
  const literals = compared.get(name) ?? [];
  if (!literals.includes(String(other))) literals.push(String(other));
  compared.set(name, literals);
}
