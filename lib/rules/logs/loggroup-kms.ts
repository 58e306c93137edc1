import { expected } from '../expect';
import { defineRule } from '../rule';
import { isOwnKey } from '../concepts/own-key';

export default defineRule({
  id: 'loggroup-kms',
  title: 'Log group is encrypted with a customer-managed key',
  clause: 'P2.1.1',
  severity: 'error',
  resourceTypes: ['AWS::Logs::LogGroup'],
  rationale:
    'Under the key of the service, nobody can decide who may read the logs, nor shred them by destroying the key.',
  remediation: 'Use `SecureLogGroup`, or set `KmsKeyId` to a key whose policy lets CloudWatch Logs in.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'C1.1': 'crosswalk', 'CC6.1': 'peer' },
    hipaa: { '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.5.1': 'peer', '10.3.2': 'peer' },
  },
  equivalents: {
    cdkNag: ['CloudWatchLogGroupEncrypted'],
    prowler: ['cloudwatch_log_group_kms_encryption_enabled'],
    guard: ['cloudwatch_log_group_encrypted'],
  },
  check: (logGroup) =>
    expected(logGroup.reference('KmsKeyId'), 'a customer-managed key', isOwnKey, {
      byDefault: 'a key that CloudWatch Logs owns',
    }),
});
