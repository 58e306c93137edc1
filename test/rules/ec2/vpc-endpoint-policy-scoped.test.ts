import { GatewayVpcEndpointAwsService, InterfaceVpcEndpointAwsService, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import rule from '../../../lib/rules/ec2/vpc-endpoint-policy-scoped';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

function policy(statement: JsonObject): JsonObject {
  const open = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
  return { ServiceName: 'com.amazonaws.eu-central-1.s3', PolicyDocument: { Statement: { ...open, ...statement } } };
}

testRule(rule, {
  compliant: {
    'actions on a bucket': (stack) => {
      const endpoint = new Vpc(stack, 'Vpc').addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
      endpoint.addToPolicy(
        new PolicyStatement({
          principals: [new AnyPrincipal()],
          actions: ['s3:GetObject'],
          resources: ['arn:aws:s3:::records/*'],
        }),
      );
    },
    'everything of the organization': policy({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
    'everything on one bucket': policy({ Resource: ['arn:aws:s3:::records', 'arn:aws:s3:::records/*'] }),
    'everything that belongs to the organization': policy({
      Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
    }),
    'everything, but for what belongs to others': {
      ServiceName: 'com.amazonaws.eu-central-1.s3',
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
          {
            Effect: 'Deny',
            Principal: '*',
            Action: '*',
            Resource: '*',
            Condition: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': 'o-1' } },
          },
        ],
      },
    },
    'a policy that is text': { ServiceName: 'com.amazonaws.eu-central-1.s3', PolicyDocument: '{"Statement":[]}' },
    'everything denied': policy({ Effect: 'Deny' }),
  },
  noncompliant: {
    'a gateway endpoint without a policy': (stack) =>
      new Vpc(stack, 'Vpc').addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 }),
    'an interface endpoint without a policy': (stack) =>
      new Vpc(stack, 'Vpc').addInterfaceEndpoint('Kms', { service: InterfaceVpcEndpointAwsService.KMS }),
    'the default, written down': policy({}),
    'a condition that limits nobody': policy({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    'a condition on whatever organization': policy({ Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }),
    'a condition on whatever owner': policy({ Condition: { StringLike: { 'aws:ResourceAccount': '*' } } }),
    'every action of the service': policy({ Action: 's3:*' }),
    'every bucket by its ARN': policy({ Resource: 'arn:aws:s3:::*' }),
    'a policy that is text and wide': {
      ServiceName: 'com.amazonaws.eu-central-1.s3',
      PolicyDocument: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
    },
    'everything but some actions': {
      ServiceName: 'com.amazonaws.eu-central-1.s3',
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: '*', NotAction: ['s3:DeleteBucket'], Resource: '*' }],
      },
    },
  },
  undetermined: {
    'an action from elsewhere': policy({ Action: { 'Fn::ImportValue': 'Action' } }),
    'a caller from elsewhere': policy({ Principal: { AWS: { 'Fn::ImportValue': 'Caller' } } }),
    'conditions from elsewhere': policy({ Condition: { 'Fn::ImportValue': 'Condition' } }),
    'a policy from elsewhere': {
      ServiceName: 'com.amazonaws.eu-central-1.s3',
      PolicyDocument: { 'Fn::ImportValue': 'Policy' },
    },
    'a type from elsewhere': { ...policy({}), VpcEndpointType: { 'Fn::ImportValue': 'Type' } },
    'a resource from a parameter': {
      Parameters: { Bucket: { Type: 'String' } },
      Resources: { Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: policy({ Resource: { Ref: 'Bucket' } }) } },
    },
  },
  notApplicable: {
    'a service of somebody else': {
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0',
    },
    'a gateway load balancer': { VpcEndpointType: 'GatewayLoadBalancer', ServiceName: 'com.amazonaws.x' },
  },
});
