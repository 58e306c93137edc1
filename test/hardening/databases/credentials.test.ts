import { CfnParameter, Fn, Lazy, SecretValue, Stack } from 'aws-cdk-lib';
import { Credentials } from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { flawOfCredentials } from '../../../lib/hardening/databases/credentials';

const fromPassword = (password: SecretValue): Credentials => Credentials.fromPassword('keeper', password);

test.each<[string, (stack: Stack) => Credentials | undefined]>([
  ['none', () => undefined],
  ['generated', () => Credentials.fromGeneratedSecret('keeper')],
  ['a name alone', () => Credentials.fromUsername('keeper')],
  ['a secret', (stack) => Credentials.fromSecret(new Secret(stack, 'Secret'))],
  ['a password in Secrets Manager', () => fromPassword(SecretValue.secretsManager('keeper'))],
  ['a password in a secret of the stack', (stack) => fromPassword(new Secret(stack, 'Secret').secretValue)],
  ['a password in a secure parameter of SSM', () => fromPassword(SecretValue.ssmSecure('keeper'))],
])('takes credentials that Secrets Manager or SSM keeps: %s', (_, credentials) => {
  expect(flawOfCredentials(credentials(new Stack()))).toBeUndefined();
});

test.each<[string, SecretValue]>([
  ['stated', SecretValue.unsafePlainText('correct horse')],
  ['stated late', new SecretValue(Lazy.string({ produce: () => 'correct horse' }))],
  ['of a parameter of SSM that is not secure', SecretValue.unsafePlainText('{{resolve:ssm:keeper}}')],
])('refuses a password in plain text: %s', (_, password) => {
  expect(flawOfCredentials(fromPassword(password))).toBe('may not hold a password in plain text');
});

test.each<[string, (stack: Stack) => SecretValue]>([
  [
    'by a parameter, even one that is not shown',
    (stack) => SecretValue.cfnParameter(new CfnParameter(stack, 'Password', { noEcho: true })),
  ],
  ['by another stack', () => SecretValue.unsafePlainText(Fn.importValue('Password'))],
])('refuses a password that is passed in: %s', (_, password) => {
  expect(flawOfCredentials(fromPassword(password(new Stack())))).toBe('may not hold a password that is passed in');
});
