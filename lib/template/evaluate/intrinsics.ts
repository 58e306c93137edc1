import { isArray, isObject, type Json } from '../model/json';
import { parameterValue } from './parameters';
import type { ResolveContext } from './resolve-context';
import type { Declarations, ParentStack } from '../model/resource-definition';
import { exportedAs } from './exports';
import { isOpen, unknownIntrinsic, Unresolved, type Resolved, type Target } from './unresolved';

type Intrinsic = (argument: Json, context: ResolveContext, source: Json) => Resolved | undefined;

const ref: Intrinsic = (name, context, source) => {
  if (typeof name !== 'string') return unknownIntrinsic(source);
  if (name === 'AWS::NoValue') return undefined;
  const definition = context.template.definition(name);
  if (definition !== undefined) return reference(source, { definition });
  const parent = parentOf(context);
  const passed = parent === undefined ? undefined : passedBy(parent, name, context);
  if (passed !== undefined) return passed;
  return parameterValue(name, context);
};

const getAtt: Intrinsic = (argument, context, source) => {
  const path = isArray<Json>(argument) ? argument : typeof argument === 'string' ? firstDot(argument) : [];
  const [name, attribute] = path;
  if (typeof name !== 'string' || typeof attribute !== 'string') return unknownIntrinsic(source);
  const definition = context.template.definition(name);
  if (definition === undefined) return unknownIntrinsic(source);
  if (attribute.startsWith('Outputs.')) {
    const nested = context.template.nestedTemplate(name);
    const output = nested?.outputValue(attribute.slice('Outputs.'.length));
    if (nested !== undefined && output !== undefined) {
      return followed(output, nested, context, { template: context.template, logicalId: name });
    }
  }
  return reference(source, { definition, attribute });
};

const sub: Intrinsic = (argument, context, source) => {
  const [pattern, variables] = isArray<Json>(argument) ? argument : [argument];
  if (typeof pattern !== 'string') return unknownIntrinsic(source);
  const own = isObject(variables) ? variables : {};
  const parts = pattern.split(/(\$\{[^}]*\})/).filter((part) => part !== '');
  return joined(
    parts.map((part) => substituted(part, own, context)),
    source,
  );
};

const join: Intrinsic = (argument, context, source) => {
  const [delimiter, list] = isArray<Json>(argument) ? argument : [];
  const items = list === undefined ? undefined : context.resolve(list, context);
  if (typeof delimiter !== 'string' || !isArray<Resolved>(items)) return unknownIntrinsic(source);
  return joined(
    items.flatMap((item, index) => (index === 0 ? [item] : [delimiter, item])),
    source,
  );
};

const select: Intrinsic = (argument, context, source) => {
  const [index, list] = isArray<Json>(argument) ? argument : [];
  const items = list === undefined ? undefined : context.resolve(list, context);
  const at = index === undefined ? undefined : context.resolve(index, context);
  const item = isArray<Resolved>(items) ? items[Number(at)] : undefined;
  return item ?? unknownIntrinsic(source);
};

const split: Intrinsic = (argument, context, source) => {
  const [delimiter, text] = isArray<Json>(argument) ? argument : [];
  const resolved = text === undefined ? undefined : context.resolve(text, context);
  if (typeof delimiter !== 'string' || typeof resolved !== 'string') return unknownIntrinsic(source);
  return resolved.split(delimiter);
};

const findInMap: Intrinsic = (argument, context, source) => {
  const keys = (isArray<Json>(argument) ? argument : []).slice(0, 3).map((key) => context.resolve(key, context));
  let found: Json | undefined = context.template.mappings;
  for (const key of keys) {
    if (typeof key !== 'string' && typeof key !== 'number') return unknownIntrinsic(source);
    found = isObject(found) ? found[key] : undefined;
  }
  return found === undefined || keys.length < 3 ? unknownIntrinsic(source) : context.resolve(found, context);
};

const importValue: Intrinsic = (argument, context, source) => {
  const name = context.resolve(argument, context);
  const found = exportedAs(name, context);
  if (found === undefined) return unknownIntrinsic(source);
  return followed(found.value, found.template, context);
};

