import { Tags } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import rule from '../../../lib/rules/logs/loggroup-deletion-protection';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'protected audit logs': { Tags: [{ Key: 'data-category', Value: 'audit-logs' }], DeletionProtectionEnabled: true },
  },
  noncompliant: {
    'audit logs as the L2 makes them': (stack) => {
      Tags.of(new LogGroup(stack, 'Log')).add('data-category', 'audit-logs');
    },
    'unprotected records': {
      Tags: [{ Key: 'data-category', Value: 'support-and-billing-records' }],
      DeletionProtectionEnabled: false,
    },
  },
  undetermined: {
    'a category that nobody knows': { Tags: [{ Key: 'data-category', Value: 'secret' }] },
    'a protection from elsewhere': {
      Tags: [{ Key: 'data-category', Value: 'audit-logs' }],
      DeletionProtectionEnabled: { 'Fn::ImportValue': 'Protection' },
    },
  },
  notApplicable: {
    'infrastructure logs, which may be deleted': { Tags: [{ Key: 'data-category', Value: 'infrastructure-logs' }] },
    'no tag': { RetentionInDays: 90 },
  },
});
