import { openAlone, openedTogether, TOGETHER } from '../../template/network/security-group';
import { includesPort, type Point } from '../../template/network/traffic';
import { all, because, certain, type Certainty } from '../../template/read/certainty';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { refused } from '../expect';
import type { Problem } from '../rule';

/** A port that nobody from the internet may reach, and what it is called. */
export interface NamedPort extends Point {
  readonly name: string;
}

/** Beyond that many, a message only counts them. */
const MOST_NAMED = 3;

/** Yields a problem for each way in which a security group, or a rule of its own, opens one of some ports to the internet. */
export function* exposedPorts(
  resource: Resource,
  relations: Relations,
  ports: readonly NamedPort[],
): Generator<Problem> {
  for (const { path, text, traffic, answer } of openAlone(resource, relations)) {
    yield* narrowed(
      'source',
      ports.map((port) => {
        const open = 'kind' in traffic ? traffic : certain(includesPort(traffic, port.protocol, port.port));
        return [port.name, because(all([answer, open]), { path, reason: text })];
      }),
    );
  }
  if (resource.type !== 'AWS::EC2::SecurityGroup') return;
  const together = openedTogether(resource, relations, ports);
  yield* narrowed(
    'source',
    together.map(([{ name }, answer]) => [name, because(answer, { path: '', reason: TOGETHER })]),
  );
}

/** Yields one problem for all the ports that are open in the same way. */
export function* narrowed(
  what: 'source' | 'range',
  ports: readonly (readonly [name: string, answer: Certainty])[],
): Generator<Problem> {
  const alike = new Map<string, { readonly answer: Certainty; readonly names: Set<string> }>();
  for (const [name, answer] of ports) {
    // what is not open is no problem, and most ports are not
    if (answer.kind === 'no') continue;
    const key = `${answer.kind} ${answer.path ?? ''} ${answer.reason ?? ''}`;
    const known = alike.get(key) ?? { answer, names: new Set() };
    known.names.add(name);
    alike.set(key, known);
  }
  for (const { answer, names } of alike.values()) {
    const listed = names.size > MOST_NAMED ? `${names.size} high-risk ports` : [...names].join(' and ');
    yield* refused(answer, `a narrower ${what} for ${listed}`);
  }
}
