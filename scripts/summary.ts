import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../lib/template/json';

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
  const evidence = JSON.parse(readFileSync(join(EVIDENCE, file), 'utf8')) as JsonObject;
  const summary = isObject(evidence['summary']) ? evidence['summary'] : {};
  const fail = isObject(summary['fail']) ? summary['fail'] : {};
  const count = (counts: JsonObject, name: string): string => `${Number(counts[name] ?? 0)} ${name}`;
  const judged = ['templates', 'resources', 'rules'].map((name) => count(summary, name)).join(', ');
  const outcomes = [
    count(summary, 'pass'),
    `fail: ${count(fail, 'error')}, ${count(fail, 'warning')}`,
    count(summary, 'undetermined'),
    count(summary, 'excepted'),
  ];
  return `${judged}\n  ${outcomes.join(' · ')}\n  evidence: ${join('cdk.out', 'compliance', file)}`;
}

main();
