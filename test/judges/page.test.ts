import { account, readAcceptances } from '../../scripts/judges/accepted';
import type { Finding, Template } from '../../scripts/judges/judge';
import { judgesPage } from '../../scripts/judges/page';

const TEMPLATES: Template[] = [
  { name: 'reference/Data', path: '/tmp/1/Data.template.json', resources: { B: { Type: 'AWS::S3::Bucket' } } },
];
const FINDING: Finding = {
  judge: 'checkov',
  rule: 'CKV_AWS_18',
  template: 'reference/Data',
  resourceType: 'AWS::S3::Bucket',
  logicalId: 'B',
  message: 'in /tmp/1/Data.template.json',
};
const ENTRIES = readAcceptances(
  `
- {judge: checkov, rule: CKV_B, logicalId: B, reason: "no | bar breaks the table"}
- judge: checkov
  rule: CKV_A*
  type: AWS::S3::Bucket
  template: reference/*
  reason: >-
    a reason that goes on
    over two lines
`,
  ['checkov'],
);

function page(findings: readonly Finding[]): string {
  const about = 'A scanner.';
  const accounted = account(findings, ENTRIES);
  return judgesPage(TEMPLATES, [{ name: 'checkov', about, version: '1.2.3', lookedAt: '1 resource', accounted }]);
}

test('shows version, scope, counts and reasons', () => {
  expect(page([FINDING, { ...FINDING, rule: 'CKV_B' }, FINDING])).toMatchSnapshot();
});

test('says so when a judge finds nothing', () => {
  expect(page([])).toContain('## checkov\n\nA scanner.\n\nIt finds nothing.\n');
});

test('is the same whatever the order and the folder of the run', () => {
  const other = { ...FINDING, rule: 'CKV_B' };
  expect(page([FINDING, other])).toBe(page([other, FINDING]));
  expect(page([FINDING])).not.toContain('/tmp');
});
