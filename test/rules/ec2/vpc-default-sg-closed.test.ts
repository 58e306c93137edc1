import { Vpc } from 'aws-cdk-lib/aws-ec2';
import rule from '../../../lib/rules/ec2/vpc-default-sg-closed';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'the default group emptied by the L2': (stack) => new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: true }),
  },
  noncompliant: {
    'the default group left alone': (stack) => new Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false }),
    'a VPC of a plain template': { CidrBlock: '10.0.0.0/16' },
    'the default group of another VPC': {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
        Restriction: { Type: 'Custom::VpcRestrictDefaultSG', Properties: { DefaultSecurityGroupId: 'sg-1' } },
      },
    },
  },
});