const getStackOutput: Intrinsic = (argument, context, source) => {
  const { StackName: stack, OutputName: output } = isObject(argument) ? argument : {};
  if (typeof stack !== 'string' || typeof output !== 'string') return unknownIntrinsic(source);
  const template = context.set.stackNamed(stack);
  const value = template?.outputValue(output);
  if (template === undefined || value === undefined) return unknownIntrinsic(source);
  return followed(value, template, context);
};

/** Base64 is transparent: rules look at what was encoded. */
const base64: Intrinsic = (argument, context) => context.resolve(argument, context);

/** The intrinsic functions that a template can resolve by itself; `Fn::If` is resolved where branches are. */
export const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::ImportValue', importValue],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::Base64', base64],
]);

/** How many references a value may follow before it counts as known only at deployment. */
const DEEPEST = 30;

/** Resolves what another declaration hands on; references that lead in circles end as unknown. */
function followed(
  value: Json,
  template: Declarations,
  context: ResolveContext,
  parent?: ParentStack,
): Resolved | undefined {
  const depth = context.depth + 1;
  if (depth > DEEPEST || !context.scenario.mayFollow()) {
    return unknownIntrinsic(value, 'references lead too deep to be followed');
  }
  return context.resolve(value, { ...context, template, depth, parent });
}

/** The nested stack that deploys the template; of several each is another way to deploy it. */
function parentOf({ template, scenario, parent: known }: ResolveContext): ParentStack | undefined {
  if (known !== undefined) return known;
  const [first, ...others] = template.parents;
  if (first === undefined) return undefined;
  const parent = scenario.decide(`${template.id} parent`, [first, ...others]);
  if (others.length > 0) scenario.describe('the nested stack', parent.logicalId);
  return parent;
}

/** What a nested stack passes for a parameter; nothing when it leaves it to its default. */
function passedBy({ template, logicalId }: ParentStack, name: string, context: ResolveContext): Resolved | undefined {
  const properties = template.definition(logicalId)?.declaration['Properties'];
  const parameters = isObject(properties) ? properties['Parameters'] : undefined;
  if (!isObject(parameters)) return undefined;
  const stated = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (stated !== undefined) return followed(stated, template, context);
  if (!Object.keys(parameters).some((key) => key.startsWith('Fn::'))) return undefined;
  const all = followed(parameters, template, context);
  if (!isObject(all) || all instanceof Unresolved || isOpen(all)) return unknownIntrinsic(parameters);
  return Object.entries<Resolved>(all).find(([key]) => key === name)?.[1];
}

function reference(source: Json, target: Target): Unresolved {
  return new Unresolved({ text: target.definition.expression(target.attribute), source, target, present: true });
}

function firstDot(path: string): string[] {
  const dot = path.indexOf('.');
  return dot < 0 ? [] : [path.slice(0, dot), path.slice(dot + 1)];
}

function substituted(part: string, own: Readonly<Record<string, Json>>, context: ResolveContext): Resolved {
  if (!part.startsWith('${')) return part;
  const name = part.slice(2, -1).trim();
  if (name.startsWith('!')) return `\${${name.slice(1)}}`;
  const variable = own[name];
  const source: Json = variable ?? (name.includes('.') ? { 'Fn::GetAtt': firstDot(name) } : { Ref: name });
  return context.resolve(source, context) ?? '';
}

/** Concatenates parts: a string when all are known, else an expression in which the unknown ones are `${…}`. */
function joined(parts: readonly Resolved[], source: Json): Resolved {
  const [only] = parts;
  if (parts.length === 1 && only instanceof Unresolved) return only;
  let text = '';
  let known = true;
  let present = false;
  for (const part of parts) {
    if (part instanceof Unresolved) {
      known = false;
      present ||= part.present;
      text += part.text;
    } else if (typeof part === 'object') {
      return unknownIntrinsic(source);
    } else {
      present ||= part !== '';
      text += String(part);
    }
  }
  return known ? text : new Unresolved({ text, source, present });
}
