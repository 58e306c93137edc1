import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Summary } from '../lib/compliance/report';

const EVIDENCE = join(__dirname, '..', 'cdk.out', 'compliance');

/** Prints what the last synthesis judged, and where its evidence is. */
function main(): void {
  const files = existsSync(EVIDENCE) ? readdirSync(EVIDENCE).filter((file) => file.endsWith('.json')) : [];
  if (files.length === 0) {
    console.error(`No evidence in ${EVIDENCE}; run \`npm run synth\`.`);
    process.exitCode = 1;
  }
  for (const file of files.sort()) console.log(described(file));
}

function described(file: string): string {
  const { summary } = JSON.parse(readFileSync(join(EVIDENCE, file), 'utf8')) as { readonly summary: Summary };
  const { templates, resources, withoutRule, rules, errors, warnings, undetermined, excepted, passes } = summary;
  return [
    `${templates} templates, ${resources} resources (${withoutRule} without a rule), ${rules} rules`,
    `  ${errors} errors, ${warnings} warnings, ${undetermined} undetermined, ${excepted} excepted, ${passes} passes`,
    `  evidence: ${join('cdk.out', 'compliance', file)}`,
  ].join('\n');
}

main();
