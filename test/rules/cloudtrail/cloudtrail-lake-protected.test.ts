import { CfnEventDataStore } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-lake-protected';
import { testRule } from '../test-rule';

const AUDIT = { Tags: [{ Key: 'data-category', Value: 'audit-logs' }] };

testRule(rule, {
  compliant: {
    'as CloudTrail makes it': (stack) => new CfnEventDataStore(stack, 'Store'),
    'audit records until the last day of their category': { RetentionPeriod: 366, ...AUDIT },
    '365 days': { RetentionPeriod: 365, TerminationProtectionEnabled: true },
  },
  noncompliant: {
    '364 days': { RetentionPeriod: 364 },
    'audit records for a day longer than their category': { RetentionPeriod: 367, ...AUDIT },
    unprotected: (stack) => new CfnEventDataStore(stack, 'Store', { terminationProtectionEnabled: false }),
  },
  undetermined: { 'a period from elsewhere': { RetentionPeriod: { 'Fn::ImportValue': 'Days' } } },
});
