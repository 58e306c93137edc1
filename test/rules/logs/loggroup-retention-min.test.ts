import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import rule from '../../../lib/rules/logs/loggroup-retention-min';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    '90 days': { RetentionInDays: 90 },
    'ten years, the longest that is offered': { RetentionInDays: 3653 },
    'two years by the L2': (stack) => new LogGroup(stack, 'Log'),
  },
  noncompliant: {
    '60 days, the next shorter that is offered': { RetentionInDays: 60 },
    'a day longer than is offered': { RetentionInDays: 3654 },
    'as good as forever': { RetentionInDays: 8675309 },
    'an empty retention': { RetentionInDays: '' },
    'a week': (stack) => new LogGroup(stack, 'Log', { retention: RetentionDays.ONE_WEEK }),
    forever: (stack) => new LogGroup(stack, 'Log', { retention: RetentionDays.INFINITE }),
  },
  undetermined: { 'decided elsewhere': { RetentionInDays: { 'Fn::ImportValue': 'Days' } } },
});
