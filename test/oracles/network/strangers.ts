import type { Groups, Party } from './party';
import { admitsGroup } from './path';
import { written } from './ports';
import type { Rule } from './security-groups';

/**
 * Rules that let somebody in whom nobody granted it: addresses, and groups that are not let out on their side.
 *
 * @param expected the parties that the owner is there for; one without security groups can be let in by address only
 */
export function rulesOfStrangers(groups: Groups, owner: Party, expected: readonly Party[]): string[] {
  const own = owner.groups ?? [];
  const byAddress = expected.some((party) => party.groups === undefined);
  const expectedGroups = expected.flatMap((party) => party.groups ?? []);
  return own.flatMap((id) =>
    (groups.get(id)?.ingress ?? []).flatMap((rule): string[] => {
      const { peer, ports, where } = rule;
      if (peer.kind === 'addresses') {
        if (byAddress) return [];
        const { text } = peer.addresses;
        return [
          `${text} reaches ${owner.name} on ${written(ports)}, which no grant names: a rule of ${where} opens it.`,
        ];
      }
      if (peer.kind === 'unknown' || own.includes(peer.id) || expectedGroups.includes(peer.id)) return [];
      return isAnswered(groups, id, peer.id, rule) ? [] : [unanswered(groups, owner, peer.id, rule)];
    }),
  );
}

function isAnswered(groups: Groups, owner: string, peer: string, { ports }: Rule): boolean {
  const group = groups.get(peer);
  return group === undefined || admitsGroup(group, 'egress', owner, ports) !== 'no';
}

function unanswered(groups: Groups, owner: Party, peer: string, { ports, where }: Rule): string {
  const name = groups.get(peer)?.name ?? peer;
  return `${name} does not reach ${owner.name} on ${written(ports)}: ${where} lets it in, and no rule of its own lets it out.`;
}
