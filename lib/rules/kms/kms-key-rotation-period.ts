import { expected } from '../expect';
import { defineRule } from '../rule';
import { rotatesAutomatically } from '../concepts/rotatable-key';

export default defineRule({
  id: 'kms-key-rotation-period',
  title: 'KMS key rotates at least every 90 days',
  clause: 'P2.1.2',
  severity: 'error',
  resourceTypes: ['AWS::KMS::Key'],
  rationale: 'A key that is never replaced makes one leak decrypt everything ever written with it.',
  remediation: 'Use `SecureKey`, or set `RotationPeriodInDays` to 90.',
  controls: {
    iso27001: { 'A.8.24': 'peer-near' },
    soc2: { 'CC6.1': 'crosswalk' },
    hipaa: { '164.312(a)(2)(iv)': 'peer-near' },
    pci: { '3.7.4': 'peer-near', '3.7.5': 'peer-near' },
  },
  equivalents: {
    awsConfig: ['cmk-backing-key-rotation-enabled'],
    securityHub: ['KMS.4'],
    prowler: ['kms_cmk_rotation_enabled'],
  },
  appliesTo: rotatesAutomatically,
  *check(key, { policy }) {
    const most = policy.keyRotationDays;
    yield* expected(key.number('RotationPeriodInDays'), `${most} or less`, (days) => days <= most, {
      byDefault: '365 days by default',
    });
  },
});
