import { isOpen, prefixListAt, rangeAt, type Source } from '../../template/network/security-group';
import { all, anyOf, at, because, holds, isPresent, maybe, not, type Certainty } from '../../template/read/certainty';
import type { Reference } from '../../template/read/properties';
import { valuesOf, type Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { isPublicSubnet } from '../concepts/public-tier';
import { relatedTo } from '../concepts/related';
import { refused } from '../expect';
import { defineRule } from '../rule';

const GATEWAY = 'GatewayId';

export default defineRule({
  id: 'route-no-open-igw',
  title: 'Only public subnets have a default route to an internet gateway',
  clause: 'P2.3',
  severity: 'warning',
  exposure: true,
  resourceTypes: ['AWS::EC2::Route'],
  rationale:
    'A private subnet with that route is private in name alone: each address in it is one click from the internet.',
  remediation:
    'Route private subnets through a NAT gateway, and tag public ones with `network-tier` public (`SubnetType` in the CDK does it).',
  controls: {
    iso27001: { 'A.8.20': 'crosswalk', 'A.8.21': 'crosswalk', 'A.8.22': 'crosswalk' },
    soc2: { 'CC6.1': 'crosswalk', 'CC6.6': 'crosswalk' },
    hipaa: { '164.312(a)(1)': 'judgement', '164.312(e)(1)': 'peer' },
    pci: { '1.3.1': 'peer', '1.3.2': 'peer', '1.4.2': 'peer', '1.4.4': 'peer' },
  },
  equivalents: { cdkNag: ['VPCNoUnrestrictedRouteToIGW'], guard: ['no_unrestricted_route_to_igw'] },
  appliesTo: (route, { relations }) => all([isPresent(route.read(GATEWAY)), isOpen(destinationsOf(route, relations))]),
  *check(route, { relations }) {
    const subnets = subnetsOf(route, relations);
    const privately = anyOf(subnets, (subnet) =>
      at(
        GATEWAY,
        holds(subnet, (found) => because(not(isPublicSubnet(found)), { reason: found.logicalId })),
      ),
    );
    const unseen = maybe('not all subnets of the route table are in these templates', 'RouteTableId');
    const open = all([isInternetGateway(route.reference(GATEWAY)), subnets.length === 0 ? unseen : privately]);
    const reason = `an internet gateway for ${privately.reason ?? ''}`;
    yield* refused(because(open, { path: GATEWAY, reason }), 'a NAT gateway for a subnet that is not tagged public');
  },
});

function destinationsOf(route: Resource, relations: Relations): readonly Source[] {
  return [
    ...rangeAt(route, 'DestinationCidrBlock', 4),
    ...rangeAt(route, 'DestinationIpv6CidrBlock', 6),
    ...prefixListAt(route, 'DestinationPrefixListId', route, relations),
  ];
}

function isInternetGateway(gateway: Reading<Reference>): Certainty {
  return holds(gateway, ({ target, literal }) => {
    if (target !== undefined) return target.type === 'AWS::EC2::InternetGateway';
    return literal === undefined
      ? maybe('only deployment knows what kind of gateway it is')
      : literal.startsWith('igw-');
  });
}

/** The subnets of the route's table; unknown stands for one that is somewhere else. */
function subnetsOf(route: Resource, relations: Relations): readonly Reading<Resource>[] {
  const tables = valuesOf([relatedTo(route, 'RouteTableId', 'AWS::EC2::RouteTable', relations)]);
  return tables
    .flatMap((table) => relations.pointingAt(table, 'AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId'))
    .map((association) => relatedTo(association, 'SubnetId', 'AWS::EC2::Subnet', relations));
}
