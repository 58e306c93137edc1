import { identityPolicies, plain } from '../../scripts/judges/identity-policies';
import type { TemplateResource } from '../../scripts/judges/judge';

function documents(resource: TemplateResource): unknown[] {
  return identityPolicies([{ name: 'T', path: 'T.template.json', resources: { R: resource } }]).map(
    ({ document }) => document,
  );
}

test.each(['Policy', 'ManagedPolicy', 'RolePolicy', 'UserPolicy', 'GroupPolicy'])('reads AWS::IAM::%s', (kind) => {
  expect(documents({ Type: `AWS::IAM::${kind}`, Properties: { PolicyDocument: { Statement: [] } } })).toEqual([
    { Statement: [] },
  ]);
});

test.each(['Role', 'User', 'Group'])('reads the policies of AWS::IAM::%s', (kind) => {
  const Properties = { Policies: [{ PolicyName: 'P', PolicyDocument: { Statement: [] } }] };
  expect(documents({ Type: `AWS::IAM::${kind}`, Properties })).toEqual([{ Statement: [] }]);
});

test('leaves policies of resources to other judges', () => {
  expect(documents({ Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: {} } })).toEqual([]);
  expect(documents({ Type: 'AWS::IAM::Role' })).toEqual([]);
});

test.each([
  ['a reference', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['a join', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::b/*']] }, 'arn:aws:s3:::b/*'],
  ['a substitution', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${B}/*' }, 'arn:aws:s3:::B/*'],
  ['an attribute', { 'Fn::GetAtt': ['B', 'Arn'] }, 'arn:aws:service:us-east-1:111122223333:B.Arn'],
  ['a wildcard', '*', '*'],
  ['a statement', { Resource: ['*', { Ref: 'B' }] }, { Resource: ['*', 'B'] }],
])('makes %s text', (_, value, text) => {
  expect(plain(value)).toEqual(text);
});

test.each([
  ['a value', { Resource: { 'Fn::If': ['C', '*', { Ref: 'B' }] } }, { Resource: ['*', 'B'] }],
  ['a member of a list', { Resource: ['A', { 'Fn::If': ['C', '*', { Ref: 'B' }] }] }, { Resource: ['A', '*', 'B'] }],
  ['nothing or a value', [{ 'Fn::If': ['C', { Ref: 'AWS::NoValue' }, { Action: '*' }] }], [{ Action: '*' }]],
  ['a condition', [{ 'Fn::If': ['C', 'A', { 'Fn::If': ['D', 'B', '*'] }] }], ['A', 'B', '*']],
])('keeps both branches of %s', (_, value, both) => {
  expect(plain(value)).toEqual(both);
});
