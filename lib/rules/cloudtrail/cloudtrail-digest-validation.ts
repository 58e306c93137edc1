import { expectTrue } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'cloudtrail-digest-validation',
  title: 'CloudTrail trail signs its log files',
  clause: 'P2.2.3',
  severity: 'error',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Without the signed digests nobody can prove that a record was not changed or removed.',
  remediation: 'Set `EnableLogFileValidation` to true.',
  controls: {
    iso27001: { 'A.5.28': 'judgement', 'A.5.33': 'crosswalk', 'A.8.15': 'peer' },
    soc2: { 'CC6.1': 'judgement', 'CC7.2': 'judgement' },
    hipaa: { '164.312(b)': 'peer', '164.312(c)(1)': 'peer', '164.312(c)(2)': 'peer' },
    pci: { '10.3.2': 'peer', '10.3.4': 'peer' },
  },
  equivalents: {
    awsConfig: ['cloud-trail-log-file-validation-enabled'],
    securityHub: ['CloudTrail.4'],
    cdkNag: ['CloudTrailLogFileValidationEnabled'],
    prowler: ['cloudtrail_log_file_validation_enabled'],
    guard: ['cloud_trail_log_file_validation_enabled'],
  },
  check: (trail) => expectTrue(trail.boolean('EnableLogFileValidation'), 'off by default'),
});
