import { Match, Template } from 'aws-cdk-lib/assertions';
import { CategoryKeys, DataCategory, EbsEncryptionByDefault } from '../../lib';
import { newStack } from './synthesized';

const DEFAULT_KEY = 'EbsEncryptionByDefaultDefaultKey2CBF4F11';

test('the default key of the Region is a key of its own, not that of the data of a stack', () => {
  const stack = newStack();
  const { encryptionKey } = EbsEncryptionByDefault.in(stack);
  const ofData = CategoryKeys.of(stack).keyFor(DataCategory.CUSTOMER_WORKLOADS).key;
  expect(stack.resolve(encryptionKey.keyArn)).toEqual({ 'Fn::GetAtt': [DEFAULT_KEY, 'Arn'] });
  expect(encryptionKey).not.toBe(ofData);
  const before = '{"service":"EC2","action":"modifyEbsDefaultKmsKeyId","parameters":{"KmsKeyId":"';
  const after = '"},"physicalResourceId":{"id":"EbsEncryptionByDefaultKey"}}';
  Template.fromStack(stack).hasResource('Custom::EbsEncryptionByDefault', {
    DeletionPolicy: 'Retain',
    Properties: { Update: { 'Fn::Join': ['', [before, { 'Fn::GetAtt': [DEFAULT_KEY, 'Arn'] }, after]] } },
  });
});

test('the default key is kept when its stack goes', () => {
  const stack = newStack();
  EbsEncryptionByDefault.in(stack);
  const keys = Template.fromStack(stack).findResources('AWS::KMS::Key', { DeletionPolicy: 'RetainExceptOnCreate' });
  expect(Object.keys(keys)).toContain(DEFAULT_KEY);
});

test('whatever launches instances may use the default key and attach volumes under it', () => {
  const stack = newStack();
  EbsEncryptionByDefault.in(stack);
  const autoScaling = Match.objectLike({ 'Fn::Join': Match.anyValue() });
  const byRoles = {
    StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } },
    ArnLike: { 'aws:PrincipalArn': [autoScaling, autoScaling, autoScaling, autoScaling] },
  };
  Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
    Description: 'Encrypts the EBS volumes of this account and Region that name no other key.',
    KeyPolicy: {
      Statement: [
        Match.objectLike({ Action: 'kms:*' }),
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
          Resource: '*',
          Condition: byRoles,
        },
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'kms:CreateGrant',
          Resource: '*',
          Condition: { ...byRoles, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
        },
      ],
    },
  });
});
