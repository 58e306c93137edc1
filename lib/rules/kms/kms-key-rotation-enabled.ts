import { expectTrue } from '../expect';
import { defineRule } from '../rule';
import { rotatesAutomatically } from '../concepts/rotatable-key';

export default defineRule({
  id: 'kms-key-rotation-enabled',
  title: 'KMS key rotates automatically',
  clause: 'P2.1.2',
  severity: 'error',
  resourceTypes: ['AWS::KMS::Key'],
  rationale: 'Without rotation the same key material protects old and new data for as long as the key lives.',
  remediation: 'Use `SecureKey`, or set `EnableKeyRotation` to true.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'CC6.1': 'crosswalk' },
    hipaa: { '164.312(a)(2)(iv)': 'peer' },
    pci: { '3.7.4': 'peer' },
  },
  equivalents: {
    awsConfig: ['cmk-backing-key-rotation-enabled'],
    securityHub: ['KMS.4'],
    cdkNag: ['KMSBackingKeyRotationEnabled'],
    prowler: ['kms_cmk_rotation_enabled'],
    guard: ['cmk_backing_key_rotation_enabled'],
  },
  appliesTo: rotatesAutomatically,
  check: (key) => expectTrue(key.boolean('EnableKeyRotation'), 'off by default'),
});
