import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { balancersOf, seenByTargets, type Balancer } from './balancers';
import { rulesOfStrangers } from './strangers';
import type { Groups, Party } from './party';
import { missing } from './path';
import { hold, written, type Ports } from './ports';
import { targetsOf, type Target } from './targets';

const INVOKE = /^(\*|lambda:(\*|Invoke\*|InvokeFunction))$/i;

/** What keeps load balancers from their targets, and who reaches the targets past them. */
export function routesFaults(world: World, groups: Groups, balancers: readonly Balancer[]): string[] {
  const routes = balancers.flatMap((balancer) =>
    targetGroupsOf(balancer).flatMap((group) => targetsOf(world, group).map((target) => ({ balancer, group, target }))),
  );
  return [
    ...routes.flatMap(({ balancer, group, target }) => routeFaults(world, groups, balancer, group, target)),
    ...routes
      // a load balancer behind another one has clients of its own
      .filter(({ target }) => target.balancer === undefined)
      .flatMap(({ target }) => {
        const before = routes.filter((route) => route.target.party.name === target.party.name);
        const parties = before.map(({ balancer }) => balancer.party);
        return rulesOfStrangers(groups, target.party, parties);
      }),
  ];
}

function routeFaults(world: World, groups: Groups, balancer: Balancer, group: Resource, target: Target): string[] {
  if (target.lambda !== undefined) return invocationFaults(world, balancer, target.lambda);
  const source = balancer.party;
  const seen = seenByTargets(balancer, group, groups);
  const fault = (ports: Ports, what: string, halves: readonly string[]): string[] =>
    halves.map(
      (half) => `${source.name} does not reach ${target.party.name} on ${written(ports)} for ${what}: ${half}.`,
    );
  const ends = { source, target: target.party };
  return [
    ...target.traffic.flatMap((ports) => fault(ports, 'requests', missing(world, groups, { ...ends, seen }, ports))),
    ...target.health.flatMap((ports) => fault(ports, 'health checks', missing(world, groups, ends, ports))),
    ...(target.balancer === undefined ? [] : listenerFaults(world, source, target, target.balancer)),
  ];
}

function listenerFaults(world: World, source: Party, target: Target, behind: Resource): string[] {
  const listeners =
    balancersOf(world).find(({ resource }) => resource.definition === behind.definition)?.listeners ?? [];
  const open = listeners.flatMap(({ ports }) => ports);
  return target.traffic
    .filter((ports) => hold(open, ports) === 'no')
    .map((ports) => `${source.name} does not reach ${nameOf(behind)}: it has no listener on ${written(ports)}.`);
}

function invocationFaults(world: World, { party }: Balancer, lambda: Resource): string[] {
  const isAllowed = world.all('AWS::Lambda::Permission').some((permission) => {
    const principal = valueOf(permission.text('Principal'));
    const named = world.named(permission.reference('FunctionName'), lambda.type);
    return (
      named?.definition === lambda.definition &&
      principal === 'elasticloadbalancing.amazonaws.com' &&
      INVOKE.test(valueOf(permission.text('Action')) ?? '')
    );
  });
  if (isAllowed) return [];
  const what = 'no permission lets elasticloadbalancing.amazonaws.com invoke it';
  return [`${party.name} does not reach ${nameOf(lambda)}: ${what}.`];
}

function targetGroupsOf({ listeners }: Balancer): Resource[] {
  const byDefinition = new Map(
    listeners.flatMap(({ targetGroups }) => targetGroups).map((group) => [group.definition, group]),
  );
  return [...byDefinition.values()];
}
