import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..');

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const TYPE = /^AWS::([A-Za-z0-9]+)::[A-Za-z0-9]+$/;

/** Writes a rule and its test, both compiling and both to be edited. */
function main(id = '', type = ''): void {
  const service = TYPE.exec(type)?.[1]?.toLowerCase();
  if (!ID.test(id)) {
    fail(`A rule is named <service>-<what-is-true>, such as kms-key-rotation-period; got ${JSON.stringify(id)}.`);
    return;
  }
  if (service === undefined) {
    fail(`After its id comes the resource type that it judges, such as AWS::KMS::Key; got ${JSON.stringify(type)}.`);
    return;
  }
  const rule = join('lib', 'rules', service, `${id}.ts`);
  const test = join('test', 'rules', service, `${id}.test.ts`);
  const existing = [rule, test].find((path) => existsSync(join(ROOT, path)));
  if (existing !== undefined) {
    fail(`${id} exists already: ${existing}.`);
    return;
  }
  write(rule, ruleText(id, type));
  write(test, testText(service, id));
  console.log(`Wrote ${rule}\nWrote ${test}`);
  console.log('Next:');
  console.log('  1. Edit the four texts, the clause, the controls and the check.');
  console.log('  2. Edit the cases, boundaries in pairs; one at least built by a real L2.');
  console.log(`  3. npx jest ${test}, and read the sentences in the snapshot.`);
  console.log('  4. npm run generate, then npm run check.');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}

function ruleText(id: string, type: string): string {
  return `import { expectTrue } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: '${id}',
  title: 'KMS key rotates automatically',
  clause: 'P2.1.2',
  severity: 'warning',
  resourceTypes: ['${type}'],
  rationale: 'Without rotation the same key material protects old and new data for as long as the key lives.',
  remediation: 'Use \`SecureKey\`, or set \`EnableKeyRotation\` to true.',
  controls: { iso27001: { 'A.8.24': 'judgement' } },
  equivalents: {},
  check: (key) => expectTrue(key.boolean('EnableKeyRotation'), 'off by default'),
});
`;
}

function testText(service: string, id: string): string {
  return `import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/${service}/${id}';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    on: { EnableKeyRotation: true },
    'on, by the L2': (stack) => new Key(stack, 'Key', { enableKeyRotation: true }),
  },
  noncompliant: {
    off: { EnableKeyRotation: false },
    'left out': {},
  },
  undetermined: {
    'from a parameter': {
      Parameters: { Rotates: { Type: 'String' } },
      Resources: { Subject: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: { Ref: 'Rotates' } } } },
    },
  },
});
`;
}

main(...process.argv.slice(2));
