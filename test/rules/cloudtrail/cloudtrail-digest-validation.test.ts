import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-digest-validation';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: { 'as the L2 makes it': (stack) => new Trail(stack, 'Trail') },
  noncompliant: {
    off: (stack) => new Trail(stack, 'Trail', { enableFileValidation: false }),
    'left out': { IsLogging: true },
  },
  undetermined: { 'decided elsewhere': { EnableLogFileValidation: { 'Fn::ImportValue': 'Validation' } } },
});
