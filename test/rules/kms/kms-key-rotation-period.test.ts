import { Key, KeySpec } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/kms/kms-key-rotation-period';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'every 90 days': { EnableKeyRotation: true, RotationPeriodInDays: 90 },
    'every 90 days, as a string': { EnableKeyRotation: true, RotationPeriodInDays: '90' },
    'the only allowed value of a parameter': {
      Parameters: { Days: { Type: 'Number', Default: 90, AllowedValues: [90] } },
      Resources: { Subject: { Type: 'AWS::KMS::Key', Properties: { RotationPeriodInDays: { Ref: 'Days' } } } },
    },
  },
  noncompliant: {
    'every 91 days': { EnableKeyRotation: true, RotationPeriodInDays: 91 },
    'rotation on, period left to AWS (365 days)': (stack) => new Key(stack, 'Key', { enableKeyRotation: true }),
    'one branch of a condition': {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: {
        Subject: {
          Type: 'AWS::KMS::Key',
          Properties: { RotationPeriodInDays: { 'Fn::If': ['IsProduction', 90, { Ref: 'AWS::NoValue' }] } },
        },
      },
    },
    'one allowed value of a parameter': {
      Parameters: { Days: { Type: 'Number', Default: 90, AllowedValues: [90, 365] } },
      Resources: { Subject: { Type: 'AWS::KMS::Key', Properties: { RotationPeriodInDays: { Ref: 'Days' } } } },
    },
  },
  undetermined: {
    'period from a parameter': {
      Parameters: { Days: { Type: 'Number' } },
      Resources: { Subject: { Type: 'AWS::KMS::Key', Properties: { RotationPeriodInDays: { Ref: 'Days' } } } },
    },
    'a macro may rewrite it': {
      Transform: 'MyMacro',
      Resources: { Subject: { Type: 'AWS::KMS::Key', Properties: { RotationPeriodInDays: 90 } } },
    },
  },
  notApplicable: {
    'an asymmetric key, which KMS cannot rotate': (stack) => new Key(stack, 'Key', { keySpec: KeySpec.RSA_2048 }),
  },
});
