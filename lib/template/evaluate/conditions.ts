import { isArray, isObject, type Json } from '../model/json';
import type { ResolveContext } from './resolve-context';
import { Unresolved, type Resolved } from './unresolved';

/** Whether a named condition of a template holds in a scenario. */
export function conditionHolds(name: string, context: ResolveContext): boolean {
  const { template, scenario } = context;
  const before = scenario.decisions;
  const declared = template.conditions[name];
  const holds = declared === undefined ? free(name, context) : evaluate(declared, context, 0);
  if (scenario.decisions !== before) scenario.describe(name, String(holds));
  return holds;
}

function evaluate(expression: Json, context: ResolveContext, depth: number): boolean {
  if (depth > 50) return free(JSON.stringify(expression), context);
  const all = (value: Json | undefined): boolean[] =>
    isArray<Json>(value) ? value.map((item) => evaluate(item, context, depth + 1)) : [];
  if (isObject(expression)) {
    const { Condition: name, 'Fn::And': and, 'Fn::Or': or, 'Fn::Not': not, 'Fn::Equals': equals } = expression;
    if (typeof name === 'string') {
      const declared = context.template.conditions[name];
      return declared === undefined || !context.scenario.mayFollow()
        ? free(name, context)
        : evaluate(declared, context, depth + 1);
    }
    if (and !== undefined) return all(and).every(Boolean);
    if (or !== undefined) return all(or).some(Boolean);
    if (not !== undefined) return !all(not).some(Boolean);
    if (isArray<Json>(equals)) return sidesEqual(equals, context);
  }
  return free(JSON.stringify(expression), context);
}

function sidesEqual(sides: readonly Json[], context: ResolveContext): boolean {
  const [left, right] = sides.map((side) => context.resolve(side, { ...context, inCondition: true, depth: 0 }));
  if (!(left instanceof Unresolved) && !(right instanceof Unresolved)) return literal(left) === literal(right);
  if (literal(left) === literal(right)) return true;
  if (excludes(left, right) || excludes(right, left)) return false;
  return free(`${literal(left)} = ${literal(right)}`, context);
}

function excludes(side: Resolved | undefined, other: Resolved | undefined): boolean {
  return side instanceof Unresolved && !(other instanceof Unresolved) && side.excluded?.has(literal(other)) === true;
}

function literal(value: Resolved | undefined): string {
  if (value instanceof Unresolved) return value.text;
  return typeof value === 'object' || value === undefined ? JSON.stringify(value ?? null) : String(value);
}

function free(key: string, { template, scenario }: ResolveContext): boolean {
  return scenario.decide(`${template.id} condition ${key}`, [true, false]);
}
