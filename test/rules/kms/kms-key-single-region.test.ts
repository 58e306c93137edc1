import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/kms/kms-key-single-region';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: { 'left out': (stack) => new Key(stack, 'Key'), 'said to be in one': { MultiRegion: false } },
  noncompliant: { 'in several': (stack) => new Key(stack, 'Key', { multiRegion: true }) },
  undetermined: { 'decided elsewhere': { MultiRegion: { 'Fn::ImportValue': 'MultiRegion' } } },
});
