import { readings, resourceIn, setOf } from '../document';
import { relationsIn } from '../../../lib/template/read/relations';

const bucket = (BucketName: unknown): object => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName } });
const exported = (name: unknown, value: unknown): object => ({ Value: value, Export: { Name: name } });

describe('values from other templates', () => {
  test('an export is followed, unless two templates have it', () => {
    const user = { Resources: { User: bucket({ 'Fn::ImportValue': 'name' }) } };
    const one = { Resources: { A: bucket('a') }, Outputs: { Name: exported('name', 'shared') } };
    expect(readings(setOf({ user, one }), 'User', 'BucketName')).toEqual(['shared']);
    expect(readings(setOf({ user, one, two: one }), 'User', 'BucketName')).toEqual(['unknown']);
  });

  test('Fn::GetStackOutput is followed', () => {
    const user = { Resources: { User: bucket({ 'Fn::GetStackOutput': { StackName: 'one', OutputName: 'Name' } }) } };
    const one = { Resources: { A: bucket('a') }, Outputs: { Name: { Value: 'shared' } } };
    expect(readings(setOf({ user, one }), 'User', 'BucketName')).toEqual(['shared']);
    expect(readings(setOf({ user }), 'User', 'BucketName')).toEqual(['unknown']);
  });

  test('nested stacks take parameters down and hand Outputs up', () => {
    const Child = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'child.json', Parameters: { Name: 'from-parent' } },
    };
    const parent = { Resources: { Child, Up: bucket({ 'Fn::GetAtt': ['Child', 'Outputs.Given'] }) } };
    const child = {
      Parameters: { Name: { Type: 'String', Default: 'own' } },
      Resources: { Down: bucket({ Ref: 'Name' }) },
      Outputs: { Given: { Value: { 'Fn::Sub': '${Name}-up' } } },
    };
    const set = setOf({ 'parent.json': parent, 'child.json': child });
    expect(readings(set, 'Down', 'BucketName', 'child.json')).toEqual(['from-parent']);
    expect(readings(set, 'Up', 'BucketName', 'parent.json')).toEqual(['from-parent-up']);
  });

  test('what a parent leaves to the default of a nested stack is a fact, unless a macro or an include may pass it', () => {
    const child = {
      Parameters: { Name: { Type: 'String', Default: 'own' } },
      Resources: { Down: bucket({ Ref: 'Name' }) },
    };
    const nested = (Parameters: unknown): unknown[] => {
      const Child = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.json', Parameters } };
      const set = setOf({ 'parent.json': { Resources: { Child } }, 'child.json': child });
      return readings(set, 'Down', 'BucketName', 'child.json');
    };
    expect(nested({})).toEqual(['own']);
    expect(nested({ 'Fn::Transform': { Name: 'Mine' } })).toEqual(['unknown']);
    expect(nested({ 'Fn::If': ['Undeclared', { Name: 'a' }, { Name: 'b' }] })).toEqual(['a', 'b']);
  });

  test('a default of the parent is no fact in the nested stack, nor in its conditions', () => {
    const Child = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'child.json', Parameters: { Stage: { Ref: 'Stage' } } },
    };
    const Parameters = { Stage: { Type: 'String', Default: 'prod' } };
    const child = {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: { Down: bucket({ 'Fn::If': ['Prod', 'yes', 'no'] }) },
    };
    const set = setOf({ 'parent.json': { Parameters, Resources: { Child } }, 'child.json': child });
    expect(new Set(readings(set, 'Down', 'BucketName', 'child.json'))).toEqual(new Set(['yes', 'no']));
  });

  test('a template that is nested twice is judged for each parent, and hands up what each passes', () => {
    const nested = (Name: string): object => ({
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'child.json', Parameters: { Name } },
    });
    const Up = bucket({ 'Fn::Sub': '${One.Outputs.Given} and ${Two.Outputs.Given}' });
    const child = {
      Parameters: { Name: { Type: 'String' } },
      Resources: { Down: bucket({ Ref: 'Name' }) },
      Outputs: { Given: { Value: { Ref: 'Name' } } },
    };
    const parent = { Resources: { One: nested('one'), Two: nested('two'), Up } };
    const set = setOf({ 'parent.json': parent, 'child.json': child });
    expect(readings(set, 'Down', 'BucketName', 'child.json')).toEqual(['one', 'two']);
    expect(readings(set, 'Up', 'BucketName', 'parent.json')).toEqual(['one and two']);
  });

  test('exports that import themselves, many times over, end', () => {
    const again = { 'Fn::Join': ['', Array.from({ length: 5 }, () => ({ 'Fn::ImportValue': 'name' }))] };
    const set = setOf({ circle: { Resources: { A: bucket(again) }, Outputs: { Name: exported('name', again) } } });
    const start = performance.now();
    expect(readings(set, 'A', 'BucketName')).toEqual(['unknown']);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('macros and loops', () => {
  test('an include may add properties', () => {
    const Properties = { 'Fn::Transform': { Name: 'AWS::Include' }, BucketName: 'a' };
    const set = setOf({ t: { Resources: { A: { Type: 'AWS::S3::Bucket', Properties } } } });
    expect(readings(set, 'A', 'BucketName')).toEqual(['a']);
    expect(readings(set, 'A', 'Tags')).toEqual(['unknown']);
  });

  test('a macro on the template may add properties, a transparent one adds none', () => {
    const Resources = { A: bucket('a') };
    expect(readings(setOf({ t: { Transform: 'Mine', Resources } }), 'A', 'Tags')).toEqual(['unknown']);
    expect(readings(setOf({ t: { Transform: ['AWS::LanguageExtensions'], Resources } }), 'A', 'Tags')).toEqual([
      'absent',
    ]);
  });
});

describe('relations', () => {
  const policy = (Bucket: unknown): object => ({ Type: 'AWS::S3::BucketPolicy', Properties: { Bucket } });
  const pointing = (set: ReturnType<typeof setOf>, path: string): string[] =>
    relationsIn(set)
      .pointingAt(resourceIn(set, 'Bucket', path), 'AWS::S3::BucketPolicy', 'Bucket')
      .map(({ logicalId }) => logicalId);

  test('by Ref', () => {
    const set = setOf({ t: { Resources: { Bucket: bucket('a'), Policy: policy({ Ref: 'Bucket' }) } } });
    expect(pointing(set, 't')).toEqual(['Policy']);
  });

  test('by an equal name, literal or an expression', () => {
    const name = { 'Fn::Sub': 'logs-${AWS::AccountId}' };
    const joined = { 'Fn::Join': ['-', ['logs', { Ref: 'AWS::AccountId' }]] };
    const Resources = { Bucket: bucket(name), Policy: policy(joined), Stranger: policy('logs') };
    expect(pointing(setOf({ t: { Resources } }), 't')).toEqual(['Policy']);
  });

  test('across stacks', () => {
    const one = { Resources: { Bucket: bucket('a') }, Outputs: { Name: exported('name', { Ref: 'Bucket' }) } };
    const two = { Resources: { Policy: policy({ 'Fn::ImportValue': 'name' }) } };
    expect(pointing(setOf({ one, two }), 'one')).toEqual(['Policy']);
  });

  test('only in the scenarios in which it points', () => {
    const Conditions = { On: { 'Fn::Equals': [{ Ref: 'Switch' }, 'on'] } };
    const Parameters = { Switch: { Type: 'String', Default: 'off', AllowedValues: ['off'] } };
    const Policy = { ...policy({ Ref: 'Bucket' }), Condition: 'On' };
    expect(pointing(setOf({ t: { Parameters, Conditions, Resources: { Bucket: bucket('a'), Policy } } }), 't')).toEqual(
      [],
    );
  });
});
