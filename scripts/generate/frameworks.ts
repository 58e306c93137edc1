import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER, ROOT } from './generated-file';

/** What the folder of a framework says of it. */
export interface FrameworkFolder {
  readonly id: string;
  readonly description: Description;
  /** Nothing for the policy, which has clauses. */
  readonly catalogue?: Catalogue;
  /** Nothing where the rules name the controls themselves. */
  readonly crosswalk?: Crosswalk;
}

interface Description {
  /** Its place among the frameworks, in reports and lists. */
  readonly order: number;
  /** Its name in the enumeration. */
  readonly member: string;
  readonly title: string;
  /** What people call it. */
  readonly name: string;
  /** How it is written before a control id. */
  readonly shortName: string;
  readonly pack: { readonly class: string; readonly name: string; readonly against: string };
}

interface Catalogue {
  readonly controls: readonly { readonly id: string; readonly evidence: string; readonly strength: string }[];
}

interface Crosswalk {
  /** Controls with what backs them, by rule. */
  readonly rules?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Controls of this framework, by another framework and its control. */
  readonly controls?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What a crosswalk asks of a rule. */
export interface MappedRule {
  readonly id: string;
  readonly controls: Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>>;
}

const ID = /^[a-z][a-z0-9]*$/;
const FOLDER = join(ROOT, 'lib/frameworks');

/** Every framework, in the order in which reports name them. */
export function frameworkFolders(folder = FOLDER): FrameworkFolder[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).length > 0)
    .map(({ name: id }) => {
      const description = parsed(join(folder, id, 'framework.json')) as Description | undefined;
      if (description === undefined) throw new Error(`lib/frameworks/${id} has no framework.json`);
      if (!ID.test(id)) throw new Error(`lib/frameworks/${id} is no id: small letters and digits, such as iso27001`);
      return {
        id,
        description,
        catalogue: parsed(join(folder, id, 'catalogue.json')) as Catalogue | undefined,
        crosswalk: parsed(join(folder, id, 'crosswalk.json')) as Crosswalk | undefined,
      };
    })
    .sort((left, right) => left.description.order - right.description.order);
}

