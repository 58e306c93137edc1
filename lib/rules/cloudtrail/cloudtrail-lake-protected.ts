import { holds, yes, type Certainty } from '../../template/read/certainty';
import { expected } from '../expect';
import { defineRule } from '../rule';
import { categoryOf } from '../concepts/data-category';

export default defineRule({
  id: 'cloudtrail-lake-protected',
  title: 'CloudTrail event data store is protected and keeps its events for 365 days',
  clause: 'P2.2.3',
  severity: 'error',
  resourceTypes: ['AWS::CloudTrail::EventDataStore'],
  rationale: 'Without termination protection one call deletes every recorded event.',
  remediation: 'Leave `TerminationProtectionEnabled` at true and set `RetentionPeriod` to 365 or more.',
  controls: {
    iso27001: { 'A.5.28': 'judgement', 'A.5.33': 'judgement', 'A.8.15': 'judgement' },
    soc2: { 'CC6.1': 'judgement', 'CC7.2': 'judgement' },
    hipaa: {
      '164.312(b)': 'judgement',
      '164.312(c)(1)': 'judgement',
      '164.312(c)(2)': 'judgement',
      '164.316(b)(2)(i)': 'judgement',
    },
    pci: { '10.3.2': 'judgement', '10.3.4': 'judgement', '10.5.1': 'judgement' },
  },
  equivalents: {},
  *check(store, { policy }) {
    const protection = store.boolean('TerminationProtectionEnabled');
    yield* expected(protection, 'true', (isProtected) => isProtected, { absentPasses: true });
    const { auditLogDays: least } = policy;
    const retention = store.number('RetentionPeriod');
    yield* expected(retention, `${least} or more`, (days) => days >= least, { absentPasses: true });
    const isInTime = (days: number): Certainty =>
      holds(categoryOf(store, policy), ({ deleteAfterDays = days }) => days <= deleteAfterDays, yes);
    yield* expected(retention, 'no more than its data category is kept', isInTime, { absentPasses: true });
  },
});
