import { cover, type Addresses, type Certainty } from './addresses';
import { refusedByEntries } from './network-acls';
import type { Groups, Party } from './party';
import { hold, mayHold, written, type Ports } from './ports';
import type { Group, Rule } from './security-groups';
import type { World } from '../world';

/**
 * What is missing for one party to reach another on a port: each missing half in words, nothing when it is reached.
 *
 * @param seen whom the target sees, where that is not the source itself
 */
export function missing(
  world: World,
  groups: Groups,
  { source, target, seen = source }: { readonly source: Party; readonly target: Party; readonly seen?: Party },
  ports: Ports,
): string[] {
  const halves = [
    opens(groups, source, target, 'egress', ports) === 'no'
      ? `no security group of ${source.name} lets ${written(ports)} out to it`
      : undefined,
    opens(groups, target, seen, 'ingress', ports) === 'no'
      ? `no security group of ${target.name} lets ${written(ports)} in from it`
      : undefined,
    ...refusedByEntries(world, source, target, ports),
  ];
  return halves.filter((half) => half !== undefined);
}

/** Whether the groups of one party open a port towards another. */
function opens(groups: Groups, owner: Party, other: Party, side: 'ingress' | 'egress', ports: Ports): Certainty {
  if (owner.groups === undefined) return 'maybe';
  const worn = owner.groups.map((id) => groups.get(id));
  if (worn.some((group) => group?.isKnown !== true)) return 'maybe';
  const rules = worn.flatMap((group) => group?.[side] ?? []);
  return admit(rules, other, ports);
}

/** Whether rules let a party through on a port. */
export function admit(rules: readonly Rule[], party: Party, ports: Ports): Certainty {
  const byGroup = rules.filter(({ peer }) => peer.kind === 'group' && party.groups?.includes(peer.id) === true);
  const answers: Certainty[] = [
    hold(
      byGroup.map((rule) => rule.ports),
      ports,
    ),
  ];
  const others = rules.filter((rule) => mayHold(rule.ports, ports) && !byGroup.includes(rule));
  // a prefix list may be anybody, and so may a group when it is not known which groups the party wears
  const strangers = others.filter(
    ({ peer }) => peer.kind === 'unknown' || (peer.kind === 'group' && party.groups === undefined),
  );
  if (strangers.length > 0) answers.push('maybe');
  const open = others.filter((rule) => hold([rule.ports], ports) !== 'no');
  const ranges = open.flatMap(({ peer }): Addresses[] => (peer.kind === 'addresses' ? [peer.addresses] : []));
  if (party.addresses === undefined) {
    if (ranges.length > 0) answers.push('maybe');
  } else if (party.addresses.length > 0) {
    const each = party.addresses.map((addresses) => cover(ranges, addresses));
    answers.push(each.includes('no') ? 'no' : each.includes('maybe') ? 'maybe' : 'yes');
  }
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

/** Whether the rules of one group let through another group on a port, by name or by addresses that may be its. */
export function admitsGroup(group: Group, side: 'ingress' | 'egress', other: string, ports: Ports): Certainty {
  if (!group.isKnown) return 'maybe';
  return admit(group[side], { name: other, groups: [other], subnets: [] }, ports);
}
