import {
  AmazonLinuxImage,
  CfnEIPAssociation,
  Instance,
  InstanceType,
  LaunchTemplate,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib';
import rule from '../../../lib/rules/ec2/ec2-no-public-ip';
import type { JsonObject } from '../../../lib/template/model/json';
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

function resources(Resources: JsonObject): JsonObject {
  return { Resources };
}

function started(Properties: JsonObject): JsonObject {
  return { Type: 'AWS::EC2::Instance', Properties };
}

function subnet(MapPublicIpOnLaunch: boolean): JsonObject {
  return { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-1', MapPublicIpOnLaunch } };
}

function grouped(properties: JsonObject): JsonObject {
  const Properties = { LaunchConfigurationName: { Ref: 'Configuration' }, MinSize: '1', MaxSize: '1', ...properties };
  return { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties };
}

testRule(rule, {
  compliant: {
    'in a subnet that gives none': (stack) =>
      new Instance(stack, 'Instance', {
        vpc: new Vpc(stack, 'Vpc'),
        instanceType: new InstanceType('t3.micro'),
        machineImage: new AmazonLinuxImage(),
      }),
    'an interface that was made before': resources({
      Instance: started({ NetworkInterfaces: [{ DeviceIndex: '0', NetworkInterfaceId: { Ref: 'Interface' } }] }),
      Interface: { Type: 'AWS::EC2::NetworkInterface', Properties: { SubnetId: 'subnet-1' } },
    }),
    'two interfaces, for which EC2 gives no address by itself': resources({
      Instance: started({ NetworkInterfaces: [{ DeviceIndex: '0' }, { DeviceIndex: '1' }] }),
    }),
    'none wanted by its launch template': resources({
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: { NetworkInterfaces: [{ AssociatePublicIpAddress: false }] } },
      },
      Instance: started({ LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } }),
    }),
    'a launch configuration in subnets that give none': resources({
      Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { ImageId: 'ami-1' } },
      Group: grouped({ VPCZoneIdentifier: [{ Ref: 'Closed' }] }),
      Closed: subnet(false),
    }),
    'none wanted': (stack) => instance(stack, false),
    'none wanted in a launch template': (stack) => launchTemplate(stack, false),
  },
  noncompliant: {
    'left to a subnet that gives addresses': (stack) => instance(stack),
    'left to the default VPC': { ImageId: 'ami-1' },
    'an interface in a subnet that gives addresses': resources({
      Instance: started({ NetworkInterfaces: [{ DeviceIndex: '0', SubnetId: { Ref: 'Open' } }] }),
      Open: subnet(true),
    }),
    'an Elastic IP address': resources({
      Instance: started({ SubnetId: { Ref: 'Closed' } }),
      Closed: subnet(false),
      Address: { Type: 'AWS::EC2::EIP', Properties: { InstanceId: { Ref: 'Instance' } } },
    }),
    'an Elastic IP address that is associated': (stack) => {
      const target = instance(stack, false);
      new CfnEIPAssociation(stack, 'Association', { allocationId: 'eipalloc-1', instanceId: target.instanceId });
    },
    'an Elastic IP address of an attached interface': resources({
      Instance: started({ SubnetId: { Ref: 'Closed' } }),
      Closed: subnet(false),
      Interface: { Type: 'AWS::EC2::NetworkInterface', Properties: { SubnetId: { Ref: 'Closed' } } },
      Attachment: {
        Type: 'AWS::EC2::NetworkInterfaceAttachment',
        Properties: { InstanceId: { Ref: 'Instance' }, NetworkInterfaceId: { Ref: 'Interface' } },
      },
      Address: {
        Type: 'AWS::EC2::EIPAssociation',
        Properties: { AllocationId: 'eipalloc-1', NetworkInterfaceId: { Ref: 'Interface' } },
      },
    }),
    'a launch configuration in a subnet that gives addresses': resources({
      Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { ImageId: 'ami-1' } },
      Group: grouped({ VPCZoneIdentifier: [{ Ref: 'Closed' }, { Ref: 'Open' }] }),
      Closed: subnet(false),
      Open: subnet(true),
    }),
    'a launch configuration in the default VPC': resources({
      Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { ImageId: 'ami-1' } },
      Group: grouped({ AvailabilityZones: ['eu-central-1a'] }),
    }),
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
    'a subnet from elsewhere': { SubnetId: 'subnet-1' },
    'a launch template from elsewhere': { LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' } },
    'a launch configuration that is used elsewhere': resources({
      Configuration: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { ImageId: 'ami-1' } },
    }),
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
