import type { Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { ListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';

export const certificate = ListenerCertificate.fromArn('arn:aws:acm:eu-west-1:111122223333:certificate/one');

/** A network that was made elsewhere, the same for all props of a set. */
export function network(elsewhere: Stack, id = 'Vpc'): IVpc {
  const known = elsewhere.node.tryFindChild(id);
  if (known !== undefined) return known as unknown as IVpc;
  return Vpc.fromVpcAttributes(elsewhere, id, {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-1', 'subnet-2'],
    privateSubnetIds: ['subnet-3', 'subnet-4'],
  });
}

/** A security group that was made elsewhere. */
export function someGroup(elsewhere: Stack): ISecurityGroup {
  return SecurityGroup.fromSecurityGroupId(elsewhere, 'Group', 'sg-0123456789abcdef0');
}
