import { expected } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'kms-key-single-region',
  title: 'KMS key stays in one Region',
  clause: 'P4.3',
  severity: 'warning',
  resourceTypes: ['AWS::KMS::Key'],
  rationale: 'A multi-Region key can be replicated out of the EU, and then decrypts there what was kept here.',
  remediation: 'Use `SecureKey`, or leave `MultiRegion` out and create a key in each Region.',
  controls: {
    iso27001: { 'A.8.24': 'peer' },
    soc2: { 'CC6.1': 'judgement' },
    hipaa: { '164.312(a)(2)(iv)': 'judgement' },
    pci: { '3.6.1.4': 'judgement' },
  },
  equivalents: { prowler: ['kms_cmk_not_multi_region'] },
  check: (key) => expected(key.boolean('MultiRegion'), 'false', (multiRegion) => !multiRegion, { absentPasses: true }),
});
