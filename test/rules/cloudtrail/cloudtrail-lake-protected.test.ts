import { CfnEventDataStore } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-lake-protected';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'as CloudTrail makes it': (stack) => new CfnEventDataStore(stack, 'Store'),
    '365 days': { RetentionPeriod: 365, TerminationProtectionEnabled: true },
  },
  noncompliant: {
    '364 days': { RetentionPeriod: 364 },
    unprotected: (stack) => new CfnEventDataStore(stack, 'Store', { terminationProtectionEnabled: false }),
  },
  undetermined: { 'a period from elsewhere': { RetentionPeriod: { 'Fn::ImportValue': 'Days' } } },
});
