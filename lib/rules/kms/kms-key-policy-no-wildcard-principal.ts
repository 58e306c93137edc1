import { limitsCaller } from '../../template/access/caller';
import { policyAt } from '../../template/access/policy';
import { isForeign } from '../../template/access/principal';
import { grantees, grantsToAnybody } from '../../template/access/questions';
import { all, because, no, not } from '../../template/read/certainty';
import { refused } from '../expect';
import { defineRule } from '../rule';

const USE = { actions: ['kms:*'] };
const NAMED = 'named principals or a condition on the caller';

export default defineRule({
  id: 'kms-key-policy-no-wildcard-principal',
  title: 'KMS key policy lets nobody in whom it does not name',
  clause: 'P2.2.1',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::KMS::Key'],
  rationale: 'An Allow for every principal hands the key, and all data under it, to any AWS account.',
  remediation:
    'Use `SecureKey`, or name the principals, or add a `kms:CallerAccount` or `aws:PrincipalOrgID` condition.',
  controls: {
    iso27001: { 'A.5.3': 'judgement', 'A.5.15': 'judgement', 'A.8.3': 'judgement', 'A.8.24': 'judgement' },
    soc2: { 'CC6.1': 'judgement', 'CC6.3': 'judgement' },
    hipaa: { '164.312(a)(1)': 'judgement', '164.312(a)(2)(iv)': 'judgement' },
    pci: { '3.6.1': 'judgement', '3.7.7': 'judgement' },
  },
  equivalents: {
    awsConfig: ['kms-key-policy-no-public-access'],
    securityHub: ['KMS.5'],
    prowler: ['kms_key_not_publicly_accessible'],
  },
  *check(key) {
    const policy = policyAt(key, 'KeyPolicy');
    yield* refused(policy.hidden ?? no, NAMED);
    for (const { answer } of grantsToAnybody(policy, USE)) yield* refused(answer, NAMED);
    for (const { principal, statement, answer } of grantees(policy, USE)) {
      if (principal.kind !== 'account') continue;
      const whole = all([answer, isForeign(principal, policy.account), not(limitsCaller(statement, policy.isFree))]);
      yield* refused(because(whole, { path: principal.path, reason: `all of ${principal.text}` }), NAMED);
    }
  },
});
