import { AmazonLinuxImage, CfnInstance, Instance, InstanceType, LaunchTemplate, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/ec2/ec2-instance-profile';
import { testRule } from '../test-rule';

function fromTemplate(stack: Stack, role?: Role): CfnInstance {
  const template = new LaunchTemplate(stack, 'Template', { role });
  return new CfnInstance(stack, 'Instance', {
    launchTemplate: { launchTemplateId: template.launchTemplateId, version: template.latestVersionNumber },
  });
}

testRule(rule, {
  compliant: {
    'the role of the L2': (stack) =>
      new Instance(stack, 'Instance', {
        vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }),
        instanceType: new InstanceType('t3.micro'),
        machineImage: new AmazonLinuxImage(),
      }),
    'a role in the launch template': (stack) =>
      fromTemplate(stack, new Role(stack, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') })),
  },
  noncompliant: {
    'no role': { ImageId: 'ami-1' },
    'none in the launch template either': (stack) => fromTemplate(stack),
  },
  undetermined: {
    'a launch template of somebody else': { LaunchTemplate: { LaunchTemplateName: 'base', Version: '1' } },
    'a parameter': {
      Parameters: { Profile: { Type: 'String' } },
      Resources: { Instance: { Type: 'AWS::EC2::Instance', Properties: { IamInstanceProfile: { Ref: 'Profile' } } } },
    },
  },
});
