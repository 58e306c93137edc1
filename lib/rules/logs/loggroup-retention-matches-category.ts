import type { DataCategory } from '../../policy/data-category';
import { byCategory } from '../concepts/data-category';
import { OFFERED_DAYS } from '../concepts/log-retention';
import { expected } from '../expect';
import { defineRule } from '../rule';

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
  check: (logGroup, { policy }) =>
    byCategory(logGroup, policy, ({ name, keepForDays = 1, deleteAfterDays }) => {
      const most = lastDay(deleteAfterDays);
      const range = most === Infinity ? `${keepForDays} or more` : `${keepForDays} to ${most}`;
      const what = `${keepForDays === most ? most : range} for ${name}`;
      return expected(logGroup.number('RetentionInDays'), what, (days) => days >= keepForDays && days <= most, {
        byDefault: 'events never expire',
        absentPasses: deleteAfterDays === undefined,
      });
    }),
});

/** The first period that is offered and reaches the day of deletion. */
function lastDay(deleteAfterDays: DataCategory['deleteAfterDays']): number {
  if (deleteAfterDays === undefined) return Infinity;
  return OFFERED_DAYS.find((days) => days >= deleteAfterDays) ?? deleteAfterDays;
}
