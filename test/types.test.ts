import { defineRule, type Rule } from '../lib/rules/rule';

const RULE: Rule = {
  id: 'kms-key-example',
  title: 'KMS key is an example',
  clause: 'P2.1.2',
  severity: 'error',
  resourceTypes: ['AWS::KMS::Key'],
  rationale: 'Examples leak.',
  remediation: 'Use `SecureKey`.',
  controls: { iso27001: { 'A.8.24': 'judgement' } },
  equivalents: {},
  check: () => [],
};

/** What tsc refuses; each line that it stopped refusing would fail `tsc --noEmit`. */
const MISTYPED = {
  // @ts-expect-error: the policy has no clause P2.1.9
  clause: () => defineRule({ ...RULE, clause: 'P2.1.9' }),
  // @ts-expect-error: Annex A of ISO 27001:2022 has no control A.8.99
  control: () => defineRule({ ...RULE, controls: { iso27001: { 'A.8.99': 'judgement' } } }),
  // @ts-expect-error: nothing backs an assignment by guessing
  basis: () => defineRule({ ...RULE, controls: { iso27001: { 'A.8.24': 'guess' } } }),
  // @ts-expect-error: severities are error and warning
  severity: () => defineRule({ ...RULE, severity: 'fatal' }),
};

test('defineRule gives back what it is given; what is mistyped is for tsc', () => {
  expect(defineRule(RULE)).toBe(RULE);
  expect(Object.keys(MISTYPED)).toEqual(['clause', 'control', 'basis', 'severity']);
});
