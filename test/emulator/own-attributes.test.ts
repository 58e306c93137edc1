import { withOwnAttributes } from '../../scripts/emulator/own-attributes';

const Vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', Tags: [] } };

test('an attribute that repeats a property is the property', () => {
  const Outputs = { Cidr: { Value: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } } };
  expect(withOwnAttributes({ Resources: { Vpc }, Outputs })).toMatchObject({
    Outputs: { Cidr: { Value: '10.0.0.0/16' } },
  });
});

test.each([['Arn'], ['Tags']])('any other attribute stays as it is: %s', (name) => {
  const Outputs = { Value: { Value: { 'Fn::GetAtt': ['Vpc', name] } } };
  expect(withOwnAttributes({ Resources: { Vpc }, Outputs })).toEqual({ Resources: { Vpc }, Outputs });
});
