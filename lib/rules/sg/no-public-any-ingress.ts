import type { Relations } from '../../template/relations';
import type { Resource } from '../../template/resource';
import { defineRule } from '../rule';
import { servesEverybody } from './internet-facing';
import { owningGroup } from './owning-group';
import { publicIngress, type Exposure, type OpenPorts } from './public-ingress';

export default defineRule({
  id: 'sg-no-public-any-ingress',
  title: 'Security group lets the internet in only through a load balancer',
  clause: 'P2.3',
  severity: 'error',
  exposure: true,
  resourceTypes: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupIngress'],
  rationale: 'Whatever listens behind a rule for everybody is found by scanners before its first patch is due.',
  remediation:
    'Put an internet-facing load balancer in front, whose group alone opens 443 (and 80 to redirect), and name that group in `SourceSecurityGroupId`.',
  controls: {
    iso27001: { 'A.8.20': 'peer', 'A.8.22': 'peer' },
    soc2: { 'CC6.6': 'peer' },
    hipaa: { '164.308(a)(3)(i)': 'crosswalk', '164.312(e)(1)': 'peer' },
    pci: { '1.2.1': 'judgement', '1.3.1': 'peer', '1.4.2': 'peer' },
  },
  equivalents: {
    awsConfig: ['vpc-sg-open-only-to-authorized-ports'],
    securityHub: ['EC2.18'],
    cdkNag: ['EC2RestrictedInbound'],
    prowler: [
      'ec2_securitygroup_allow_ingress_from_internet_to_any_port',
      'ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
    ],
  },
  check: (resource, { relations }) => {
    const group = owningGroup(resource, relations);
    return publicIngress(resource, (ports) => exposure(ports, group, relations));
  },
});

function exposure(ports: OpenPorts, group: Resource | undefined, relations: Relations): Exposure | undefined {
  const what = ports.text;
  const { from: port } = ports;
  const web = ports.protocol === 'udp' ? [443] : ports.protocol === 'tcp' ? [80, 443] : [];
  if (port !== ports.to || !web.includes(port)) return { what };
  if (group === undefined) return { what, why: 'the security group is not in these templates' };
  const serves = servesEverybody(group, port, relations);
  if (serves === 'yes') return undefined;
  return serves === 'no'
    ? { what }
    : { what, why: 'only deployment knows whether its load balancer faces the internet' };
}
