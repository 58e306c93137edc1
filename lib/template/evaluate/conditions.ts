import { isArray, isObject, type Json } from '../model/json';
import { resolve } from './resolve';
import type { Scenario } from './scenario';
import type { Template } from '../model/template';
import { Unresolved, type Resolved } from './unresolved';

/** Whether a named condition of a template holds in a scenario. */
export function conditionHolds(template: Template, name: string, scenario: Scenario): boolean {
  const before = scenario.decisions;
  const declared = template.conditions[name];
  const holds = declared === undefined ? free(template, name, scenario) : evaluate(template, declared, scenario, 0);
  if (scenario.decisions !== before) scenario.describe(name, String(holds));
  return holds;
}

function evaluate(template: Template, expression: Json, scenario: Scenario, depth: number): boolean {
  if (depth > 50) return free(template, JSON.stringify(expression), scenario);
  const all = (value: Json | undefined): boolean[] =>
    isArray<Json>(value) ? value.map((item) => evaluate(template, item, scenario, depth + 1)) : [];
  if (isObject(expression)) {
    const { Condition: name, 'Fn::And': and, 'Fn::Or': or, 'Fn::Not': not, 'Fn::Equals': equals } = expression;
    if (typeof name === 'string') {
      const declared = template.conditions[name];
      return declared === undefined || !scenario.mayFollow()
        ? free(template, name, scenario)
        : evaluate(template, declared, scenario, depth + 1);
    }
    if (and !== undefined) return all(and).every(Boolean);
    if (or !== undefined) return all(or).some(Boolean);
    if (not !== undefined) return !all(not).some(Boolean);
    if (isArray<Json>(equals)) return sidesEqual(template, equals, scenario);
  }
  return free(template, JSON.stringify(expression), scenario);
}

function sidesEqual(template: Template, sides: readonly Json[], scenario: Scenario): boolean {
  const [left, right] = sides.map((side) => resolve(side, { template, scenario, inCondition: true, depth: 0 }));
  if (!(left instanceof Unresolved) && !(right instanceof Unresolved)) return literal(left) === literal(right);
  if (literal(left) === literal(right)) return true;
  if (excludes(left, right) || excludes(right, left)) return false;
  return free(template, `${literal(left)} = ${literal(right)}`, scenario);
}

function excludes(side: Resolved | undefined, other: Resolved | undefined): boolean {
  return side instanceof Unresolved && !(other instanceof Unresolved) && side.excluded?.has(literal(other)) === true;
}

function literal(value: Resolved | undefined): string {
  if (value instanceof Unresolved) return value.text;
  return typeof value === 'object' || value === undefined ? JSON.stringify(value ?? null) : String(value);
}

function free(template: Template, key: string, scenario: Scenario): boolean {
  return scenario.decide(`${template.id} condition ${key}`, [true, false]);
}
