import { holds } from '../../template/read/certainty';
import { categoryOf } from '../concepts/data-category';
import { expectTrue } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'loggroup-deletion-protection',
  title: 'Log group that holds immutable logs is protected against deletion',
  clause: 'P2.2.3',
  severity: 'error',
  resourceTypes: ['AWS::Logs::LogGroup'],
  rationale: 'One call of DeleteLogGroup takes the whole audit trail with it.',
  remediation: 'Use `SecureLogGroup`, or set `DeletionProtectionEnabled` to true.',
  controls: {
    iso27001: { 'A.5.28': 'judgement', 'A.5.33': 'judgement', 'A.8.15': 'judgement' },
    soc2: { 'CC6.1': 'judgement', 'CC7.2': 'judgement' },
    hipaa: { '164.312(b)': 'judgement', '164.312(c)(1)': 'judgement', '164.312(c)(2)': 'judgement' },
    pci: { '10.3.2': 'judgement' },
  },
  equivalents: {},
  appliesTo: (logGroup, { policy }) => holds(categoryOf(logGroup, policy), ({ immutable }) => immutable),
  check: (logGroup) => expectTrue(logGroup.boolean('DeletionProtectionEnabled'), 'off by default'),
});
