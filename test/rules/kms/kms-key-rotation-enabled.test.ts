import { Key, KeySpec } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/kms/kms-key-rotation-enabled';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: { on: { EnableKeyRotation: true }, 'on, as a word': { EnableKeyRotation: 'true' } },
  noncompliant: { off: { EnableKeyRotation: false }, 'left out by the L2': (stack) => new Key(stack, 'Key') },
  undetermined: { 'decided elsewhere': { EnableKeyRotation: { 'Fn::ImportValue': 'Rotation' } } },
  notApplicable: {
    'a key for signatures': (stack) => new Key(stack, 'Key', { keySpec: KeySpec.RSA_2048 }),
    'imported key material': { Origin: 'EXTERNAL' },
  },
});
