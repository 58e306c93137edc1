import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-multi-region';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: { 'as the L2 makes it': (stack) => new Trail(stack, 'Trail') },
  noncompliant: {
    'one Region': (stack) => new Trail(stack, 'Trail', { isMultiRegionTrail: false }),
    'global services left out': { IsMultiRegionTrail: true, IsLogging: true },
    'switched off': { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true, IsLogging: false },
  },
  undetermined: {
    'decided elsewhere': {
      IsMultiRegionTrail: { 'Fn::ImportValue': 'All' },
      IncludeGlobalServiceEvents: true,
      IsLogging: true,
    },
  },
});
