import { categoryOf, UNTAGGED } from '../concepts/data-category';
import { expected, undetermined } from '../expect';
import { defineRule } from '../rule';

/** The retention periods that CloudWatch Logs offers, in days. */
const OFFERED_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export default defineRule({
  id: 'loggroup-retention-matches-category',
  title: 'Log group keeps its events as long as the data category says',
  clause: 'P1.3',
  severity: 'error',
  resourceTypes: ['AWS::Logs::LogGroup'],
  rationale: 'A log group that disagrees with its category deletes evidence too early or keeps personal data too long.',
  remediation: 'Use `SecureLogGroup`, or set the `data-category` tag and the `RetentionInDays` that belongs to it.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.33': 'crosswalk', 'A.5.34': 'judgement', 'A.8.10': 'crosswalk', 'A.8.15': 'peer-near' },
    soc2: { 'C1.2': 'peer-near', 'CC7.2': 'peer-near', 'P4.2': 'crosswalk', 'P4.3': 'crosswalk' },
    hipaa: { '164.310(d)(2)(i)': 'judgement', '164.312(b)': 'peer-near', '164.316(b)(2)(i)': 'crosswalk' },
    pci: { '3.2.1': 'peer-near', '9.4.7': 'judgement', '10.5.1': 'peer-near' },
  },
  equivalents: { prowler: ['cloudwatch_log_group_retention_policy_specific_days_enabled'] },
  *check(logGroup, { policy }) {
    const category = categoryOf(logGroup, policy);
    if (category.kind !== 'value') {
      yield undetermined(category.kind === 'unknown' ? category : UNTAGGED);
      return;
    }
    const { name, keepForDays = 1, deleteAfterDays } = category.value;
    const retention = logGroup.number('RetentionInDays');
    if (deleteAfterDays === undefined) {
      yield* expected(retention, `${keepForDays} or more for ${name}`, (days) => days >= keepForDays, {
        absentPasses: true,
      });
      return;
    }
    const most = OFFERED_DAYS.find((days) => days >= deleteAfterDays) ?? deleteAfterDays;
    const what = keepForDays === most ? `${most} for ${name}` : `${keepForDays} to ${most} for ${name}`;
    yield* expected(retention, what, (days) => days >= keepForDays && days <= most, {
      byDefault: 'events never expire',
    });
  },
});
