import { policyAt } from '../../template/access/policy';
import { unnamedCallers } from '../concepts/unnamed-callers';
import { defineRule } from '../rule';

export default defineRule({
  id: 'kinesis-no-public-policy',
  title: 'Kinesis stream lets nobody in whom its policy does not name',
  clause: 'P2.2.1',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::Kinesis::ResourcePolicy'],
  rationale: 'An Allow for every principal lets any AWS account read each record, or write records of its own.',
  remediation: 'Name the principals in `ResourcePolicy`, or add an `aws:PrincipalOrgID` or `aws:SourceVpce` condition.',
  controls: {
    iso27001: { 'A.5.15': 'judgement', 'A.8.3': 'judgement', 'A.8.12': 'judgement' },
    soc2: { 'CC6.1': 'judgement', 'CC6.3': 'judgement', 'CC6.6': 'judgement' },
    hipaa: { '164.308(a)(4)(i)': 'judgement', '164.312(a)(1)': 'judgement' },
    pci: { '1.3.1': 'judgement', '7.2.1': 'judgement', '7.3.1': 'judgement', '7.3.3': 'judgement' },
  },
  equivalents: {},
  check: (attached) => unnamedCallers(policyAt(attached, 'ResourcePolicy'), ['kinesis:*']),
});
