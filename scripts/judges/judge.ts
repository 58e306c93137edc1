import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the project. */
export const ROOT = join(__dirname, '..', '..');

/** Where the judges' tools are installed: ignored by git, safe to delete. */
export const TOOLS = join(ROOT, '.judges');

/** The body of a resource, as far as the judges' answers are joined to it. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A synthesized template. */
export interface Template {
  /** `<app>/<template>`, the same on every machine. */
  readonly name: string;
  readonly path: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
}

/** What a judge has against one resource, or against a whole template when the logical id is empty. */
export interface Finding {
  readonly judge: string;
  readonly rule: string;
  readonly template: string;
  readonly resourceType: string;
  readonly logicalId: string;
  readonly message: string;
}

/** What a judge looked at, in words and figures, and what it has against it. */
export interface Verdict {
  readonly lookedAt: string;
  readonly findings: readonly Finding[];
}

/** A tool by others that judges templates. */
export interface Judge {
  readonly name: string;
  /** One sentence on what it is and with which of its rules it runs. */
  readonly about: string;
  /** Installs the pinned tool into the project's own folder, once. */
  install(): void;
  version(): string;
  /** Throws when the tool did not judge every template: silence is not a pass. */
  judge(templates: readonly Template[]): Verdict;
}

/** The finding against a resource of a template, with the type that the template gives it. */
export function findingOf(
  template: Template,
  finding: Pick<Finding, 'judge' | 'rule' | 'logicalId' | 'message'>,
): Finding {
  return {
    ...finding,
    message: finding.message.trim().replace(/\s+/g, ' '),
    template: template.name,
    resourceType: template.resources[finding.logicalId]?.Type ?? '',
  };
}

/** The template at a path that a tool printed; throws on one that it was not given. */
export function templateAt(templates: readonly Template[], path: string): Template {
  // tools print paths as given, relative or with a slash in front
  const found = templates.find((template) => path.endsWith(template.path) || template.path.endsWith(`/${path}`));
  if (found === undefined) throw new Error(`a finding about ${path}, which was not judged`);
  return found;
}

/** The template in a file, under the name that it has on every machine. */
export function readTemplate(name: string, path: string): Template {
  const { Resources } = JSON.parse(readFileSync(path, 'utf8')) as { readonly Resources?: Template['resources'] };
  return { name, path, resources: Resources ?? {} };
}

/** How many resources of the templates a tool can judge: CDK's own metadata is none of them. */
export function resourceCount(templates: readonly Template[]): number {
  return templates
    .flatMap(({ resources }) => Object.values(resources))
    .filter(({ Type }) => Type !== 'AWS::CDK::Metadata').length;
}
