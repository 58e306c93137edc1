import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Key } from 'aws-cdk-lib/aws-kms';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-kms';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a key': (stack) => new Trail(stack, 'Trail', { encryptionKey: new Key(stack, 'Key') }),
    'an event data store with a key': {
      Resources: { Store: { Type: 'AWS::CloudTrail::EventDataStore', Properties: { KmsKeyId: 'alias/audit' } } },
    },
  },
  noncompliant: {
    'no key': (stack) => new Trail(stack, 'Trail'),
    'an event data store without one': { Resources: { Store: { Type: 'AWS::CloudTrail::EventDataStore' } } },
  },
  undetermined: {
    'a key from an import': { KMSKeyId: { 'Fn::ImportValue': 'Key' } },
    'what another resource gives': {
      Resources: {
        Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { KMSKeyId: { 'Fn::GetAtt': ['Found', 'KeyArn'] } } },
        Found: { Type: 'Custom::Key', Properties: { ServiceToken: 'arn' } },
      },
    },
    'a key from a parameter': {
      Parameters: { KeyArn: { Type: 'String' } },
      Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { KMSKeyId: { Ref: 'KeyArn' } } } },
    },
  },
});
