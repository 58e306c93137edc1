import { App, Stack, type Environment } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  AccountRootPrincipal,
  AnyPrincipal,
  ArnPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
  type IPrincipal,
  type PolicyStatementProps,
} from 'aws-cdk-lib/aws-iam';
import { flawOfKeyPolicy } from '../../../lib/hardening/keys/key-policy';

const OWN = '111122223333';
const EVERYBODY = "may not let everybody in without a condition on the caller's account";
const LOCKED_OUT = 'must let the account of the key change the policy (kms:PutKeyPolicy): it replaces the default one';
const root = allow(new AccountRootPrincipal(), 'kms:*');

function allow(principal: IPrincipal, action: string, more: PolicyStatementProps = {}): PolicyStatement {
  return new PolicyStatement({ principals: [principal], actions: [action], resources: ['*'], ...more });
}

function conditioned(operator: string, key: string, value: string): PolicyStatement {
  return allow(new AnyPrincipal(), 'kms:Decrypt', { conditions: { [operator]: { [key]: value } } });
}

function flawOf(statements: PolicyStatement[], env: Environment = { account: OWN }): string | undefined {
  const stack = new Stack(new App(), 'Stack', { env });
  return flawOfKeyPolicy(new PolicyDocument({ statements }), stack);
}

test.each<[string, PolicyStatement[]]>([
  ['the account administers the key', [root]],
  ['the account by its number', [allow(new AccountPrincipal(OWN), 'kms:Put*')]],
  ['a role of the account', [allow(new ArnPrincipal(`arn:aws:iam::${OWN}:role/Keeper`), 'kms:PutKeyPolicy')]],
  ['another account uses the key', [root, allow(new AccountPrincipal('444455556666'), 'kms:Decrypt')]],
  ['everybody of the account', [root, conditioned('StringEquals', 'kms:CallerAccount', OWN)]],
  ['everybody of an organization', [root, conditioned('StringEquals', 'aws:PrincipalOrgID', 'o-1')]],
  ['some roles, by a pattern', [root, conditioned('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${OWN}:role/a/*`)]],
  ['everybody is denied', [root, allow(new AnyPrincipal(), 'kms:*', { effect: Effect.DENY })]],
])('nothing is wrong when %s', (_, statements) => {
  expect(flawOf(statements)).toBeUndefined();
});

test('nothing is wrong with a role of the app', () => {
  const stack = new Stack(new App(), 'Stack');
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  const document = new PolicyDocument({ statements: [allow(role, 'kms:*')] });
  expect(flawOfKeyPolicy(document, stack)).toBeUndefined();
});

test.each<[string, PolicyStatement[]]>([
  ['by *', [allow(new AnyPrincipal(), 'kms:Decrypt')]],
  ['by a wildcard for the account', [allow(new ArnPrincipal('arn:aws:iam::*:root'), 'kms:Decrypt')]],
  [
    'but one',
    [PolicyStatement.fromJson({ Effect: 'Allow', NotPrincipal: { AWS: OWN }, Action: 'kms:Decrypt', Resource: '*' })],
  ],
  ['whose account is any', [conditioned('StringLike', 'kms:CallerAccount', '*')]],
  ['without the condition key', [conditioned('StringEqualsIfExists', 'kms:CallerAccount', OWN)]],
  ['of other accounts', [conditioned('StringNotEquals', 'kms:CallerAccount', OWN)]],
  ['through a service', [conditioned('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com')]],
])('everybody is let in %s', (_, statements) => {
  expect(flawOf([root, ...statements])).toBe(EVERYBODY);
});

describe('another account administers the key', () => {
  const foreign = (principal: string): string => `may not let another account administer the key, got ${principal}`;

  test.each<[string, string]>([
    ['kms:*', 'arn:aws:iam::444455556666:root'],
    ['*', 'arn:aws:iam::444455556666:role/Keeper'],
    ['kms:PutKeyPolicy', 'arn:aws:sts::444455556666:assumed-role/Keeper/one'],
    ['KMS:Schedule*', '444455556666'],
  ])('by %s for %s', (action, principal) => {
    const statement = { Effect: 'Allow', Principal: { AWS: [OWN, principal] }, Action: [action], Resource: '*' };
    expect(flawOf([root, PolicyStatement.fromJson(statement)])).toBe(foreign(principal));
  });

  test('with an account that only deployment writes into the ARN of a partition', () => {
    const principal = 'arn:${AWS::Partition}:iam::444455556666:root';
    expect(flawOf([root, allow(new AccountPrincipal('444455556666'), 'kms:*')])).toBe(foreign(principal));
  });

  test('by everything but some actions', () => {
    const statement = allow(new ArnPrincipal('arn:aws:iam::444455556666:root'), '', {
      actions: undefined,
      notActions: ['kms:Decrypt'],
    });
    expect(flawOf([root, statement])).toBe(foreign('arn:aws:iam::444455556666:root'));
  });

  test('which cannot be told in a stack of any account', () => {
    expect(flawOf([root, allow(new AccountPrincipal('444455556666'), 'kms:*')], {})).toBeUndefined();
  });
});

test.each<[string, PolicyStatement[]]>([
  ['nobody', []],
  ['a user of the key', [allow(new AccountRootPrincipal(), 'kms:Decrypt')]],
  ['a service', [allow(new ServicePrincipal('cloudtrail.amazonaws.com'), 'kms:*')]],
  ['whoever is denied it', [allow(new AccountRootPrincipal(), 'kms:*', { effect: Effect.DENY })]],
])('nobody may change a policy that names %s', (_, statements) => {
  expect(flawOf(statements)).toBe(LOCKED_OUT);
});
