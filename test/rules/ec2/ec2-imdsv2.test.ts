import { AmazonLinuxImage, Instance, InstanceType, LaunchTemplate, UserData, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/ec2/ec2-imdsv2';
import { testRule } from '../test-rule';

function instance(stack: Stack, requireImdsv2: boolean): Instance {
  return new Instance(stack, 'Instance', {
    vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }),
    instanceType: new InstanceType('t3.micro'),
    machineImage: new AmazonLinuxImage(),
    requireImdsv2,
  });
}

testRule(rule, {
  compliant: {
    'tokens required': { MetadataOptions: { HttpTokens: 'required' } },
    'two hops': { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2 } },
    'no metadata service': { MetadataOptions: { HttpEndpoint: 'disabled' } },
    'an instance of the L2, whose launch template requires tokens': (stack) => instance(stack, true),
    'a launch template of the L2': (stack) =>
      new LaunchTemplate(stack, 'Template', { requireImdsv2: true, userData: UserData.forLinux() }),
  },
  noncompliant: {
    'version 1 left on': (stack) => instance(stack, false),
    'tokens optional': { MetadataOptions: { HttpTokens: 'optional' } },
    'three hops': { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 3 } },
    'tokens optional in spite of the launch template': {
      LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' },
      MetadataOptions: { HttpTokens: 'optional' },
    },
    'a launch template without options': (stack) => new LaunchTemplate(stack, 'Template'),
    'a launch configuration': {
      Resources: { Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { ImageId: 'ami-1' } } },
    },
  },
  undetermined: {
    'a launch template of somebody else': { LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' } },
    'a parameter': {
      Parameters: { Tokens: { Type: 'String' } },
      Resources: {
        Instance: { Type: 'AWS::EC2::Instance', Properties: { MetadataOptions: { HttpTokens: { Ref: 'Tokens' } } } },
      },
    },
  },
});
