import type { ResourceDefinition } from '../template/model/resource-definition';
import type { Template } from '../template/model/template';

/** A place in a template from which deployment may make resources that nobody can count in the template. */
export interface Uncounted {
  readonly template: string;
  /** The logical id, or the name of the section. */
  readonly name: string;
  /** Why they cannot be counted, for people. */
  readonly why: string;
}

/** Types that deploy a template of their own. */
const DEPLOYERS: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::StackSet',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
]);

/** Where templates and resources stand for resources that are not in them. */
export function uncountedIn(
  templates: readonly Template[],
  resources: readonly ResourceDefinition[],
): readonly Uncounted[] {
  const places = [...templates.flatMap(inTemplate), ...resources.flatMap(behindResource)];
  return places.sort((left, right) => compare(left.template, right.template) || compare(left.name, right.name));
}

function inTemplate({ path: template, opaqueMacros, untyped }: Template): Uncounted[] {
  const entries = untyped.map((name) => ({ template, name, why: whyUntyped(name) }));
  if (opaqueMacros.length === 0) return entries;
  return [{ template, name: 'Transform', why: `the macro ${opaqueMacros.join(', ')} may add resources` }, ...entries];
}

function whyUntyped(name: string): string {
  if (name.startsWith('Fn::ForEach::')) return 'the loop cannot be expanded';
  return name === 'Fn::Transform' ? 'a macro makes its resources' : 'it has no type';
}

function behindResource(definition: ResourceDefinition): Uncounted[] {
  const why = whyMore(definition);
  return why === undefined ? [] : [{ template: definition.template.path, name: definition.logicalId, why }];
}

function whyMore({ type, logicalId, template }: ResourceDefinition): string | undefined {
  if (DEPLOYERS.has(type))
    return template.nestedTemplate(logicalId) ? undefined : 'the template it deploys was not read';
  if (type.endsWith('::MODULE')) return 'a module stands for resources of its own';
  if (type.startsWith('AWS::Serverless::')) return 'the SAM transform makes several resources of it';
  // the identifier of a loop whose collection is unknown stays in the id
  return logicalId.includes('${') ? 'only deployment knows how often the loop makes it' : undefined;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
