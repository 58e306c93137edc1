import { expectPresent } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'cloudtrail-cloudwatch-logs',
  title: 'CloudTrail trail delivers into CloudWatch Logs',
  clause: 'P6.1',
  severity: 'warning',
  resourceTypes: ['AWS::CloudTrail::Trail'],
  rationale: 'Records that only lie in a bucket raise no alarm while something is going on.',
  remediation:
    'Set `CloudWatchLogsLogGroupArn` to a `SecureLogGroup` and `CloudWatchLogsRoleArn` to a role that may write to it.',
  controls: {
    iso27001: { 'A.8.15': 'peer', 'A.8.16': 'peer' },
    soc2: { 'CC7.2': 'peer', 'CC7.3': 'peer' },
    hipaa: { '164.308(a)(1)(ii)(D)': 'peer', '164.308(a)(6)(ii)': 'peer', '164.312(b)': 'peer' },
    pci: {
      '10.2.1': 'peer',
      '10.2.1.2': 'peer',
      '10.2.1.5': 'peer',
      '10.2.1.6': 'peer',
      '10.2.1.7': 'peer',
      '10.3.3': 'judgement',
      '10.4.1.1': 'peer',
      '10.7.2': 'judgement',
    },
  },
  equivalents: {
    awsConfig: ['cloud-trail-cloud-watch-logs-enabled'],
    securityHub: ['CloudTrail.5'],
    cdkNag: ['CloudTrailCloudWatchLogsEnabled'],
    prowler: ['cloudtrail_cloudwatch_logging_enabled'],
    guard: ['cloud_trail_cloud_watch_logs_enabled'],
  },
  *check(trail) {
    yield* expectPresent(trail.reference('CloudWatchLogsLogGroupArn'), 'a log group');
    yield* expectPresent(trail.reference('CloudWatchLogsRoleArn'), 'a role');
  },
});
