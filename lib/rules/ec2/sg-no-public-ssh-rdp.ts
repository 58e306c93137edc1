import { TCP, UDP } from '../../template/network/traffic';
import { exposedPorts, type NamedPort } from '../concepts/exposed-ports';
import { defineRule } from '../rule';

const ADMIN_PORTS: readonly NamedPort[] = [
  { name: 'SSH (port 22)', protocol: TCP, port: 22n },
  { name: 'RDP (port 3389)', protocol: TCP, port: 3389n },
  { name: 'RDP (port 3389)', protocol: UDP, port: 3389n },
];

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
  check: (resource, { relations }) => exposedPorts(resource, relations, ADMIN_PORTS),
});
