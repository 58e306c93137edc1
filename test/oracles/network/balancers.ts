import type { Properties } from '../../../lib/template/read/properties';
import type { Resource } from '../../../lib/template/read/resource';
import { keyOf, valueOf, type World } from '../world';
import type { Addresses } from './addresses';
import { addressesOf } from './addresses';
import { partyAt, type Groups, type Party } from './party';
import { port, type Ports } from './ports';

/** A listener of a load balancer. */
export interface Listener {
  readonly resource: Resource;
  readonly ports: readonly Ports[];
  /** The target groups that it sends requests to, those of its rules included. */
  readonly targetGroups: readonly Resource[];
}

/** A load balancer with its listeners. */
export interface Balancer {
  readonly resource: Resource;
  readonly isNetwork: boolean;
  readonly isInternetFacing: boolean;
  readonly isDualStack: boolean;
  readonly party: Party;
  readonly listeners: readonly Listener[];
}

const UDP: ReadonlySet<string> = new Set(['UDP', 'QUIC']);
const BOTH: ReadonlySet<string> = new Set(['TCP_UDP', 'TCP_QUIC']);

/** The application and network load balancers of an assembly. */
export function balancersOf(world: World): Balancer[] {
  return world.all('AWS::ElasticLoadBalancingV2::LoadBalancer').flatMap((resource) => {
    const type = valueOf(resource.text('Type')) ?? 'application';
    if (type !== 'application' && type !== 'network') return [];
    const isNetwork = type === 'network';
    return [
      {
        resource,
        isNetwork,
        isInternetFacing: (valueOf(resource.text('Scheme')) ?? 'internet-facing') === 'internet-facing',
        isDualStack: (valueOf(resource.text('IpAddressType')) ?? '').startsWith('dualstack'),
        party: partyOfBalancer(world, resource, isNetwork),
        listeners: listenersOf(world, resource),
      },
    ];
  });
}

/** The transport of a protocol of Elastic Load Balancing on a port. */
export function transports(protocol: string | undefined, number: number): Ports[] {
  if (BOTH.has(protocol ?? '')) return [port('tcp', number), port('udp', number)];
  return [port(UDP.has(protocol ?? '') ? 'udp' : 'tcp', number)];
}

/** Whom the targets of a network load balancer see: its clients where it keeps their addresses, else itself. */
export function seenByTargets({ party, isNetwork, ...balancer }: Balancer, group: Resource, groups: Groups): Party {
  if (!isNetwork || !keepsClients(group)) return party;
  if (party.groups === undefined) {
    return { ...party, addresses: balancer.isInternetFacing ? [addressesOf('0.0.0.0/0')] : undefined };
  }
  const peers = party.groups.flatMap((id) => groups.get(id)?.ingress ?? []).map(({ peer }) => peer);
  const ranges = peers.flatMap((peer): Addresses[] => (peer.kind === 'addresses' ? [peer.addresses] : []));
  const areAllRanges = ranges.length === peers.length && ranges.length > 0;
  return { ...party, addresses: areAllRanges ? ranges.filter(({ family }) => family === 4) : undefined };
}

function keepsClients(group: Resource): boolean {
  const type = valueOf(group.text('TargetType')) ?? 'instance';
  const protocol = valueOf(group.text('Protocol')) ?? '';
  if (type === 'alb' || UDP.has(protocol) || BOTH.has(protocol)) return true;
  const stated = group
    .items('TargetGroupAttributes')
    .find((item) => valueOf(item.text('Key')) === 'preserve_client_ip.enabled');
  const value = stated === undefined ? undefined : valueOf(stated.boolean('Value'));
  return value ?? type === 'instance';
}

function partyOfBalancer(world: World, resource: Resource, isNetwork: boolean): Party {
  const mappings = resource.items('SubnetMappings');
  const listed = resource.items('Subnets').length > 0 || mappings.length === 0;
  const subnets = { place: resource, property: 'Subnets' };
  const party = partyAt(
    world,
    resource,
    [{ place: resource, property: 'SecurityGroups' }],
    listed ? subnets : undefined,
  );
  // a network load balancer without groups filters nothing
  return isNetwork && resource.items('SecurityGroups').length === 0 ? { ...party, groups: undefined } : party;
}

function listenersOf(world: World, balancer: Resource): Listener[] {
  return world.all('AWS::ElasticLoadBalancingV2::Listener').flatMap((resource) => {
    const owner = world.named(resource.reference('LoadBalancerArn'), 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    if (owner?.definition !== balancer.definition) return [];
    const rules = world
      .all('AWS::ElasticLoadBalancingV2::ListenerRule')
      .filter((rule) => keyAt(rule, 'ListenerArn') === resource.definition.expression());
    const number = valueOf(resource.number('Port'));
    const actions = [...resource.items('DefaultActions'), ...rules.flatMap((rule) => rule.items('Actions'))];
    return [
      {
        resource,
        ports: number === undefined ? [] : transports(valueOf(resource.text('Protocol')), number),
        targetGroups: [...new Set(actions.flatMap((action) => forwardsTo(world, action)))],
      },
    ];
  });
}

function forwardsTo(world: World, action: Properties): Resource[] {
  const places = [action, ...action.items('ForwardConfig.TargetGroups')];
  const found = places.flatMap(
    (place) => world.named(place.reference('TargetGroupArn'), 'AWS::ElasticLoadBalancingV2::TargetGroup') ?? [],
  );
  return found;
}

function keyAt(place: Properties, property: string): string | undefined {
  const reference = valueOf(place.reference(property));
  return reference === undefined ? undefined : keyOf(reference);
}
