import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../lib/rules/rule';
import { HEADER, ROOT } from './generated-file';

/** The folder of what several rules ask. */
const CONCEPTS = 'concepts';

/** `lib/rules/index.ts`: every file that defines a rule. */
export function ruleIndex(): string {
  const rules = ruleFiles().map(({ service, id }) => ({ path: `./${service}/${id}`, name: camelCase(id) }));
  const imports = rules.map(({ path, name }) => `import ${name} from '${path}';`).join('\n');
  const list = rules.map(({ name }) => `${name},`).join('\n');
  return `${HEADER}import { crosswalked } from './crosswalked';
${imports}
import type { Rule } from './rule';

const WRITTEN: readonly Rule[] = [
${list}
];

/** Every rule, by its id, with what the crosswalks of frameworks assign to it. */
export const RULES: readonly Rule[] = WRITTEN.map(crosswalked);
`;
}

/** The rules of the files; their index may be as stale as what is generated from them. */
export async function readRules(): Promise<Rule[]> {
  const modules = ruleFiles().map(async ({ service, id }) => {
    return (await import(join(ROOT, 'lib/rules', service, id))) as { readonly default: Rule };
  });
  return (await Promise.all(modules)).map((module) => module.default);
}

/** `lib/policy/rule-ids.ts`: what builders know of the rules. */
export function ruleIds(rules: readonly Rule[]): string {
  const entries = rules.map(({ id, clause, waivable = true, exposure = false }) => {
    return `'${id}': ${JSON.stringify({ clause, waivable, exposure })},`;
  });
  return `${HEADER}import type { RuleFacts } from './rule-facts';

/** What builders know of the rules: their ids, and of each what its file says. */
export const RULE_IDS = {
${entries.join('\n')}
} as const satisfies Readonly<Record<string, RuleFacts>>;

/** The id of a rule; a mistyped one does not compile. */
export type RuleId = keyof typeof RULE_IDS;
`;
}

/** The files in the folders of the services, each a rule that is named by its id. */
function ruleFiles(): { readonly service: string; readonly id: string }[] {
  const folder = join(ROOT, 'lib/rules');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== CONCEPTS)
    .flatMap(({ name: service }) =>
      readdirSync(join(folder, service)).map((file) => ({ service, id: file.replace(/\.ts$/, '') })),
    )
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
