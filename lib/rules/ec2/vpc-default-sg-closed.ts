import { fail } from '../expect';
import { defineRule } from '../rule';

export default defineRule({
  id: 'vpc-default-sg-closed',
  title: 'VPC has a default security group without rules',
  clause: 'P2.3',
  severity: 'warning',
  resourceTypes: ['AWS::EC2::VPC'],
  rationale:
    'What is started without a group lands in the default one, where all members reach each other and the internet.',
  remediation:
    'Set `restrictDefaultSecurityGroup` of `Vpc` to true; CloudFormation by itself cannot edit the default group.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'crosswalk', '164.312(e)(1)': 'peer' },
    pci: {
      '1.2.1': 'judgement',
      '1.3.1': 'judgement',
      '1.3.2': 'judgement',
      '1.4.2': 'judgement',
      '2.2.2': 'judgement',
    },
  },
  equivalents: {
    awsConfig: ['vpc-default-security-group-closed'],
    securityHub: ['EC2.2'],
    cdkNag: ['VPCDefaultSecurityGroupClosed'],
    prowler: ['ec2_securitygroup_default_restrict_traffic'],
  },
  *check(vpc, { relations }) {
    const restricting = relations.pointingAt(vpc, 'Custom::VpcRestrictDefaultSG', 'DefaultSecurityGroupId');
    if (restricting.length === 0) yield fail('', 'a Custom::VpcRestrictDefaultSG for its default group', 'none');
  },
});
