import { withStandIns } from '../../scripts/emulator/stand-ins';

const KNOWN = new Set(['AWS::S3::Bucket', 'AWS::SNS::Topic']);
const isKnown = (type: string): boolean => KNOWN.has(type);

test('an unknown type becomes inert and keeps what says when it exists and whether it stays', () => {
  const { template, replaced } = withStandIns(
    {
      Resources: {
        Records: { Type: 'AWS::S3::Bucket' },
        Trail: {
          Type: 'AWS::CloudTrail::Trail',
          Properties: { S3BucketName: { Ref: 'Records' } },
          DependsOn: ['Records'],
          DeletionPolicy: 'Retain',
          Metadata: { 'aws:cdk:path': 'Audit/Trail' },
        },
      },
    },
    isKnown,
  );
  expect(template).toEqual({
    Resources: {
      Records: { Type: 'AWS::S3::Bucket' },
      Trail: { Type: 'AWS::CloudFormation::WaitConditionHandle', DependsOn: ['Records'], DeletionPolicy: 'Retain' },
    },
  });
  expect(replaced).toEqual(new Map([['AWS::CloudTrail::Trail', ['Trail']]]));
});

test('attributes of a stand-in become literals wherever they are read, others stay', () => {
  const { template } = withStandIns(
    {
      Resources: {
        Topic: {
          Type: 'AWS::SNS::Topic',
          Properties: {
            TopicName: { 'Fn::Sub': '${Trail.Name}-${Records.Arn}-${AWS::Region}' },
            DisplayName: { 'Fn::Sub': ['${Trail.Arn}-${own}', { own: { 'Fn::GetAtt': 'Trail.Arn' } }] },
            Tags: [{ Key: 'id', Value: { Ref: 'Trail' } }],
          },
        },
        Records: { Type: 'AWS::S3::Bucket' },
        Trail: { Type: 'AWS::CloudTrail::Trail' },
      },
      Outputs: {
        Arn: { Value: { 'Fn::GetAtt': ['Trail', 'Arn'] } },
        Bucket: { Value: { 'Fn::GetAtt': ['Records', 'Arn'] } },
      },
    },
    isKnown,
  );
  expect(template).toMatchObject({
    Resources: {
      Topic: {
        Properties: {
          TopicName: { 'Fn::Sub': 'stand-in-Trail-Name-${Records.Arn}-${AWS::Region}' },
          DisplayName: {
            'Fn::Sub': [
              'arn:aws:cloudformation:::stand-in/Trail-${own}',
              { own: 'arn:aws:cloudformation:::stand-in/Trail' },
            ],
          },
          Tags: [{ Key: 'id', Value: { Ref: 'Trail' } }],
        },
      },
    },
    Outputs: {
      Arn: { Value: 'arn:aws:cloudformation:::stand-in/Trail' },
      Bucket: { Value: { 'Fn::GetAtt': ['Records', 'Arn'] } },
    },
  });
});

test('a template of known types stays as it is', () => {
  const template = { Resources: { Records: { Type: 'AWS::S3::Bucket' } } };
  expect(withStandIns(template, isKnown)).toEqual({ template, replaced: new Map() });
});
