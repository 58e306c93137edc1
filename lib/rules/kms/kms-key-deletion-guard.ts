import { expected } from '../expect';
import { defineRule } from '../rule';
import { outlivesStack } from '../concepts/outlives-stack';

export default defineRule({
  id: 'kms-key-deletion-guard',
  title: 'KMS key outlives its stack and waits 30 days before it is destroyed',
  clause: 'P3.2',
  severity: 'error',
  resourceTypes: ['AWS::KMS::Key'],
  rationale:
    'When the key goes with its stack, everything encrypted under it is gone for good, locked backups included.',
  remediation:
    'Use `SecureKey`, or set `DeletionPolicy` and `UpdateReplacePolicy` to Retain and leave `PendingWindowInDays` at 30.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.33': 'judgement', 'A.8.24': 'peer' },
    soc2: { 'A1.2': 'judgement', 'CC6.1': 'peer' },
    hipaa: { '164.308(a)(7)(i)': 'judgement', '164.312(a)(2)(iv)': 'judgement', '164.312(c)(1)': 'judgement' },
    pci: { '3.7.5': 'judgement' },
  },
  equivalents: {
    securityHub: ['KMS.3'],
    prowler: ['kms_cmk_not_deleted_unintentionally'],
    guard: ['kms_cmk_not_scheduled_for_deletion'],
  },
  *check(key, { policy }) {
    const least = policy.keyDeletionWindowDays;
    yield* expected(key.number('PendingWindowInDays'), `${least} or more`, (days) => days >= least, {
      absentPasses: true,
    });
    yield* outlivesStack(key);
  },
});
