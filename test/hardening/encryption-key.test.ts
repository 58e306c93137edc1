import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Alias, CfnKey, Key, type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { CategoryKeys, DataCategory, SecureKey } from '../../lib';
import { flawOfKey } from '../../lib/hardening/encryption-key';
import { exceptionFrom, newStack } from '../constructs/synthesized';

const ARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const rotating = (stack: Stack, days: number): Key =>
  new Key(stack, 'Key', { enableKeyRotation: true, rotationPeriod: Duration.days(days) });

test.each<[string, (stack: Stack) => IKeyRef | undefined]>([
  ['none', () => undefined],
  ['a secure key', (stack) => new SecureKey(stack, 'Secure')],
  ['the key of a category', (stack) => CategoryKeys.of(stack).keyFor(DataCategory.CUSTOMER_WORKLOADS).key],
  ['a key that rotates every 90 days', (stack) => rotating(stack, 90)],
  ['its alias', (stack) => rotating(stack, 90).addAlias('alias/ours')],
  ['an alias of ours from elsewhere', (stack) => Alias.fromAliasName(stack, 'Alias', 'alias/awsome')],
  ['a key from elsewhere', (stack) => Key.fromKeyArn(stack, 'Imported', ARN)],
  [
    'a plain key under an exception',
    (stack) =>
      new SecureKey(stack, 'Key', {
        enableKeyRotation: false,
        exceptions: [exceptionFrom('kms-key-rotation-enabled')],
      }),
  ],
  [
    'a period that only deployment knows',
    (stack) =>
      new CfnKey(stack, 'Key', {
        enableKeyRotation: true,
        rotationPeriodInDays: new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber,
      }),
  ],
])('takes %s', (_, key) => {
  expect(flawOfKey(key(newStack()), 90)).toBeUndefined();
});

test.each<[string, (stack: Stack) => IKeyRef]>([
  ['by its alias', (stack) => Alias.fromAliasName(stack, 'Alias', 'alias/aws/rds')],
  ['by the ARN of its alias', (stack) => Key.fromKeyArn(stack, 'Key', ARN.replace(/key\/.*/, 'alias/aws/ebs'))],
  [
    'by an alias and what it points at',
    (stack) => {
      const aliasTargetKey = Key.fromKeyArn(stack, 'Key', ARN);
      return Alias.fromAliasAttributes(stack, 'Alias', { aliasName: 'alias/aws/s3', aliasTargetKey });
    },
  ],
])('refuses a key that AWS manages: %s', (_, key) => {
  expect(flawOfKey(key(newStack()), 90)).toBe('may not be a key that AWS manages');
});

test.each<[string, (stack: Stack) => IKeyRef, string]>([
  ['an L2 as it comes', (stack) => new Key(stack, 'Key'), 'never rotates'],
  ['its alias', (stack) => new Key(stack, 'Key').addAlias('alias/ours'), 'never rotates'],
  ['an L1', (stack) => new CfnKey(stack, 'Key', { enableKeyRotation: false }), 'never rotates'],
  ['91 days', (stack) => rotating(stack, 91), 'rotates every 91'],
  ['the period that KMS takes', (stack) => new Key(stack, 'Key', { enableKeyRotation: true }), 'rotates every 365'],
])('refuses a key that does not rotate in time: %s', (_, key, got) => {
  expect(flawOfKey(key(newStack()), 90)).toBe(`must be a key that rotates every 90 days, got one that ${got}`);
});
