import { nameOf, type World } from '../world';
import { clientsOf } from './clients';
import { databasesOf, type Database } from './databases';
import { refusedByEntries } from './network-acls';
import type { Groups, Party } from './party';
import { admitsGroup, missing } from './path';
import { mayHold, written, type Ports } from './ports';
import type { Group, Rule } from './security-groups';
import { rulesOfStrangers } from './strangers';

/** Which clients that were granted a database do not reach it, and who does without a grant. */
export function databaseFaults(world: World, groups: Groups): string[] {
  const databases = databasesOf(world);
  const clients = clientsOf(world);
  return databases.flatMap((database) => [
    ...rulesOfStrangers(groups, database.party, []),
    ...deadRules(groups, database, databases),
    ...closedDoors(groups, database),
    ...blockedClients(world, groups, database, clients),
    ...proxyFaults(world, groups, database),
  ]);
}

/** Rules that open a port on which no database of their group listens. */
function deadRules(groups: Groups, { party }: Database, databases: readonly Database[]): string[] {
  return (party.groups ?? []).flatMap((id) => {
    const wearers = databases.filter((one) => one.party.groups?.includes(id) === true);
    const ports = wearers.flatMap((one) => one.ports);
    return (groups.get(id)?.ingress ?? [])
      .filter((rule) => !ports.some((one) => mayHold(rule.ports, one)))
      .map((rule) => `${rule.where} lets ${written(rule.ports)} in, on which ${party.name} does not listen.`);
  });
}

/** Groups that are let out to a database and not let in by it. */
function closedDoors(groups: Groups, { party, ports }: Database): string[] {
  const own = party.groups ?? [];
  return [...groups.values()].flatMap((client) =>
    client.egress
      .filter(
        (rule) => isTowards(rule, own) && !own.includes(client.id) && ports.some((one) => mayHold(rule.ports, one)),
      )
      .filter(() => !own.some((id) => letsIn(groups.get(id), client.id, ports)))
      .map(({ where }) => {
        const [one] = ports;
        const what = one === undefined ? '' : ` on ${written(one)}`;
        return `${client.name} does not reach ${party.name}${what}: ${where} lets it out, and no security group of the database lets it in.`;
      }),
  );
}

function isTowards({ peer }: Rule, own: readonly string[]): boolean {
  return peer.kind === 'group' && own.includes(peer.id);
}

function letsIn(group: Group | undefined, client: string, ports: readonly Ports[]): boolean {
  return group === undefined || ports.some((one) => admitsGroup(group, 'ingress', client, one) !== 'no');
}

/** Clients with a grant that network ACLs stop. */
function blockedClients(world: World, groups: Groups, database: Database, clients: readonly Party[]): string[] {
  const rules = (database.party.groups ?? []).flatMap((id) => groups.get(id)?.ingress ?? []);
  const granted = rules.flatMap(({ peer }) => (peer.kind === 'group' ? [peer.id] : []));
  return clients
    .filter((client) => client.groups?.some((id) => granted.includes(id)) === true)
    .flatMap((client) =>
      database.ports.flatMap((one) =>
        refusedByEntries(world, client, database.party, one).map(
          (half) => `${client.name} does not reach ${database.party.name} on ${written(one)}: ${half}.`,
        ),
      ),
    );
}

/** Databases that a proxy of theirs does not reach. */
function proxyFaults(world: World, groups: Groups, { resource, party, ports }: Database): string[] {
  const targets = world
    .all('AWS::RDS::DBProxyTargetGroup')
    .filter((one) =>
      ['DBInstanceIdentifiers', 'DBClusterIdentifiers']
        .flatMap((property) => one.items(property))
        .some((item) => world.named(item.reference(''), resource.type)?.definition === resource.definition),
    );
  return targets.flatMap((one) => {
    const proxy = databasesOf(world).find(({ resource: store }) => {
      return world.named(one.reference('DBProxyName'), 'AWS::RDS::DBProxy')?.definition === store.definition;
    });
    if (proxy === undefined) return [];
    const open = ports.map((port) => missing(world, groups, { source: proxy.party, target: party }, port));
    // a database may listen on one of several ports: one way is enough
    const [fewest = []] = [...open].sort((left, right) => left.length - right.length);
    return fewest.map((half) => `${proxy.party.name} does not reach ${nameOf(resource)}: ${half}.`);
  });
}
