import type { Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { CLUSTER } from './database';

/** A parameter group of a database, or what keeps one from reading it; absent when the engine's own applies. */
export function parameterGroupOf(database: Resource, relations: Relations): Reading<Resource> {
  const cluster = database.type === CLUSTER;
  const named = database.reference(cluster ? 'DBClusterParameterGroupName' : 'DBParameterGroupName');
  if (named.kind !== 'value') return named;
  if (named.value.literal?.startsWith('default.') === true) return { kind: 'absent', path: named.path };
  const type = cluster ? 'AWS::RDS::DBClusterParameterGroup' : 'AWS::RDS::DBParameterGroup';
  const definition = relations.target(named.value, type);
  return definition === undefined
    ? { kind: 'unknown', path: named.path, why: 'the parameter group is not in these templates' }
    : { kind: 'value', path: named.path, value: database.sibling(definition) };
}

/** A parameter of the group of a database; absent when neither the group nor anything else sets it. */
export function parameterOf(database: Resource, relations: Relations, name: string): Reading<string> {
  const group = parameterGroupOf(database, relations);
  if (group.kind !== 'value') return group;
  const parameters = group.value.object('Parameters');
  if (parameters.kind === 'unknown') return { ...parameters, path: group.path };
  const parameter = parameters.kind === 'value' ? parameters.value.entry(name).text('') : parameters;
  return { ...parameter, path: group.path };
}
