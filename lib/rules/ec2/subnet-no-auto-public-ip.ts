import { not } from '../../template/read/certainty';
import { expected } from '../expect';
import { defineRule } from '../rule';
import { isPublicSubnet } from '../concepts/public-tier';

export default defineRule({
  id: 'subnet-no-auto-public-ip',
  title: 'Subnet gives out no public IP addresses by itself',
  clause: 'P2.3',
  severity: 'warning',
  exposure: true,
  resourceTypes: ['AWS::EC2::Subnet'],
  rationale: 'Every instance that is started there is on the internet without anybody having asked for it.',
  remediation:
    'Set `MapPublicIpOnLaunch` to false, or tag a subnet for load balancers and NAT gateways with `network-tier` public.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.21': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.1': 'judgement', 'CC6.6': 'peer' },
    hipaa: { '164.312(a)(1)': 'peer', '164.312(e)(1)': 'peer' },
    pci: { '1.3.1': 'judgement', '1.4.2': 'judgement', '1.4.4': 'recalled', '1.4.5': 'judgement' },
  },
  equivalents: {
    awsConfig: ['subnet-auto-assign-public-ip-disabled'],
    securityHub: ['EC2.15'],
    cdkNag: ['VPCSubnetAutoAssignPublicIpDisabled'],
    prowler: ['vpc_subnet_no_public_ip_by_default'],
    guard: ['subnet_auto_assign_public_ip_disabled'],
  },
  appliesTo: (subnet) => not(isPublicSubnet(subnet)),
  check: (subnet) => expected(subnet.boolean('MapPublicIpOnLaunch'), 'false', (maps) => !maps, { absentPasses: true }),
});
