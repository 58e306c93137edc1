import { InputError } from './input-error';
import { isArray, isObject, type JsonObject } from '../model/json';
import { parseYaml, position } from './parse-yaml';

/** The deepest nesting that is read; CloudFormation's own documents stay far below. */
const DEEPEST = 200;

/** More values on one level than a file of 5 MiB can spell out: aliases that contain themselves multiply. */
const WIDEST = 5_000_000;

/**
 * Parses the text of a CloudFormation template, JSON or YAML.
 *
 * @returns nothing when the text is a document, but not a template
 * @throws InputError when the text is neither JSON nor YAML, or nested too deep to be a template
 */
export function parseTemplate(text: string, place: string): JsonObject | undefined {
  const document = parseText(text, place);
  if (!isObject(document)) return undefined;
  requireShallow(document, place);
  return isTemplate(document) ? document : undefined;
}

/** Whether a document has the shape of a CloudFormation template: resources with types; a mistake in one hides no other. */
export function isTemplate(document: JsonObject): boolean {
  const resources = document['Resources'];
  if (!isObject(resources)) return false;
  if (document['AWSTemplateFormatVersion'] !== undefined) return true;
  const entries = Object.entries(resources);
  if (entries.length === 0) return true;
  return entries.some(
    ([id, resource]) => id.startsWith('Fn::') || (isObject(resource) && typeof resource['Type'] === 'string'),
  );
}

function parseText(text: string, place: string): unknown {
  try {
    return /^\s*[{[]/.test(text) ? parseJson(text, place) : parseYaml(text, place);
  } catch (error) {
    // both parsers recurse, so that text nested without end exhausts the stack
    if (error instanceof RangeError) throw tooDeep(place);
    throw error;
  }
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return parseFlowYaml(text, place, error as Error);
  }
}

/** YAML may start with a brace too; when it is not YAML either, the complaint is about JSON. */
function parseFlowYaml(text: string, place: string, jsonError: Error): unknown {
  try {
    return parseYaml(text, place);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const offset = /position (\d+)/.exec(jsonError.message)?.[1];
    const [line, column] = position(text, offset === undefined ? text.length : Number(offset));
    const problem = jsonError.message
      .replace(/ in JSON at position.*$/s, '')
      .replace(/^Unexpected end of JSON input$/, 'it ends too early');
    throw new InputError(
      `${place}:${line}:${column}`,
      `not valid JSON: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`,
    );
  }
}

function requireShallow(document: JsonObject, place: string): void {
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST || level.length > WIDEST) throw tooDeep(place);
    level = level.flatMap((value): unknown[] =>
      isArray<unknown>(value) ? [...value] : isObject(value) ? Object.values(value) : [],
    );
  }
}

function tooDeep(place: string): InputError {
  return new InputError(place, `nested deeper than ${DEEPEST} levels, which is no CloudFormation template`);
}
