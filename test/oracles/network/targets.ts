import type { Properties } from '../../../lib/template/read/properties';
import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { transports } from './balancers';
import { addressesOf } from './addresses';
import { instancesParty, partyAt, type Party } from './party';
import { port, type Ports } from './ports';

/** Something that a target group sends requests to. */
export interface Target {
  readonly party: Party;
  /** The ports of its requests, and those of its health check. */
  readonly traffic: readonly Ports[];
  readonly health: readonly Ports[];
  /** The function or the load balancer that it is, where it is one. */
  readonly lambda?: Resource;
  readonly balancer?: Resource;
}

/** Where Docker puts containers that name no port of their host. */
const DYNAMIC = { from: 32768, to: 65535 } as const;
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** The targets of a target group that the templates show. */
export function targetsOf(world: World, group: Resource): Target[] {
  const isThis = (place: Properties, property: string): boolean =>
    world.named(place.reference(property), TARGET_GROUP)?.definition === group.definition;
  const services = world.all('AWS::ECS::Service').flatMap((service) =>
    service
      .items('LoadBalancers')
      .filter((one) => isThis(one, 'TargetGroupArn') || isThis(one, 'AdvancedConfiguration.AlternateTargetGroupArn'))
      .flatMap((one) => serviceTarget(world, group, service, one)),
  );
  const scaling = world
    .all('AWS::AutoScaling::AutoScalingGroup')
    .filter((one) => one.items('TargetGroupARNs').some((item) => isThis(item, '')))
    .map((one) => target(group, instancesParty(world, one, 'VPCZoneIdentifier')));
  return [...registered(world, group), ...services, ...scaling];
}

function target(group: Resource, party: Party, traffic?: readonly Ports[]): Target {
  const protocol = valueOf(group.text('Protocol'));
  const number = valueOf(group.number('Port'));
  const own = traffic ?? (number === undefined ? [] : transports(protocol, number));
  const checked = valueOf(group.number('HealthCheckPort'));
  const first = own[0];
  // health checks are made over TCP, whatever the protocol of the requests
  const health =
    checked !== undefined ? [port('tcp', checked)] : first === undefined ? [] : [{ ...first, protocol: 'tcp' }];
  return { party, traffic: own, health };
}

function registered(world: World, group: Resource): Target[] {
  const type = valueOf(group.text('TargetType')) ?? 'instance';
  return group.items('Targets').flatMap((item): Target[] => {
    const id = item.reference('Id');
    const stated = valueOf(item.number('Port'));
    const traffic = stated === undefined ? undefined : transports(valueOf(group.text('Protocol')), stated);
    if (type === 'lambda') {
      const lambda = world.named(id, 'AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version');
      return lambda === undefined
        ? []
        : [{ party: { name: nameOf(lambda), subnets: [] }, traffic: [], health: [], lambda }];
    }
    if (type === 'ip') {
      const text = valueOf(id)?.literal;
      const addresses = text === undefined ? undefined : [addressesOf(text)];
      return [
        target(group, { name: `the address ${text ?? valueOf(id)?.text ?? ''}`, subnets: [], addresses }, traffic),
      ];
    }
    if (type === 'alb') {
      const balancer = world.named(id, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
      if (balancer === undefined) return [];
      const lists = [{ place: balancer, property: 'SecurityGroups' }];
      const party = partyAt(world, balancer, lists, { place: balancer, property: 'Subnets' });
      return [{ ...target(group, party, traffic), balancer }];
    }
    const instance = world.named(id, 'AWS::EC2::Instance');
    return instance === undefined ? [] : [target(group, instancesParty(world, instance, 'SubnetId'), traffic)];
  });
}

function serviceTarget(world: World, group: Resource, service: Resource, entry: Properties): Target[] {
  const task = world.named(service.reference('TaskDefinition'), 'AWS::ECS::TaskDefinition');
  const number = valueOf(entry.number('ContainerPort'));
  if (number === undefined) return [];
  const protocol = valueOf(group.text('Protocol'));
  const network = valueOf(service.object('NetworkConfiguration.AwsvpcConfiguration'));
  if (network !== undefined) {
    const lists = [{ place: network, property: 'SecurityGroups' }];
    const party = partyAt(world, service, lists, { place: network, property: 'Subnets' });
    return [target(group, party, transports(protocol, number))];
  }
  const host = task === undefined ? undefined : hostPort(task, valueOf(entry.text('ContainerName')), number);
  const traffic = transports(protocol, host ?? 0).map((one) =>
    host === 0 || host === undefined ? { ...one, ...DYNAMIC } : one,
  );
  return instancesOfCluster(world, service).map((party) =>
    target(group, { ...party, name: `${nameOf(service)} on ${party.name}` }, traffic),
  );
}

function hostPort(task: Resource, container: string | undefined, number: number): number | undefined {
  const mappings = task
    .items('ContainerDefinitions')
    .filter((one) => valueOf(one.text('Name')) === container)
    .flatMap((one) => one.items('PortMappings'));
  const mapping = mappings.find((one) => valueOf(one.number('ContainerPort')) === number);
  if (valueOf(task.text('NetworkMode')) === 'host') return number;
  return mapping === undefined ? undefined : valueOf(mapping.number('HostPort'));
}

/** The Auto Scaling groups that a cluster starts its containers on, through its capacity providers. */
function instancesOfCluster(world: World, service: Resource): Party[] {
  const cluster = world.named(service.reference('Cluster'), 'AWS::ECS::Cluster');
  const associations = world
    .all('AWS::ECS::ClusterCapacityProviderAssociations')
    .filter((one) => world.named(one.reference('Cluster'), 'AWS::ECS::Cluster')?.definition === cluster?.definition);
  const providers = [...associations, ...(cluster === undefined ? [] : [cluster])]
    .flatMap((one) => one.items('CapacityProviders'))
    .flatMap((one) => world.named(one.reference(''), 'AWS::ECS::CapacityProvider') ?? []);
  return providers
    .map((one) => one.reference('AutoScalingGroupProvider.AutoScalingGroupArn'))
    .flatMap((arn) => world.named(arn, 'AWS::AutoScaling::AutoScalingGroup') ?? [])
    .map((one) => instancesParty(world, one, 'VPCZoneIdentifier'));
}
