import { FlowLogTrafficType, Vpc } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/vpc-flow-logs';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a flow log of all traffic': (stack) => new Vpc(stack, 'Vpc', { flowLogs: { All: {} } }),
    'one of all traffic among others': (stack) =>
      new Vpc(stack, 'Vpc', { flowLogs: { Rejected: { trafficType: FlowLogTrafficType.REJECT }, All: {} } }),
  },
  noncompliant: {
    'no flow log': (stack) => new Vpc(stack, 'Vpc'),
    'rejected traffic only': (stack) =>
      new Vpc(stack, 'Vpc', { flowLogs: { Rejected: { trafficType: FlowLogTrafficType.REJECT } } }),
    'a flow log of another VPC': {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
        Log: {
          Type: 'AWS::EC2::FlowLog',
          Properties: { ResourceId: 'vpc-1', ResourceType: 'VPC', TrafficType: 'ALL' },
        },
      },
    },
  },
  undetermined: {
    'traffic from a parameter': {
      Parameters: { Traffic: { Type: 'String' } },
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
        Log: {
          Type: 'AWS::EC2::FlowLog',
          Properties: { ResourceId: { Ref: 'Vpc' }, ResourceType: 'VPC', TrafficType: { Ref: 'Traffic' } },
        },
      },
    },
  },
});
