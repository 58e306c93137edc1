import { because, isTrue } from '../../template/read/certainty';
import { givenBySubnet, hasElasticIp, interfacesOf } from '../concepts/public-address';
import { refused, seen } from '../expect';
import { defineRule } from '../rule';

const NONE = 'no public address';

export default defineRule({
  id: 'ec2-no-public-ip',
  title: 'EC2 instance asks for no public IP address',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'],
  rationale: 'An instance with a public address is one mistaken security group rule away from the whole internet.',
  remediation:
    'Set `AssociatePublicIpAddress` to false, and let clients in through a load balancer or operators through Session Manager.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.21': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.1': 'peer', 'CC6.6': 'peer' },
    hipaa: { '164.312(a)(1)': 'peer', '164.312(e)(1)': 'peer' },
    pci: { '1.3.1': 'judgement', '1.4.2': 'judgement', '1.4.4': 'recalled' },
  },
  equivalents: {
    awsConfig: [
      'autoscaling-launch-config-public-ip-disabled',
      'ec2-instance-no-public-ip',
      'ec2-launch-template-public-ip-disabled',
    ],
    securityHub: ['Autoscaling.5', 'EC2.25', 'EC2.9'],
    cdkNag: ['EC2InstanceNoPublicIp'],
    prowler: ['ec2_instance_public_ip', 'ec2_launch_template_no_public_ip'],
    guard: ['ec2_instance_no_public_ip', 'autoscaling_launch_config_public_ip_disabled'],
  },
  *check(resource, { relations }) {
    for (const place of interfacesOf(resource)) {
      const asks = place.boolean('AssociatePublicIpAddress');
      yield* refused(because(isTrue(asks), seen(asks)), 'false');
    }
    yield* refused(givenBySubnet(resource, relations), NONE);
    if (resource.type === 'AWS::EC2::Instance') yield* refused(hasElasticIp(resource, relations), NONE);
  },
});
