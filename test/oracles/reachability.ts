import type { TemplateSet } from '../../lib/template/model/template-set';
import { addressesOf, cover, type Addresses } from './network/addresses';
import { balancersOf, type Balancer } from './network/balancers';
import { databaseFaults } from './network/database-faults';
import type { Groups } from './network/party';
import { hold, written } from './network/ports';
import { routesFaults } from './network/route-faults';
import { groupsOf } from './network/security-groups';
import { findInEveryScenario, nameOf } from './world';

/** Who cannot reach what in an assembly, and who can although nobody granted it: a sentence each. */
export function reachabilityFaults(set: TemplateSet): string[] {
  return findInEveryScenario(set, (world) => {
    const groups = groupsOf(world);
    const balancers = balancersOf(world);
    return [
      ...balancers.flatMap((balancer) => entranceFaults(groups, balancer)),
      ...routesFaults(world, groups, balancers),
      ...databaseFaults(world, groups),
    ];
  });
}

/** What keeps clients from the listeners of a load balancer. */
function entranceFaults(groups: Groups, { party, listeners, isDualStack, isInternetFacing }: Balancer): string[] {
  const worn = party.groups?.map((id) => groups.get(id));
  if (worn === undefined || worn.some((group) => group?.isKnown !== true)) return [];
  const rules = worn.flatMap((group) => group?.ingress ?? []);
  return listeners.flatMap(({ resource, ports }) =>
    ports.flatMap((one) => {
      const open = rules.filter((rule) => hold([rule.ports], one) !== 'no');
      if (open.length === 0) {
        return [`Nobody reaches ${nameOf(resource)}: no security group of ${party.name} lets ${written(one)} in.`];
      }
      const ranges = open.flatMap(({ peer }): Addresses[] => (peer.kind === 'addresses' ? [peer.addresses] : []));
      const isPublic = isInternetFacing && cover(ranges, addressesOf('0.0.0.0/0')) === 'yes';
      if (!isPublic || !isDualStack || cover(ranges, addressesOf('::/0')) === 'yes') return [];
      const what = `no security group of ${party.name}, which is dual-stack, lets ${written(one)} in from ::/0`;
      return [`Clients over IPv6 do not reach ${nameOf(resource)}: ${what}.`];
    }),
  );
}
