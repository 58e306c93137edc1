import { policyAt } from '../../template/access/policy';
import { defineRule } from '../rule';
import { unnamedCallers } from '../concepts/unnamed-callers';

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
  check: (key) => unnamedCallers(policyAt(key, 'KeyPolicy'), ['kms:*']),
});
