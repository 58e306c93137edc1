import {
  AmazonLinuxImage,
  Instance,
  InstanceType,
  LaunchTemplate,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/ec2/ec2-no-public-ip';
import { testRule } from '../test-rule';

function instance(stack: Stack, associatePublicIpAddress?: boolean): Instance {
  return new Instance(stack, 'Instance', {
    vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }),
    vpcSubnets: { subnetType: SubnetType.PUBLIC },
    instanceType: new InstanceType('t3.micro'),
    machineImage: new AmazonLinuxImage(),
    associatePublicIpAddress,
  });
}

function launchTemplate(stack: Stack, associatePublicIpAddress: boolean): LaunchTemplate {
  const securityGroup = new SecurityGroup(stack, 'Group', { vpc: new Vpc(stack, 'Vpc', { natGateways: 0 }) });
  return new LaunchTemplate(stack, 'Template', { associatePublicIpAddress, securityGroup });
}

testRule(rule, {
  compliant: {
    'left to the subnet': (stack) => instance(stack),
    'none wanted': (stack) => instance(stack, false),
    'none wanted in a launch template': (stack) => launchTemplate(stack, false),
    'a launch configuration that leaves it to the subnet': {
      Resources: { Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { ImageId: 'ami-1' } } },
    },
  },
  noncompliant: {
    'an instance': (stack) => instance(stack, true),
    'a launch template': (stack) => launchTemplate(stack, true),
    'a launch configuration': {
      Resources: {
        Configuration: {
          Type: 'AWS::AutoScaling::LaunchConfiguration',
          Properties: { AssociatePublicIpAddress: 'true' },
        },
      },
    },
  },
  undetermined: {
    'a parameter': {
      Parameters: { Public: { Type: 'String' } },
      Resources: {
        Instance: {
          Type: 'AWS::EC2::Instance',
          Properties: { NetworkInterfaces: [{ DeviceIndex: '0', AssociatePublicIpAddress: { Ref: 'Public' } }] },
        },
      },
    },
  },
});
