import type { Json } from '../../../lib/template/model/json';
import { named, readings, resourceIn, setOf } from '../document';

const nameOf = (expression: Json, sections: Readonly<Record<string, unknown>> = {}): unknown[] =>
  readings(named(expression, sections), 'Bucket', 'BucketName');

describe('YAML short forms', () => {
  test.each([
    ['!Ref Other', { Ref: 'Other' }],
    ['!GetAtt Other.Arn', { 'Fn::GetAtt': ['Other', 'Arn'] }],
    ['!GetAtt [Other, Arn]', { 'Fn::GetAtt': ['Other', 'Arn'] }],
    ['!GetAtt Child.Outputs.Name', { 'Fn::GetAtt': ['Child', 'Outputs.Name'] }],
    ['!Sub "${Other}-x"', { 'Fn::Sub': '${Other}-x' }],
    ['!If [A, b, !Ref AWS::NoValue]', { 'Fn::If': ['A', 'b', { Ref: 'AWS::NoValue' }] }],
    ['!Join ["-", [a, !Ref Other]]', { 'Fn::Join': ['-', ['a', { Ref: 'Other' }]] }],
    ['!ImportValue x', { 'Fn::ImportValue': 'x' }],
    ['!Mystery x', { '!Mystery': 'x' }],
  ])('%s', (short, long) => {
    const yaml = `Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: ${short}\n`;
    const set = setOf({ 'case.yaml': yaml });
    expect(resourceIn(set, 'Bucket').definition.declaration['Properties']).toEqual({ BucketName: long });
  });

  test('a tag that CloudFormation does not know is unknown', () => {
    const yaml =
      'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Mystery x\n      Date: 2012-10-17\n';
    const set = setOf({ 'case.yaml': yaml });
    expect(readings(set, 'Bucket', 'BucketName')).toEqual(['unknown']);
    expect(readings(set, 'Bucket', 'Date')).toEqual(['2012-10-17']);
  });
});

