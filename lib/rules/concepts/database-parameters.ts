import { chainReading, type Reading } from '../../template/read/reading';
import type { Relations } from '../../template/read/relations';
import type { Resource } from '../../template/read/resource';
import { CLUSTER } from './database';
import { relatedTo } from './related';

/** A parameter of the group of a database; absent when neither the group nor anything else sets it. */
export function parameterOf(database: Resource, relations: Relations, name: string): Reading<string> {
  const group = parameterGroupOf(database, relations);
  return chainReading(group, (known, path) => ({
    ...chainReading(known.object('Parameters'), (parameters) => parameters.entry(name).text('')),
    path,
  }));
}

/** A parameter group of a database, or what keeps one from reading it; absent when the engine's own applies. */
function parameterGroupOf(database: Resource, relations: Relations): Reading<Resource> {
  const [property, type] =
    database.type === CLUSTER
      ? ['DBClusterParameterGroupName', 'AWS::RDS::DBClusterParameterGroup']
      : ['DBParameterGroupName', 'AWS::RDS::DBParameterGroup'];
  return chainReading(database.reference(property), ({ literal }, path) =>
    literal?.startsWith('default.') === true
      ? { kind: 'absent', path }
      : relatedTo(database, property, type, relations),
  );
}
