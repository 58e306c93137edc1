import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/kms/kms-key-deletion-guard';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'retained by the L2': (stack) => new Key(stack, 'Key'),
    'waits 30 days': (stack) => new Key(stack, 'Key', { pendingWindow: Duration.days(30) }),
  },
  noncompliant: {
    'kept when its stack goes, destroyed when it is replaced': {
      Resources: { Key: { Type: 'AWS::KMS::Key', DeletionPolicy: 'Retain' } },
    },
    'waits 29 days': (stack) => new Key(stack, 'Key', { pendingWindow: Duration.days(29) }),
    'destroyed with its stack': (stack) => new Key(stack, 'Key', { removalPolicy: RemovalPolicy.DESTROY }),
  },
  undetermined: {
    'a policy from a parameter': {
      Transform: 'AWS::LanguageExtensions',
      Parameters: { Policy: { Type: 'String' } },
      Resources: {
        Key: { Type: 'AWS::KMS::Key', DeletionPolicy: { Ref: 'Policy' }, UpdateReplacePolicy: { Ref: 'Policy' } },
      },
    },
    'waits for as long as another stack says': {
      Resources: {
        Key: {
          Type: 'AWS::KMS::Key',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: { PendingWindowInDays: { 'Fn::ImportValue': 'Days' } },
        },
      },
    },
  },
});
