import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../lib/rules/rule';
import { HEADER, ROOT } from './generated-file';

const DEFINES_RULE = /^export default defineRule\(/m;

/** `lib/rules/index.ts`: every file that defines a rule. */
export function ruleIndex(): string {
  const rules = ruleFiles().map(({ service, file }) => ({
    path: `./${service}/${file.replace(/\.ts$/, '')}`,
    name: camelCase(`${service}-${file}`),
  }));
  const imports = rules.map(({ path, name }) => `import ${name} from '${path}';`).join('\n');
  const list = rules.map(({ name }) => `${name},`).join('\n');
  return `${HEADER}${imports}
import type { Rule } from './rule';

/** Every rule, by service and name. */
export const RULES: readonly Rule[] = [
${list}
];
`;
}

/** `lib/policy/rule-ids.ts`: what builders know of the rules. */
export async function ruleIds(): Promise<string> {
  const rules = await Promise.all(
    // the index of the rules may be as stale as what is generated here
    ruleFiles().map(async ({ service, file }) => {
      return (await import(join(ROOT, 'lib/rules', service, file))) as { readonly default: Rule };
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

function ruleFiles(): { readonly service: string; readonly file: string }[] {
  const folder = join(ROOT, 'lib/rules');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: service }) => readdirSync(join(folder, service)).map((file) => ({ service, file })))
    .filter(({ service, file }) => DEFINES_RULE.test(readFileSync(join(folder, service, file), 'utf8')))
    .sort((left, right) => (`${left.service}/${left.file}` < `${right.service}/${right.file}` ? -1 : 1));
}

function camelCase(name: string): string {
  return name.replace(/\.ts$/, '').replace(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase());
}
