import { TCP, UDP } from '../../template/network/traffic';
import { exposedPorts, type NamedPort } from '../concepts/exposed-ports';
import { defineRule } from '../rule';

/** The ports of EC2.19 and of data stores; SSH and RDP have a rule of their own. */
const OVER_TCP: Readonly<Record<number, string>> = {
  20: 'FTP',
  21: 'FTP',
  23: 'Telnet',
  25: 'SMTP',
  110: 'POP3',
  135: 'RPC',
  139: 'NetBIOS',
  143: 'IMAP',
  445: 'SMB',
  1433: 'SQL Server',
  1434: 'SQL Server',
  1521: 'Oracle',
  2375: 'Docker',
  3000: 'development servers',
  3306: 'MySQL',
  4333: 'mSQL',
  5000: 'development servers',
  5432: 'PostgreSQL',
  5439: 'Redshift',
  5500: 'VNC',
  5601: 'OpenSearch Dashboards',
  6379: 'Redis',
  8080: 'HTTP proxies',
  8088: 'HTTP proxies',
  8888: 'HTTP proxies',
  9092: 'Kafka',
  9200: 'OpenSearch',
  9300: 'OpenSearch',
  11211: 'Memcached',
  27017: 'MongoDB',
};
const OVER_UDP: readonly number[] = [1434, 11211];

const HIGH_RISK: readonly NamedPort[] = Object.entries(OVER_TCP).flatMap(([port, service]) => {
  const named = { name: `port ${port} (${service})`, port: BigInt(port) };
  const tcp = { ...named, protocol: TCP };
  return OVER_UDP.includes(Number(port)) ? [tcp, { ...named, protocol: UDP }] : [tcp];
});

export default defineRule({
  id: 'sg-no-public-common-ports',
  title: 'Security group lets nobody from the internet reach high-risk ports',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  rationale:
    'Databases, caches and file shares are built for networks of friends, and are looted once they are public.',
  remediation: 'Name the security group of the clients in `SourceSecurityGroupId` instead of a range.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'peer', '164.312(e)(1)': 'peer' },
    pci: { '1.2.1': 'judgement', '1.2.5': 'peer', '1.2.6': 'judgement', '1.3.1': 'peer', '1.4.2': 'peer' },
  },
  equivalents: {
    awsConfig: ['restricted-common-ports'],
    securityHub: ['EC2.19'],
    cdkNag: ['EC2RestrictedCommonPorts'],
    prowler: [
      'ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports',
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_mysql_3306',
    ],
    guard: ['restricted_common_ports'],
  },
  check: (resource, { relations }) => exposedPorts(resource, relations, HIGH_RISK),
});