function parsed(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** `lib/frameworks/framework.ts`: the enumeration. */
export function frameworkEnum(frameworks: readonly FrameworkFolder[]): string {
  const members = frameworks.map(({ id, description: { member, title } }) => `/** ${title}. */\n${member} = '${id}',`);
  return `${HEADER}/** A framework whose controls the rules are mapped to. */\nexport enum Framework {\n${members.join('\n\n')}\n}\n`;
}

/** `lib/frameworks/control-ids.ts`: the ids in the catalogues as types. */
export function controlIds(frameworks: readonly FrameworkFolder[]): string {
  const sorted = withCatalogue(frameworks).sort((left, right) => (left.id < right.id ? -1 : 1));
  const members = sorted.map(({ id, controls }) => {
    return `${id}: ${controls.map((control) => JSON.stringify(control.id)).join(' | ')};`;
  });
  return `${HEADER}/** The ids of all controls, by framework. */\nexport interface ControlIds {\n${members.join('\n')}\n}\n`;
}

/** `lib/frameworks/catalogues.ts`: the catalogues, and how frameworks are written in short. */
export function catalogues(frameworks: readonly FrameworkFolder[]): string {
  const known = withCatalogue(frameworks);
  const imports = known.map(({ id }) => `import ${id} from './${id}/catalogue.json';`);
  const names = known.map(({ id, description }) => `${id}: ${JSON.stringify(description.shortName)},`);
  return `${HEADER}import type { Catalogue, CatalogueId } from './catalogue';
${imports.join('\n')}

/** The catalogues, complete, in the order in which reports name them. */
export const CATALOGUES: readonly Catalogue[] = [${known.map(({ id }) => id).join(', ')}] as readonly Catalogue[];

/** How a framework is written before a control id in short, as in \`PCI 3.7.4\`. */
export const SHORT_NAMES: Readonly<Record<CatalogueId, string>> = {
${names.join('\n')}
};
`;
}

/** `lib/frameworks/crosswalks.ts`: the controls that frameworks assign to rules, by rule. */
export function crosswalks(frameworks: readonly FrameworkFolder[], rules: readonly MappedRule[]): string {
  const entries = rules.flatMap((rule) => {
    const mapped = frameworks.flatMap(({ id, crosswalk = {} }) => {
      const controls = crosswalked(rule, crosswalk);
      if (Object.keys(controls).length === 0) return [];
      // what the rule says of itself is nearest to what it checks
      return [`${id}: ${JSON.stringify({ ...controls, ...rule.controls[id] })}`];
    });
    return mapped.length === 0 ? [] : [`'${rule.id}': { ${mapped.join(', ')} },`];
  });
  const unknown = frameworks
    .flatMap(({ crosswalk }) => Object.keys(crosswalk?.rules ?? {}))
    .filter((id) => rules.every((rule) => rule.id !== id));
  if (unknown.length > 0) throw new Error(`crosswalks name rules that there are not: ${unknown.join(', ')}`);
  return `${HEADER}import type { ControlMapping } from './control-mapping';

/** The controls for which rules give evidence by the crosswalk of a framework, by rule. */
export const CROSSWALKS: Readonly<Partial<Record<string, ControlMapping>>> = {
${entries.join('\n')}
};
`;
}

function crosswalked(rule: MappedRule, { rules = {}, controls = {} }: Crosswalk): Readonly<Record<string, string>> {
  const through = Object.entries(controls).flatMap(([framework, byControl]) =>
    Object.keys(rule.controls[framework] ?? {}).flatMap((control) => byControl[control] ?? []),
  );
  return { ...Object.fromEntries(through.map((control) => [control, 'crosswalk'])), ...rules[rule.id] };
}

/** `lib/plugin/packs.ts`: a pack for each framework. */
export function packs(frameworks: readonly FrameworkFolder[]): string {
  const classes = frameworks.map(
    ({ description: { member, pack } }) => `/** Judges templates against ${pack.against}. */
export class ${pack.class} extends ComplianceChecks {
  /** The name of the pack in CDK's validation report. */
  public override readonly name: string = '${pack.name}';

  public constructor(scope: IConstruct, props: ChecksProps = {}) {
    super(scope, { ...props, frameworks: [Framework.${member}] });
  }
}
`,
  );
  return `${HEADER}import type { IConstruct } from 'constructs';
import { Framework } from '../frameworks/framework';
import { ComplianceChecks, type ChecksProps } from './plugin';

${classes.join('\n')}`;
}

/** The public API with the packs of all frameworks. */
export function withPacks(index: string, frameworks: readonly FrameworkFolder[]): string {
  const classes = frameworks.map(({ description }) => description.pack.class).sort();
  return index.replace(
    /^export \{[^}]*\} from '\.\/plugin\/packs';$/m,
    `export { ${classes.join(', ')} } from './plugin/packs';`,
  );
}

/** A README whose lists of frameworks, between `<!-- frameworks: … -->` and `<!-- end -->`, are what the folders say. */
export function withFrameworks(readme: string, frameworks: readonly FrameworkFolder[]): string {
  const known = withCatalogue(frameworks);
  const rows = frameworks.map(({ id, description: { name, pack }, catalogue }) => {
    return `| ${name} | \`${id}\` | \`${pack.class}\` | ${catalogue === undefined ? 'has clauses' : evidenced(catalogue)} |`;
  });
  const table = [
    '| framework | `--framework` | pack | controls that a template can show |',
    '| --- | --- | --- | --- |',
  ];
  return readme
    .replace(
      /(<!-- frameworks: names -->)[^]*?(<!-- end -->)/,
      `$1${sentence(known.map(({ description }) => description.name))}$2`,
    )
    .replace(/(<!-- frameworks: table -->\n)[^]*?(<!-- end -->)/, `$1\n${[...table, ...rows].join('\n')}\n\n$2`);
}

function evidenced({ controls }: Catalogue): string {
  const template = controls.filter(({ evidence }) => evidence === 'template');
  const direct = template.filter(({ strength }) => strength === 'direct');
  // headings are evidenced by the requirements below them
  const all = controls.filter(({ evidence }) => evidence !== 'children');
  return `${template.length} of ${all.length}, ${direct.length} directly`;
}

function sentence(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.slice(-1).join('')}`;
}

function withCatalogue(frameworks: readonly FrameworkFolder[]): (FrameworkFolder & Catalogue)[] {
  return frameworks.flatMap((framework) =>
    framework.catalogue === undefined ? [] : [{ ...framework, controls: framework.catalogue.controls }],
  );
}
