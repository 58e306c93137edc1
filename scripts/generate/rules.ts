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
  return `${HEADER}${imports}
import type { Rule } from './rule';

/** Every rule, by its id. */
export const RULES: readonly Rule[] = [
${list}
];
`;
}

/** `lib/policy/rule-ids.ts`: what builders know of the rules. */
export async function ruleIds(): Promise<string> {
  const rules = await Promise.all(
    // the index of the rules may be as stale as what is generated here
    ruleFiles().map(async ({ service, id }) => {
      return (await import(join(ROOT, 'lib/rules', service, id))) as { readonly default: Rule };
    }),
  );
  const entries = rules.map(({ default: { id, clause, waivable = true, exposure = false } }) => {
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
