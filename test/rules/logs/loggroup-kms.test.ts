import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import rule from '../../../lib/rules/logs/loggroup-kms';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a key of the stack': (stack) => new LogGroup(stack, 'Log', { encryptionKey: new Key(stack, 'Key') }),
    'a key by its ARN': { KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/a' },
  },
  noncompliant: { 'no key': (stack) => new LogGroup(stack, 'Log'), 'an empty one': { KmsKeyId: '' } },
  undetermined: {
    'a key from a parameter': {
      Parameters: { KeyArn: { Type: 'String' } },
      Resources: { Log: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: { Ref: 'KeyArn' } } } },
    },
  },
});
