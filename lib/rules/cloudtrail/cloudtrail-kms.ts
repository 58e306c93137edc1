import { expected } from '../expect';
import { defineRule } from '../rule';
import { isOwnKey } from '../concepts/own-key';

export default defineRule({
  id: 'cloudtrail-kms',
  title: 'CloudTrail records are encrypted with a customer-managed key',
  clause: 'P2.1.1',
  severity: 'error',
  resourceTypes: ['AWS::CloudTrail::Trail', 'AWS::CloudTrail::EventDataStore'],
  rationale: 'Without a key of your own, everybody who can read the bucket can read who did what.',
  remediation:
    'Set `KMSKeyId` to a key that lets CloudTrail in (`SecureKey.allow`); an event data store has `KmsKeyId`.',
  controls: {
    iso27001: { 'A.5.28': 'judgement', 'A.5.33': 'crosswalk', 'A.8.15': 'peer', 'A.8.24': 'peer' },
    soc2: { 'C1.1': 'judgement', 'CC6.1': 'peer', 'CC7.2': 'judgement' },
    hipaa: { '164.312(a)(2)(iv)': 'peer', '164.312(b)': 'judgement', '164.312(c)(1)': 'peer', '164.312(c)(2)': 'peer' },
    pci: { '10.3.2': 'peer' },
  },
  equivalents: {
    awsConfig: ['cloud-trail-encryption-enabled'],
    securityHub: ['CloudTrail.2'],
    cdkNag: ['CloudTrailEncryptionEnabled'],
    prowler: ['cloudtrail_kms_encryption_enabled'],
    guard: ['cloud_trail_encryption_enabled'],
  },
  check(trail) {
    const property = trail.type === 'AWS::CloudTrail::Trail' ? 'KMSKeyId' : 'KmsKeyId';
    const byDefault = 'a key that S3 or CloudTrail owns';
    return expected(trail.reference(property), 'a customer-managed key', isOwnKey, { byDefault });
  },
});
