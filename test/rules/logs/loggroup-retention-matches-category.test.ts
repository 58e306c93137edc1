import { Tags } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import rule from '../../../lib/rules/logs/loggroup-retention-matches-category';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'infrastructure logs for 90 days': {
      Tags: [{ Key: 'data-category', Value: 'infrastructure-logs' }],
      RetentionInDays: 90,
    },
    'audit logs for 365 days': { Tags: [{ Key: 'data-category', Value: 'audit-logs' }], RetentionInDays: 365 },
    'audit logs for 400 days, the next that is offered after 366': {
      Tags: [{ Key: 'data-category', Value: 'audit-logs' }],
      RetentionInDays: 400,
    },
    'workloads forever': { Tags: [{ Key: 'data-category', Value: 'customer-workloads' }] },
    'records for seven years, by the L2': (stack) => {
      Tags.of(new LogGroup(stack, 'Log', { retention: RetentionDays.SEVEN_YEARS })).add(
        'data-category',
        'support-and-billing-records',
      );
    },
  },
  noncompliant: {
    'infrastructure logs for 120 days': {
      Tags: [{ Key: 'data-category', Value: 'infrastructure-logs' }],
      RetentionInDays: 120,
    },
    'audit logs for 180 days': { Tags: [{ Key: 'data-category', Value: 'audit-logs' }], RetentionInDays: 180 },
    'audit logs for 545 days': { Tags: [{ Key: 'data-category', Value: 'audit-logs' }], RetentionInDays: 545 },
    'audit logs forever': { Tags: [{ Key: 'data-category', Value: 'audit-logs' }] },
  },
  undetermined: {
    'no tag': { RetentionInDays: 90 },
    'a category that nobody knows': { Tags: [{ Key: 'data-category', Value: 'secret' }], RetentionInDays: 90 },
    'a retention from elsewhere': {
      Tags: [{ Key: 'data-category', Value: 'audit-logs' }],
      RetentionInDays: { 'Fn::ImportValue': 'Days' },
    },
  },
});
