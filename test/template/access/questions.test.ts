import type { Json, JsonObject } from '../../../lib/template/model/json';
import { bucketTargets } from '../../../lib/template/access/bucket';
import { policyAt, type Policy } from '../../../lib/template/access/policy';
import { isForeign, samePrincipal, type Principal } from '../../../lib/template/access/principal';
import {
  allows,
  anybodyMay,
  deniesEverybody,
  grantees,
  type Access,
  type Refusal,
} from '../../../lib/template/access/questions';
import { resourceIn, setOf } from '../document';

const PARAMETERS = { Free: { Type: 'String' } };
const READ: Access = { actions: ['s3:GetObject', 's3:ListBucket'] };
const PUBLIC = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };

function policyOf(document: Json, others: JsonObject = {}): Policy {
  const Subject = { Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: document } };
  const set = setOf({ 'case.json': { Parameters: PARAMETERS, Resources: { Subject, ...others } } });
  return policyAt(resourceIn(set, 'Subject'), 'PolicyDocument');
}

function publicRead(...statements: readonly Json[]): string {
  return anybodyMay(policyOf({ Statement: statements }), READ).kind;
}

describe('who is anybody', () => {
  test.each<[string, Json, string]>([
    ['*', '*', 'yes'],
    ['AWS: *', { AWS: '*' }, 'yes'],
    ['a list of *', { AWS: ['*'] }, 'yes'],
    ['a bare list', ['*'], 'yes'],
    ['two stars', { AWS: '**' }, 'yes'],
    ['twelve question marks', { AWS: '????????????' }, 'yes'],
    ['any account', { AWS: 'arn:aws:iam::*:root' }, 'yes'],
    ['any kind of principal', { CanonicalUser: '*' }, 'yes'],
    ['beside somebody else', { AWS: ['111122223333', '*'] }, 'yes'],
    ['an account', { AWS: '111122223333' }, 'no'],
    ['a root', { AWS: 'arn:aws:iam::111122223333:root' }, 'no'],
    ['a role', { AWS: 'arn:aws:iam::111122223333:role/Admin' }, 'no'],
    ['the own account', { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, 'no'],
    ['a service', { Service: 'logs.amazonaws.com' }, 'no'],
    ['a canonical user', { CanonicalUser: { 'Fn::GetAtt': ['Identity', 'S3CanonicalUserId'] } }, 'no'],
    ['nobody', {}, 'no'],
    ['an empty list', { AWS: [] }, 'no'],
    ['a parameter', { AWS: { Ref: 'Free' } }, 'maybe'],
    ['a parameter for all of it', { Ref: 'Free' }, 'maybe'],
    ['an import', { AWS: { 'Fn::ImportValue': 'Principal' } }, 'maybe'],
    ['a dynamic reference', { AWS: '{{resolve:ssm:principal}}' }, 'maybe'],
    ['a macro', { 'Fn::Transform': { Name: 'Macro' } }, 'maybe'],
    ['an account from a parameter', { AWS: { 'Fn::Sub': 'arn:aws:iam::${Free}:root' } }, 'no'],
  ])('%s', (_, Principal, answer) => {
    expect(publicRead({ ...PUBLIC, Principal })).toBe(answer);
  });

  test('everybody but somebody is anybody', () => {
    expect(publicRead({ ...PUBLIC, Principal: [], NotPrincipal: { AWS: '111122223333' } })).toBe('yes');
  });
});

describe('which actions', () => {
  test.each<[JsonObject, string]>([
    [{ Action: 's3:GetObject' }, 'yes'],
    [{ Action: 'S3:getobject' }, 'yes'],
    [{ Action: ['s3:PutObject', 's3:Get*'] }, 'yes'],
    [{ Action: 's3:?etObject' }, 'yes'],
    [{ Action: '*' }, 'yes'],
    [{ Action: 's3:PutObject' }, 'no'],
    [{ Action: [] }, 'no'],
    [{ Action: { Ref: 'Free' } }, 'maybe'],
    [{ Action: { 'Fn::Sub': 's3:${Free}' } }, 'maybe'],
    [{ Action: { 'Fn::Sub': 'sqs:${Free}' } }, 'no'],
    [{ NotAction: 's3:PutObject' }, 'yes'],
    [{ NotAction: ['s3:Get*', 's3:List*'] }, 'no'],
    [{ NotAction: 's3:Get*' }, 'yes'],
    [{ NotAction: '*' }, 'no'],
    [{ NotAction: { Ref: 'Free' } }, 'maybe'],
    [{ Action: `s3:${'*a'.repeat(12)}` }, 'no'],
  ])('%j', (element, answer) => {
    expect(publicRead({ ...PUBLIC, Action: [], ...element })).toBe(answer);
  });
});

describe('conditions that limit the caller, and those that do not', () => {
  test.each<[JsonObject, string]>([
    [{ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'no'],
    [{ StringEquals: { 'AWS:principalorgid': ['o-a1b2c3d4e5', 'o-b1b2c3d4e5'] } }, 'no'],
    [{ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, 'no'],
    [{ StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } }, 'no'],
    [{ StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } }, 'no'],
    [
      { StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
      'no',
    ],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } }, 'no'],
    [{ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::name' } }, 'no'],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }, 'no'],
    [{ ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Topic', 'Arn'] } } }, 'no'],
    [{ StringEquals: { 'aws:SourceVpce': 'vpce-1234' } }, 'no'],
    [{ StringEquals: { 'aws:SourceVpce': { Ref: 'Endpoint' } } }, 'no'],
    [{ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }, 'no'],
    [{ StringLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:111122223333:accesspoint/*' } }, 'no'],
    [{ IpAddress: { 'aws:SourceIp': '44.1.0.0/16' } }, 'no'],
    [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } }, 'no'],
    [{ StringEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' } }, 'no'],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' }, Null: { 'aws:PrincipalOrgID': 'false' } }, 'no'],
    [
      { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' }, Null: { 'aws:PrincipalOrgPaths': false } },
      'no',
    ],
    [{ StringEquals: { 'aws:PrincipalOrgID': { Ref: 'Free' } } }, 'no'],
    [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'yes'],
    [{ StringLike: { 'aws:PrincipalOrgID': '*' } }, 'yes'],
    [{ StringLike: { 'aws:PrincipalOrgID': '?*' } }, 'yes'],
    [{ StringLike: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-*'] } }, 'yes'],
    [{ StringLike: { 'aws:PrincipalAccount': '????????????' } }, 'yes'],
    [{ StringLike: { 'aws:SourceAccount': '1*' } }, 'yes'],
    [{ StringEquals: { 'aws:PrincipalAccount': 'anonymous' } }, 'yes'],
    [{ StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } }, 'yes'],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:*' } }, 'yes'],
    [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } }, 'yes'],
    [{ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } }, 'yes'],
    [{ StringLike: { 'aws:SourceVpce': 'vpce-*' } }, 'yes'],
    [{ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'yes'],
    [{ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'yes'],
    [{ Null: { 'aws:PrincipalOrgID': 'false' } }, 'yes'],
    [{ Null: { 'aws:PrincipalOrgID': 'true' } }, 'yes'],
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'yes'],
    [{ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }, 'yes'],
    [{ 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } }, 'yes'],
    [{ NotIpAddress: { 'aws:SourceIp': '44.1.0.0/16' } }, 'yes'],
    [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, 'yes'],
    [{ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }, 'yes'],
    [{ IpAddress: { 'aws:SourceIp': ['44.1.0.0/16', '::/0'] } }, 'yes'],
    [{ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }, 'yes'],
    [{ StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } }, 'yes'],
    [{ StringEquals: { 'aws:PrincipalTag/team': 'red' } }, 'yes'],
    [{ StringLike: { 'aws:UserAgent': 'secret' } }, 'yes'],
    [{ StringLike: { 'aws:Referer': 'https://example.com/*' } }, 'yes'],
    [{ Bool: { 'aws:SecureTransport': 'true' } }, 'yes'],
    [{ StringEquals: { 'aws:PrincipalOrgID': [] } }, 'yes'],
    [{ StringEquals: { 'aws:PrincipalOrgID': '' } }, 'yes'],
    [{ StringEquals: {} }, 'yes'],
    [{ StringLike: { 'aws:PrincipalOrgID': { Ref: 'Free' } } }, 'maybe'],
    [{ ArnLike: { 'aws:SourceArn': { Ref: 'Free' } } }, 'maybe'],
    [{ IpAddress: { 'aws:SourceIp': { Ref: 'Free' } } }, 'maybe'],
    [{ StringEquals: { Ref: 'Free' } }, 'maybe'],
    [{ Ref: 'Free' }, 'maybe'],
    [{ 'Fn::Transform': { Name: 'Macro' } }, 'maybe'],
  ])('%j: anybody %s', (Condition, answer) => {
    const others = { Topic: { Type: 'AWS::SNS::Topic' }, Endpoint: { Type: 'AWS::EC2::VPCEndpoint' } };
    expect(anybodyMay(policyOf({ Statement: { ...PUBLIC, Condition } }, others), READ).kind).toBe(answer);
  });
});

describe('what a Deny takes away', () => {
  const deny = (changes: JsonObject = {}): JsonObject => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: '*',
    ...changes,
  });
  const others = (operator: string, value: Json): JsonObject => ({
    Condition: { [operator]: { 'aws:PrincipalOrgID': value } },
  });

  test.each<[string, JsonObject, string]>([
    ['everything', deny(), 'no'],
    ['the very action', deny({ Action: 'S3:GetObject' }), 'no'],
    ['another action', deny({ Action: 's3:PutObject' }), 'yes'],
    ['all but another action', deny({ Action: [], NotAction: 's3:PutObject' }), 'no'],
    ['all but this action', deny({ Action: [], NotAction: 's3:Get*' }), 'yes'],
    ['part of the objects', deny({ Resource: 'arn:aws:s3:::name/private/*' }), 'yes'],
    ['from an account', deny({ Principal: { AWS: '111122223333' } }), 'yes'],
    ['from everybody but an account', deny({ Principal: {}, NotPrincipal: { AWS: '111122223333' } }), 'no'],
    ['from everybody but everybody', deny({ Principal: {}, NotPrincipal: { AWS: '*' } }), 'yes'],
    ['from outside an organization', deny(others('StringNotEquals', 'o-a1b2c3d4e5')), 'no'],
    ['from outside an organization, if there is one', deny(others('StringNotEqualsIfExists', 'o-a1b2c3d4e5')), 'no'],
    ['from outside any organization', deny(others('StringNotLike', 'o-*')), 'yes'],
    ['from callers with some other organization', deny(others('ForAnyValue:StringNotEquals', 'o-a1b2c3d4e5')), 'yes'],
    ['from an organization', deny(others('StringEquals', 'o-a1b2c3d4e5')), 'yes'],
    ['over plain HTTP', deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), 'yes'],
    ['from outside a network', deny({ Condition: { NotIpAddress: { 'aws:SourceIp': '44.1.0.0/16' } } }), 'no'],
    ['from outside the internet', deny({ Condition: { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }), 'yes'],
    [
      'from outside, but for services of AWS',
      deny({
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
      'no',
    ],
    [
      'from outside, when something else holds too',
      deny({
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
          Bool: { 'aws:SecureTransport': 'false' },
        },
      }),
      'yes',
    ],
    ['perhaps', { ...deny(), Effect: { Ref: 'Free' } }, 'maybe'],
    ['perhaps this action', deny({ Action: { Ref: 'Free' } }), 'maybe'],
    ['under a condition that is not known', deny({ Condition: { Ref: 'Free' } }), 'maybe'],
  ])('%s', (_, statement, answer) => {
    expect(publicRead(PUBLIC, statement)).toBe(answer);
    expect(publicRead(statement, PUBLIC)).toBe(answer);
  });

  test('a wide question is about what is left of a narrow Allow', () => {
    const any = { actions: ['s3:*'] };
    expect(anybodyMay(policyOf({ Statement: [PUBLIC, deny({ Action: 's3:Get*' })] }), any).kind).toBe('no');
    expect(anybodyMay(policyOf({ Statement: [PUBLIC, deny({ Action: 's3:Put*' })] }), any).kind).toBe('yes');
  });

  test('a wide Allow is what is left of it', () => {
    const wide = { ...PUBLIC, Action: 's3:*' };
    expect(publicRead(wide, deny({ Action: ['s3:GetObject', 's3:ListBucket'] }))).toBe('no');
    expect(publicRead(wide, deny({ Action: ['s3:GetObject'] }))).toBe('yes');
  });
});

describe('which resources', () => {
  const bucketPolicy = (...statements: readonly Json[]): string => {
    const Subject = { Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: { Statement: statements } } };
    const Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'name' } };
    const set = setOf({ 'case.json': { Parameters: PARAMETERS, Resources: { Subject, Bucket } } });
    const targets = bucketTargets(resourceIn(set, 'Bucket'));
    return anybodyMay(policyAt(resourceIn(set, 'Subject'), 'PolicyDocument'), { ...READ, targets }).kind;
  };
  const OBJECTS = { 'Fn::Sub': '${Bucket.Arn}/*' };

  test.each<[JsonObject, string]>([
    [{ Resource: '*' }, 'yes'],
    [{ Resource: OBJECTS }, 'yes'],
    [{ Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } }, 'yes'],
    [{ Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket}/*' } }, 'yes'],
    [{ Resource: 'arn:aws:s3:::name/images/*' }, 'yes'],
    [{ Resource: 'arn:aws:s3:::n*' }, 'yes'],
    [{ Resource: { 'Fn::Sub': '${Bucket.Arn}/${!aws:username}/*' } }, 'yes'],
    [{ Resource: 'arn:aws:s3:::other/*' }, 'no'],
    [{ Resource: { 'Fn::Sub': 'arn:aws:s3:::${Free}/*' } }, 'maybe'],
    [{ NotResource: 'arn:aws:s3:::other/*' }, 'yes'],
    [{ NotResource: '*' }, 'no'],
    [{ NotResource: ['arn:aws:s3:::name', 'arn:aws:s3:::name/*'] }, 'no'],
    [{ NotResource: 'arn:aws:s3:::name/private/*' }, 'yes'],
  ])('%j', (element, answer) => {
    expect(bucketPolicy({ ...PUBLIC, Resource: [], ...element })).toBe(answer);
  });

  test('a Deny on the objects leaves the bucket', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: '*', Resource: OBJECTS };
    expect(bucketPolicy({ ...PUBLIC, Action: 's3:GetObject', Resource: OBJECTS }, deny)).toBe('no');
    expect(bucketPolicy({ ...PUBLIC, Action: 's3:ListBucket' }, deny)).toBe('yes');
    expect(
      bucketPolicy(
        { ...PUBLIC, Action: 's3:GetObject', Resource: OBJECTS },
        { ...deny, Resource: [], NotResource: 'arn:aws:s3:::other' },
      ),
    ).toBe('no');
  });
});

describe('documents', () => {
  const text = JSON.stringify({ Statement: [PUBLIC] });

  test.each<[string, Json, string]>([
    ['JSON text', text, 'yes'],
    [
      'JSON text with a resource in it',
      { 'Fn::Sub': text.replace('"Resource":"*"', '"Resource":"${Subject}"') },
      'yes',
    ],
    [
      'JSON text of a statement for a parameter',
      { 'Fn::Sub': text.replace('"Principal":"*"', '"Principal":{"AWS":"${Free}"}') },
      'maybe',
    ],
    ['text that is no JSON', 'Statement', 'maybe'],
    ['JSON text that is cut', text.slice(0, -1), 'maybe'],
    ['a parameter', { Ref: 'Free' }, 'maybe'],
    ['statements from a parameter', { Statement: { Ref: 'Free' } }, 'maybe'],
    ['a statement from a parameter', { Statement: [{ Ref: 'Free' }] }, 'maybe'],
    ['a macro', { 'Fn::Transform': { Name: 'AWS::Include' } }, 'maybe'],
    ['a macro in a statement', { Statement: [{ ...PUBLIC, 'Fn::Transform': { Name: 'Macro' } }] }, 'maybe'],
    ['an effect from a parameter', { Statement: { ...PUBLIC, Effect: { Ref: 'Free' } } }, 'maybe'],
    ['one statement that is no list', { Statement: PUBLIC }, 'yes'],
    ['no statement', { Statement: [] }, 'no'],
    ['nothing', {}, 'no'],
  ])('%s', (_, document, answer) => {
    expect(anybodyMay(policyOf(document), READ).kind).toBe(answer);
  });

  test('the answer says where', () => {
    const statements = [
      { ...PUBLIC, Action: 's3:PutObject' },
      { ...PUBLIC, Principal: { AWS: ['111122223333', '*'] } },
    ];
    expect(anybodyMay(policyOf({ Statement: statements }), READ)).toEqual({
      kind: 'yes',
      path: 'PolicyDocument.Statement[1].Principal.AWS[1]',
      reason: '"*"',
    });
  });

  test('5,000 statements, and JSON that is nested without end, take no more than a moment', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({
      ...PUBLIC,
      Effect: at % 2 === 0 ? 'Allow' : 'Deny',
      Principal: at % 2 === 0 ? { AWS: String(111_122_220_000 + at) } : '*',
      Action: `s3:${'*a'.repeat(12)}${at}`,
    }));
    const start = performance.now();
    expect(publicRead(...many)).toBe('no');
    expect([...grantees(policyOf({ Statement: many }), { actions: ['s3:*'] })]).toHaveLength(2_500);
    expect(anybodyMay(policyOf('{"Statement":'.concat('['.repeat(100_000))), READ).kind).toBe('maybe');
    expect(anybodyMay(policyOf(`{"Statement":${'['.repeat(5_000)}${']'.repeat(5_000)}}`), READ).kind).toBe('maybe');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('principals', () => {
  const ROLE = {
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'Admin' } },
    Other: { Type: 'AWS::IAM::Role' },
  };

  function principals(...AWS: readonly Json[]): readonly Principal[] {
    return policyOf({ Statement: { ...PUBLIC, Principal: { AWS } } }, ROLE).statements[0]?.principals.list ?? [];
  }

  test.each<[Json, Json, string]>([
    ['111122223333', 'arn:aws:iam::111122223333:root', 'yes'],
    ['111122223333', '444455556666', 'no'],
    ['arn:aws:iam::111122223333:role/Admin', 'arn:aws:iam::111122223333:role/path/Admin', 'yes'],
    ['arn:aws:iam::111122223333:role/Admin', 'arn:aws:sts::111122223333:assumed-role/Admin/session', 'yes'],
    ['arn:aws:iam::111122223333:role/Admin', 'arn:aws:iam::111122223333:user/Admin', 'no'],
    ['arn:aws:iam::111122223333:role/Admin', 'arn:aws:iam::444455556666:role/Admin', 'no'],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/Admin' }, 'yes'],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, { 'Fn::GetAtt': ['Other', 'Arn'] }, 'no'],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::111122223333:role/Admin', 'maybe'],
    [{ Ref: 'Free' }, '111122223333', 'maybe'],
    ['*', '111122223333', 'no'],
  ])('%j and %j are the same: %s', (one, other, answer) => {
    const [first, second] = principals(one, other);
    expect(first !== undefined && second !== undefined && samePrincipal(first, second).kind).toBe(answer);
    expect(first !== undefined && second !== undefined && samePrincipal(second, first).kind).toBe(answer);
  });

  test.each<[Json, string, string]>([
    ['444455556666', 'maybe', 'yes'],
    ['arn:aws:iam::444455556666:role/Admin', 'maybe', 'yes'],
    ['111122223333', 'maybe', 'no'],
    [{ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' }, 'no', 'no'],
    [{ 'Fn::Sub': 'arn:aws:iam::${Free}:root' }, 'maybe', 'maybe'],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'no', 'no'],
    ['*', 'yes', 'yes'],
  ])('%j belongs to another account: %s, and %s in 111122223333', (one, unknown, known) => {
    const [principal] = principals(one);
    expect(principal !== undefined && isForeign(principal, undefined).kind).toBe(unknown);
    expect(principal !== undefined && isForeign(principal, '111122223333').kind).toBe(known);
  });

  test('who is granted what, and from whom it is taken', () => {
    const statements: readonly JsonObject[] = [
      { ...PUBLIC, Principal: { AWS: ['111122223333', '444455556666'], Service: 'logs.amazonaws.com' } },
      { ...PUBLIC, Effect: 'Deny', Principal: { AWS: 'arn:aws:iam::444455556666:root' } },
      { ...PUBLIC, Action: 's3:PutObject', Principal: { AWS: '777788889999' } },
    ];
    const found = [...grantees(policyOf({ Statement: statements }), READ)];
    expect(found.map(({ principal, answer }) => [principal.kind, principal.text, answer.kind])).toEqual([
      ['account', '111122223333', 'yes'],
      ['service', 'logs.amazonaws.com', 'yes'],
    ]);
  });

  test('a policy of an identity names nobody', () => {
    const document = { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] };
    expect(allows(policyOf(document), { actions: ['kms:Decrypt'] })).toEqual({
      kind: 'yes',
      path: 'PolicyDocument.Statement[0]',
    });
    const denied = { Statement: [...document.Statement, { Effect: 'Deny', Action: 'kms:Dec*', Resource: '*' }] };
    expect(allows(policyOf(denied), { actions: ['kms:Decrypt'] }).kind).toBe('no');
    expect(allows(policyOf(denied), { actions: ['kms:Decrypt', 'kms:Encrypt'] }).kind).toBe('yes');
  });
});

describe('requests that nobody may make', () => {
  const HTTP: Refusal = {
    actions: ['s3:*'],
    targets: [
      { name: 'the bucket', arns: ['arn:aws:s3:::name'] },
      { name: 'the objects', arns: ['arn:aws:s3:::name/*'] },
    ],
    requests: { 'plain HTTP': { 'aws:securetransport': 'false', 'aws:principalisawsservice': 'false' } },
  };
  const OLD: Refusal = {
    ...HTTP,
    requests: Object.fromEntries(
      ['1.0', '1.1', '1.2'].map((version) => [
        `TLS ${version}`,
        { 's3:tlsversion': version, 'aws:securetransport': 'true', 'aws:principalisawsservice': 'false' },
      ]),
    ),
  };
  const BOTH = ['arn:aws:s3:::name', 'arn:aws:s3:::name/*'];
  const deny = (Condition: JsonObject, changes: JsonObject = {}): JsonObject => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: BOTH,
    Condition,
    ...changes,
  });
  const INSECURE = { Bool: { 'aws:SecureTransport': 'false' } };
  const SPARING = { Bool: { 'aws:SecureTransport': false, 'aws:PrincipalIsAWSService': false } };

  test.each<[string, readonly JsonObject[], string]>([
    ['plain', [deny(INSECURE)], 'yes'],
    ['sparing services of AWS', [deny(SPARING)], 'yes'],
    ['everything', [deny({})], 'yes'],
    ['all services', [deny(INSECURE, { Action: '*' })], 'yes'],
    [
      'in two statements',
      [deny(INSECURE, { Resource: 'arn:aws:s3:::name' }), deny(INSECURE, { Resource: 'arn:aws:s3:::name/*' })],
      'yes',
    ],
    ['on all that is no other bucket', [deny(INSECURE, { Resource: [], NotResource: 'arn:aws:s3:::other' })], 'yes'],
    ['on everything', [deny(INSECURE, { Resource: '*' })], 'yes'],
    ['if it exists', [deny({ BoolIfExists: { 'aws:SecureTransport': 'false' } })], 'yes'],
    ['written as not equal', [deny({ StringNotEquals: { 'aws:SecureTransport': 'true' } })], 'yes'],
    ['nothing', [], 'no'],
    ['the bucket alone', [deny(INSECURE, { Resource: 'arn:aws:s3:::name' })], 'no'],
    ['some actions', [deny(INSECURE, { Action: 's3:Get*' })], 'no'],
    ['all but some actions', [deny(INSECURE, { Action: [], NotAction: 's3:GetObject' })], 'no'],
    ['somebody', [deny(INSECURE, { Principal: { AWS: '111122223333' } })], 'no'],
    ['everybody but somebody', [deny(INSECURE, { Principal: {}, NotPrincipal: { AWS: '111122223333' } })], 'no'],
    ['everybody but everybody', [deny(INSECURE, { Principal: {}, NotPrincipal: { AWS: '*' } })], 'no'],
    ['the wrong way round', [deny({ Bool: { 'aws:SecureTransport': 'true' } })], 'no'],
    ['an Allow', [{ ...deny(INSECURE), Effect: 'Allow' }], 'no'],
    ['with a further condition', [deny({ ...INSECURE, StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })], 'no'],
    ['a condition from a parameter', [deny({ Bool: { 'aws:SecureTransport': { Ref: 'Free' } } })], 'maybe'],
    ['an effect from a parameter', [{ ...deny(INSECURE), Effect: { Ref: 'Free' } }], 'maybe'],
    ['a resource from a parameter', [deny(INSECURE, { Resource: { Ref: 'Free' } })], 'maybe'],
  ])('plain HTTP: %s', (_, statements, answer) => {
    expect(deniesEverybody(policyOf({ Statement: statements }), HTTP).kind).toBe(answer);
  });

  test.each<[JsonObject, string]>([
    [{ NumericLessThan: { 's3:TlsVersion': '1.3' } }, 'yes'],
    [{ NumericLessThan: { 's3:TlsVersion': 1.3 } }, 'yes'],
    [{ NumericLessThanEquals: { 's3:TlsVersion': '1.2' } }, 'yes'],
    [{ NumericNotEquals: { 's3:TlsVersion': '1.3' } }, 'yes'],
    [{ NumericLessThan: { 's3:TlsVersion': '1.3' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } }, 'yes'],
    [{ NumericLessThan: { 's3:TlsVersion': '1.2' } }, 'no'],
    [{ NumericLessThan: { 's3:TlsVersion': '1.3' }, Bool: { 'aws:SecureTransport': 'false' } }, 'no'],
    [{ NumericGreaterThan: { 's3:TlsVersion': '1.2' } }, 'no'],
    [{ NumericGreaterThanEquals: { 's3:TlsVersion': '1.0' } }, 'yes'],
    [{ Sometimes: { 's3:TlsVersion': '1.2' } }, 'maybe'],
  ])('old TLS: %j is denied: %s', (Condition, answer) => {
    expect(deniesEverybody(policyOf({ Statement: deny(Condition) }), OLD).kind).toBe(answer);
  });

  test('what is left out is said', () => {
    const policy = policyOf({ Statement: deny(INSECURE, { Resource: 'arn:aws:s3:::name' }) });
    expect(deniesEverybody(policy, HTTP)).toEqual({
      kind: 'no',
      path: 'PolicyDocument',
      reason: 's3:* on the objects over plain HTTP is not denied',
    });
  });

  test('statements that nobody can see may deny it', () => {
    expect(deniesEverybody(policyOf({ Ref: 'Free' }), HTTP).kind).toBe('maybe');
  });
});
