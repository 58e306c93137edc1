import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-cloudwatch-logs';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: { 'sent to CloudWatch Logs': (stack) => new Trail(stack, 'Trail', { sendToCloudWatchLogs: true }) },
  noncompliant: { 'only a bucket': (stack) => new Trail(stack, 'Trail') },
  undetermined: {
    'names from parameters': {
      Parameters: { Group: { Type: 'String' }, Role: { Type: 'String' } },
      Resources: {
        Trail: {
          Type: 'AWS::CloudTrail::Trail',
          Properties: { CloudWatchLogsLogGroupArn: { Ref: 'Group' }, CloudWatchLogsRoleArn: { Ref: 'Role' } },
        },
      },
    },
  },
});
