import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { fail, undetermined } from '../expect';
import { defineRule, type Problem } from '../rule';
import { everybodyIn } from '../concepts/public-source';
import { isPublicSubnet } from '../concepts/public-tier';

const GATEWAY = 'GatewayId';
const DESTINATIONS: readonly string[] = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock'];

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
  appliesTo: (route) => route.read(GATEWAY).kind !== 'absent' && everybodyIn(route, DESTINATIONS).length > 0,
  *check(route, { relations }) {
    const gateway = route.reference(GATEWAY);
    const type = gateway.kind === 'value' ? gateway.value.target?.type : undefined;
    const id = gateway.kind === 'value' ? gateway.value.literal : undefined;
    if (type === 'AWS::EC2::InternetGateway' || id?.startsWith('igw-') === true) {
      yield* onlyFromPublicSubnets(route, relations);
    } else if (type === undefined && id === undefined) {
      yield undetermined({ path: GATEWAY, why: 'only deployment knows what kind of gateway it is' });
    }
  },
});

function* onlyFromPublicSubnets(route: Resource, relations: Relations): Generator<Problem> {
  const destinations = everybodyIn(route, DESTINATIONS);
  const [unknown] = destinations.filter((destination) => destination.kind === 'unknown');
  const subnets = subnetsOf(route, relations);
  const open = subnets.find((subnet) => subnet !== undefined && !isPublicSubnet(subnet));
  if (open !== undefined && unknown !== undefined) {
    yield undetermined(unknown);
  } else if (open !== undefined) {
    yield fail(
      GATEWAY,
      'a NAT gateway for a subnet that is not tagged public',
      `an internet gateway for ${open.logicalId}`,
    );
  } else if (subnets.length === 0 || subnets.includes(undefined)) {
    yield undetermined({ path: 'RouteTableId', why: 'not all subnets of the route table are in these templates' });
  }
}

/** The subnets of the route's table; undefined stands for one that is somewhere else. */
function subnetsOf(route: Resource, relations: Relations): readonly (Resource | undefined)[] {
  const table = route.reference('RouteTableId');
  const definition = table.kind === 'value' ? relations.target(table.value, 'AWS::EC2::RouteTable') : undefined;
  if (definition === undefined) return [];
  return relations
    .pointingAt(route.sibling(definition), 'AWS::EC2::SubnetRouteTableAssociation', 'RouteTableId')
    .map((association) => {
      const subnet = association.reference('SubnetId');
      const found = subnet.kind === 'value' ? relations.target(subnet.value, 'AWS::EC2::Subnet') : undefined;
      return found === undefined ? undefined : route.sibling(found);
    });
}
