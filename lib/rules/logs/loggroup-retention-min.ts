import { OFFERED_DAYS } from '../concepts/log-retention';
import { expected } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'loggroup-retention-min',
  title: 'Log group keeps its events for at least 90 days and not forever',
  clause: 'P3.1',
  severity: 'error',
  resourceTypes: ['AWS::Logs::LogGroup'],
  rationale:
    'Logs that are gone after a week cannot tell what happened last month, and logs that never go keep personal data forever.',
  remediation: 'Use `SecureLogGroup`, or set `RetentionInDays` to 90, or 365 for audit logs.',
  guardsLoss: true,
  controls: {
    iso27001: { 'A.5.33': 'crosswalk', 'A.8.15': 'peer-near' },
    soc2: { 'CC7.2': 'peer-near' },
    hipaa: { '164.312(b)': 'peer-near', '164.316(b)(2)(i)': 'crosswalk' },
    pci: { '5.3.4': 'peer-near', '10.5.1': 'peer-near' },
  },
  equivalents: {
    awsConfig: ['cw-loggroup-retention-period-check'],
    securityHub: ['CloudWatch.16'],
    cdkNag: ['CloudWatchLogGroupRetentionPeriod'],
    prowler: ['cloudwatch_log_group_retention_policy_specific_days_enabled'],
    guard: ['cw_loggroup_retention_period_check'],
  },
  *check(logGroup, { policy }) {
    const least = policy.infrastructureLogDays;
    const most = Math.max(...OFFERED_DAYS);
    const retention = logGroup.number('RetentionInDays');
    yield* expected(retention, `${least} or more`, (days) => days >= least, { byDefault: 'events never expire' });
    const what = `no more than ${most}, the longest period that CloudWatch Logs offers`;
    yield* expected(retention, what, (days) => days <= most, { absentPasses: true });
  },
});