describe('intrinsic functions', () => {
  const Mappings = { Names: { eu: { bucket: 'europe' } } };
  test.each<[string, Json, unknown]>([
    ['AWS::NoValue is absent', { Ref: 'AWS::NoValue' }, 'absent'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', 'b', 'c']] }, 'a-b-c'],
    ['Fn::Join with a deployment value', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'unknown'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${a}-${!b}', { a: 'x' }] }, 'x-${b}'],
    ['Fn::Sub with a pseudo parameter', { 'Fn::Sub': 'a-${AWS::AccountId}' }, 'unknown'],
    ['Fn::Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Fn::Select with a string index', { 'Fn::Select': ['0', { 'Fn::Split': ['.', 'a.b'] }] }, 'a'],
    ['Fn::Select out of range', { 'Fn::Select': [2, ['a', 'b']] }, 'unknown'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Names', 'eu', 'bucket'] }, 'europe'],
    ['Fn::FindInMap of no entry', { 'Fn::FindInMap': ['Names', 'us', 'bucket'] }, 'unknown'],
    ['Fn::FindInMap of an inherited name', { 'Fn::FindInMap': ['constructor', 'name', 'x'] }, 'unknown'],
    ['Fn::FindInMap by a deployment value', { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'x'] }, 'unknown'],
    ['Fn::Base64', { 'Fn::Base64': 'text' }, 'text'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'unknown'],
    ['Fn::ImportValue from elsewhere', { 'Fn::ImportValue': 'elsewhere' }, 'unknown'],
    ['Fn::Transform', { 'Fn::Transform': { Name: 'Macro' } }, 'unknown'],
    ['a dynamic reference', '{{resolve:ssm:/name}}', 'unknown'],
    ['Ref to nothing', { Ref: 'Nothing' }, 'unknown'],
    ['Ref to itself', { Ref: 'Bucket' }, 'unknown'],
    ['a malformed Fn::Join', { 'Fn::Join': 'a' }, 'unknown'],
    ['a malformed Fn::If', { 'Fn::If': ['A'] }, 'unknown'],
  ])('%s', (_, expression, expected) => {
    expect(nameOf(expression, { Mappings })).toEqual([expected]);
  });
});

describe('parameters', () => {
  const withParameter = (parameter: Json): unknown[] => nameOf({ Ref: 'P' }, { Parameters: { P: parameter } });
  test.each<[string, Json, unknown[]]>([
    ['no default', { Type: 'String' }, ['unknown']],
    ['a default that others may replace', { Type: 'String', Default: 'a' }, ['a', 'unknown']],
    ['allowed values', { Type: 'String', Default: 'a', AllowedValues: ['a', 'b', 'c'] }, ['a', 'b', 'c']],
    ['a list', { Type: 'CommaDelimitedList', Default: 'a, b' }, [['a', 'b'], 'unknown']],
    ['an SSM parameter', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' }, ['unknown']],
  ])('%s', (_, parameter, expected) => {
    expect(withParameter(parameter)).toEqual(expected);
  });
});

describe('a default is no fact', () => {
  const P: Json = { Ref: 'P' };
  const Parameters = { P: { Type: 'String', Default: 'on' } };
  const Mappings = { Modes: { on: { value: 'on' }, off: { value: 'off' } } };
  const ways: readonly [string, Json][] = [
    ['Ref', P],
    ['Fn::Sub', { 'Fn::Sub': '${P}' }],
    ['Fn::Join', { 'Fn::Join': ['', ['o', { 'Fn::Select': [1, { 'Fn::Split': ['o', P] }] }]] }],
    ['Fn::Split', { 'Fn::Select': [0, { 'Fn::Split': [',', P] }] }],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Modes', P, 'value'] }],
  ];

  test.each(ways)('of a property through %s', (_, expression) => {
    expect(nameOf(expression, { Parameters, Mappings })).toEqual(['on', 'unknown']);
  });

  test.each(ways)('of a condition through %s', (_, expression) => {
    const Conditions = { On: { 'Fn::Equals': [expression, 'on'] } };
    const name = { 'Fn::If': ['On', 'yes', 'no'] };
    expect(new Set(nameOf(name, { Parameters, Mappings, Conditions }))).toEqual(new Set(['yes', 'no']));
  });

  test('ten parameters are two ways to deploy, not a thousand', () => {
    const many = Array.from({ length: 10 }, (_, at) => `P${at}`);
    const declared = Object.fromEntries(many.map((name) => [name, { Type: 'String', Default: name }]));
    const name = { 'Fn::Sub': many.map((one) => `\${${one}}`).join('-') };
    expect(nameOf(name, { Parameters: declared })).toEqual([many.join('-'), 'unknown']);
  });
});

describe('Fn::If', () => {
  const Parameters = { Stage: { Type: 'String' }, Region: { Type: 'String' } };
  const Conditions = {
    Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] },
    Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'NotProd' }] },
    Either: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'NotProd' }] },
    Always: { 'Fn::Equals': ['a', 'a'] },
    Self: { 'Fn::And': [{ Condition: 'Self' }, { Condition: 'Self' }] },
  };
  const choose = (condition: string): Json => ({ 'Fn::If': [condition, 'yes', { Ref: 'AWS::NoValue' }] });
  test.each([
    ['Prod', ['yes', 'absent']],
    ['NotProd', ['absent', 'yes']],
    ['Both', ['absent', 'absent']],
    ['Either', ['yes', 'yes']],
    ['Always', ['yes']],
    ['Undeclared', ['yes', 'absent']],
  ])('%s', (condition, expected) => {
    expect(nameOf(choose(condition), { Parameters, Conditions })).toEqual(expected);
  });

  test('the same condition is not mixed up', () => {
    const name: Json = { 'Fn::Join': ['', [{ 'Fn::If': ['Prod', 'a', 'b'] }, { 'Fn::If': ['NotProd', 'a', 'b'] }]] };
    expect(nameOf(name, { Parameters, Conditions })).toEqual(['ab', 'ba']);
  });

  test('a condition on itself ends', () => {
    const start = performance.now();
    expect(new Set(nameOf(choose('Self'), { Parameters, Conditions }))).toEqual(new Set(['yes', 'absent']));
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
