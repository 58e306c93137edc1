import { account, readAcceptances } from '../../scripts/judges/accepted';
import type { Finding } from '../../scripts/judges/judge';

const JUDGES = ['checkov', 'cfn-lint'];
const REASON = 'the policy demands otherwise';
const FINDING: Finding = {
  judge: 'checkov',
  rule: 'CKV_AWS_18',
  template: 'reference/Data',
  resourceType: 'AWS::S3::Bucket',
  logicalId: 'AccessLogsBucketCD784A59',
  message: 'Ensure the S3 bucket has access logging enabled',
};

function read(...entries: object[]) {
  return readAcceptances(JSON.stringify(entries), JUDGES);
}

const ENTRY = { judge: 'checkov', rule: 'CKV_AWS_18', type: 'AWS::S3::Bucket', reason: REASON };

describe('reading what we accept', () => {
  test('takes YAML with anchors', () => {
    const text = `- {judge: checkov, rule: A, type: T, reason: &r ${REASON}}\n- {judge: checkov, rule: B, type: T, reason: *r}`;
    expect(readAcceptances(text, JUDGES).map(({ reason }) => reason)).toEqual([REASON, REASON]);
  });

  test('makes lists of rules and logical ids as many entries', () => {
    const entries = read({ ...ENTRY, rule: ['A', 'B'], logicalId: ['X*', 'Y*'] });
    expect(entries.map(({ rule, logicalId }) => [rule, logicalId])).toEqual([
      ['A', 'X*'],
      ['A', 'Y*'],
      ['B', 'X*'],
      ['B', 'Y*'],
    ]);
  });

  test.each([
    ['no list', '{}', 'a list'],
    ['no mapping', '[1]', 'not a mapping'],
    ['an empty file', '', 'a list'],
  ])('refuses %s', (_, text, message) => {
    expect(() => readAcceptances(text, JUDGES)).toThrow(message);
  });

  test.each([
    ['a mistyped key', { ...ENTRY, logicalid: 'X' }, 'unknown key logicalid'],
    ['an unknown judge', { ...ENTRY, judge: 'chekov' }, 'no judge chekov'],
    ['no reason', { ...ENTRY, reason: undefined }, 'reason is not a text'],
    ['hardly a reason', { ...ENTRY, reason: 'it is fine' }, 'too short'],
    ['any rule', { ...ENTRY, rule: '*' }, 'accepts too much'],
    ['no list members', { ...ENTRY, rule: [1] }, 'rule is not a text'],
    ['any resource', { ...ENTRY, type: undefined }, 'neither type nor logicalId'],
    ['a number', { ...ENTRY, template: 3 }, 'template is not a text'],
  ])('refuses %s', (_, entry, message) => {
    expect(() => read(entry)).toThrow(message);
  });
});

describe('accounting for findings', () => {
  test.each([
    ['by type', ENTRY],
    ['by logical id', { ...ENTRY, type: undefined, logicalId: 'AccessLogs*' }],
    ['by template', { ...ENTRY, template: 'reference/*' }],
    ['by a pattern of the rule', { ...ENTRY, rule: 'CKV_*_18' }],
  ])('accepts %s', (_, entry) => {
    const { accepted, unused, open } = account([FINDING], read(entry));
    expect([accepted.length, unused, open]).toEqual([1, [], []]);
  });

  test.each([
    ['another judge', { ...ENTRY, judge: 'cfn-lint' }],
    ['another rule', { ...ENTRY, rule: 'CKV_AWS_1' }],
    ['another type', { ...ENTRY, type: 'AWS::S3::BucketPolicy' }],
    ['another logical id', { ...ENTRY, logicalId: 'AccessLogs' }],
    ['another template', { ...ENTRY, template: 'records/*' }],
  ])('leaves open what %s is accepted for', (_, entry) => {
    const { unused, open } = account([FINDING], read(entry));
    expect([unused.length, open]).toEqual([1, [FINDING]]);
  });

  test('takes patterns as text but for the star', () => {
    const finding = { ...FINDING, rule: 'IAM5[Resource::<Bucket.Arn>/*]' };
    expect(account([finding], read({ ...ENTRY, rule: 'IAM5[Resource::<Bucket.Arn>/*]' })).open).toEqual([]);
    expect(account([finding], read({ ...ENTRY, rule: 'IAM5[Resource::<BucketXArn>/*]' })).open).toEqual([finding]);
  });

  test('gives a finding to the first entry, so that one beside a wider one is unused', () => {
    const [wide, narrow] = read(ENTRY, { ...ENTRY, logicalId: 'AccessLogs*' });
    const { accepted, unused } = account(
      [FINDING, { ...FINDING, logicalId: 'Other' }],
      [wide, narrow].flatMap((one) => one ?? []),
    );
    expect(accepted.map(({ findings }) => findings.length)).toEqual([2]);
    expect(unused).toEqual([narrow]);
  });
});
