import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import rule from '../../../lib/rules/logs/loggroup-kms';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a key of the stack': (stack) => new LogGroup(stack, 'Log', { encryptionKey: new Key(stack, 'Key') }),
    'an alias of the stack': {
      Resources: {
        Log: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: { Ref: 'Alias' } } },
        Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/logs', TargetKeyId: 'a' } },
      },
    },
    'a key by an ARN of which the id is a parameter': {
      Parameters: { Id: { Type: 'String' } },
      Resources: {
        Log: {
          Type: 'AWS::Logs::LogGroup',
          Properties: { KmsKeyId: { 'Fn::Sub': 'arn:aws:kms:eu-west-1:111122223333:key/${Id}' } },
        },
      },
    },
    'a key by its ARN': { KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/a' },
  },
  noncompliant: {
    'no key': (stack) => new LogGroup(stack, 'Log'),
    'an empty one': { KmsKeyId: '' },
    'the key that AWS manages': { KmsKeyId: 'alias/aws/logs' },
  },
  undetermined: {
    'a key from an import': { KmsKeyId: { 'Fn::ImportValue': 'Key' } },
    'a key from a dynamic reference': { KmsKeyId: '{{resolve:ssm:key}}' },
    'a key from a parameter': {
      Parameters: { KeyArn: { Type: 'String' } },
      Resources: { Log: { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: { Ref: 'KeyArn' } } } },
    },
  },
});
