import { isArray, isObject, type Json, type JsonObject } from '../model/json';
import type { ResolveContext } from './resolve-context';
import type { Declarations } from '../model/resource-definition';
import type { Scenario } from './scenario';
import { Unresolved, type Resolved } from './unresolved';

/** Stands for every value that the template does not name. */
const OTHER = { name: 'other' } as const;

/** The value of `Ref` to a parameter or a pseudo parameter in one scenario. */
export function parameterValue(name: string, { template, scenario, inCondition }: ResolveContext): Resolved {
  const declaration = template.parameters[name];
  const parameter = isObject(declaration) ? declaration : {};
  const compared = template.comparedWith(name);
  const allowed = isArray<Json>(parameter['AllowedValues']) ? parameter['AllowedValues'].map(String) : undefined;
  const byDefault = defaultOf(parameter);
  // what a parent stack does not pass is the default for sure
  if (template.parents.length > 0 && byDefault !== undefined) return typed(parameter, byDefault);
  if (allowed === undefined && compared.length === 0 && byDefault !== undefined) {
    if (!leftToDefaults(scenario)) return unknownParameter(template, name, []);
    if (!inCondition) scenario.describe(name, JSON.stringify(byDefault));
    return typed(parameter, byDefault);
  }
  const candidates = [...(byDefault === undefined ? [] : [byDefault]), ...compared];
  const named = [
    ...new Set(allowed === undefined ? candidates : candidates.filter((value) => allowed.includes(value))),
  ];
  const others = allowed?.filter((value) => !named.includes(value));

  const alternatives: (string | typeof OTHER)[] = [...named];
  const someOther = others === undefined ? compared.length > 0 || byDefault === undefined : others.length > 0;
  if (someOther) alternatives.push(OTHER);
  const [first, ...rest] = alternatives;
  if (first === undefined) return unknownParameter(template, name, named);

  const decided = scenario.decide<string | typeof OTHER>(`${template.id} parameter ${name}`, [first, ...rest]);
  if (!inCondition && rest.length > 0 && typeof decided === 'string') scenario.describe(name, JSON.stringify(decided));
  if (typeof decided === 'string') return typed(parameter, decided);
  if (others === undefined || inCondition) return unknownParameter(template, name, named);
  const [one, ...more] = others;
  if (one === undefined) return unknownParameter(template, name, named);
  const other = scenario.decide(`${template.id} parameter ${name} other`, [one, ...more]);
  scenario.describe(name, JSON.stringify(other));
  return typed(parameter, other);
}

/**
 * Whether a run leaves the parameters that no condition compares to their defaults.
 *
 * A default is what one deployment may choose and no fact, so that another run takes all of them for unknown; what
 * each of them by itself may become is in it.
 */
function leftToDefaults(scenario: Scenario): boolean {
  return scenario.decide('parameters are left to their defaults', [true, false]);
}

function defaultOf(parameter: JsonObject): string | undefined {
  const type = parameter['Type'];
  // the default of such a parameter is the name of an entry in Parameter Store, not the value
  if (typeof type === 'string' && type.startsWith('AWS::SSM::Parameter::Value')) return undefined;
  const value = parameter['Default'];
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

function typed(parameter: JsonObject, value: string): Resolved {
  const type = parameter['Type'];
  const list = typeof type === 'string' && (type === 'CommaDelimitedList' || type.startsWith('List<'));
  return list ? value.split(',').map((item) => item.trim()) : value;
}

function unknownParameter(template: Declarations, name: string, excluded: readonly string[]): Unresolved {
  const pseudo = name.startsWith('AWS::');
  return new Unresolved({
    text: pseudo ? `\${${name}}` : `\${${template.id} ${name}}`,
    source: { Ref: name },
    present: pseudo,
    excluded: new Set(excluded),
  });
}
