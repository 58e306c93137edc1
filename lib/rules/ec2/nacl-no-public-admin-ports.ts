import { aclLetsIn, allowsIn } from '../../template/network/acl';
import { TCP, UDP } from '../../template/network/traffic';
import { narrowed, type NamedPort } from '../concepts/exposed-ports';
import { defineRule } from '../rule';

const ADMIN_PORTS: readonly NamedPort[] = [
  { name: 'port 22', protocol: TCP, port: 22n },
  { name: 'port 3389', protocol: TCP, port: 3389n },
  { name: 'port 3389', protocol: UDP, port: 3389n },
];

export default defineRule({
  id: 'nacl-no-public-admin-ports',
  title: 'Network ACL lets nobody from the internet reach SSH or RDP',
  clause: 'P2.3',
  severity: 'warning',
  exposure: true,
  resourceTypes: ['AWS::EC2::NetworkAclEntry'],
  rationale: 'The ACL is the last guard of a subnet when a security group in it is opened by mistake.',
  remediation:
    'Narrow the range or the ports, or deny 22 and 3389 in an entry with a lower `RuleNumber`: return traffic needs ports from 1024 on.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'crosswalk', '164.312(e)(1)': 'peer' },
    pci: { '1.2.1': 'judgement', '1.3.1': 'peer', '1.4.2': 'peer' },
  },
  equivalents: {
    awsConfig: ['nacl-no-unrestricted-ssh-rdp'],
    securityHub: ['EC2.21'],
    prowler: [
      'ec2_networkacl_allow_ingress_tcp_port_22',
      'ec2_networkacl_allow_ingress_tcp_port_3389',
      'ec2_networkacl_allow_ingress_any_port',
    ],
  },
  appliesTo: allowsIn,
  check: (entry, { relations }) =>
    narrowed(
      'range',
      ADMIN_PORTS.map((port) => [port.name, aclLetsIn(entry, relations, port)]),
    ),
});
