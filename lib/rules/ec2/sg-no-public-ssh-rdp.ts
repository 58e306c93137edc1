import { defineRule } from '../rule';
import { opens, publicIngress } from '../concepts/public-ingress';

export default defineRule({
  id: 'sg-no-public-ssh-rdp',
  title: 'Security group lets nobody from the internet reach SSH or RDP',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  rationale: 'Bots try passwords and fresh exploits on every open port 22 and 3389 within minutes.',
  remediation: 'Remove the rule and connect with Session Manager, or name the range of your own network.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(e)(1)': 'peer' },
    pci: { '1.2.1': 'judgement', '1.3.1': 'peer', '1.4.2': 'peer' },
  },
  equivalents: {
    awsConfig: ['restricted-common-ports', 'restricted-ssh', 'vpc-sg-port-restriction-check'],
    securityHub: ['EC2.13', 'EC2.14', 'EC2.53', 'EC2.54'],
    cdkNag: ['EC2RestrictedSSH'],
    prowler: [
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
    ],
    guard: ['restricted_ssh'],
  },
  check: (resource) =>
    publicIngress(resource, (ports) => {
      const exposed = [
        ...(opens(ports, 'tcp', 22) ? ['SSH (port 22)'] : []),
        ...(opens(ports, 'tcp', 3389) || opens(ports, 'udp', 3389) ? ['RDP (port 3389)'] : []),
      ];
      return exposed.length === 0 ? undefined : { what: exposed.join(' and ') };
    }),
});
