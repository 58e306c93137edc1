import type { Properties } from '../../template/read/properties';
import { anyOf, isPresent, no, not, type Certainty } from '../../template/read/certainty';
import { mapReading, type Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';

/** What an engine is a kind of, as far as its settings are alike. */
export type EngineFamily = 'postgres' | 'mysql' | 'sqlserver' | 'other';

/** The type of a database that is a cluster. */
export const CLUSTER = 'AWS::RDS::DBCluster';

/** Whether a database takes storage, backups, passwords and logs from the cluster that it is part of. */
export function isMember(database: Resource): Certainty {
  // of a cluster itself it is the name
  return database.type.endsWith('::DBInstance') ? isPresent(database.read('DBClusterIdentifier')) : no;
}

/** Whether a database has settings of its own, and takes none from a cluster. */
export function standsAlone(database: Resource): Certainty {
  return not(isMember(database));
}

/** Whether a database is made from another one or from a snapshot, whose settings it then takes. */
export function isCopy(database: Resource): Certainty {
  return anyOf(SOURCES, (property) => isPresent(database.read(property)));
}

const SOURCES = [
  'DBSnapshotIdentifier',
  'DBClusterSnapshotIdentifier',
  'SnapshotIdentifier',
  'SourceDBInstanceIdentifier',
  'SourceDBClusterIdentifier',
  'SourceDbiResourceId',
  'ReplicationSourceIdentifier',
];

/** The engine of a database, such as `aurora-postgresql`; RDS takes it in any letters. */
export function engineOf(database: Properties): Reading<string> {
  return mapReading(database.text('Engine'), (engine) => engine.toLowerCase());
}

/** What an engine is a kind of. */
export function familyOf(engine: string): EngineFamily {
  if (engine.includes('postgres')) return 'postgres';
  if (/^(aurora|aurora-mysql|mysql|mariadb)$/.test(engine)) return 'mysql';
  return engine.startsWith('sqlserver-') ? 'sqlserver' : 'other';
}
