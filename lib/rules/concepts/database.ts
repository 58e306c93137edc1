import type { Properties } from '../../template/read/properties';
import { mapReading, type Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';

/** What an engine is a kind of, as far as its settings are alike. */
export type EngineFamily = 'postgres' | 'mysql' | 'sqlserver' | 'other';

/** The type of a database that is a cluster. */
export const CLUSTER = 'AWS::RDS::DBCluster';

/** Whether a database takes storage, backups, passwords and logs from the cluster that it is part of. */
export function isMember(database: Resource): boolean {
  return database.read('DBClusterIdentifier').kind !== 'absent';
}

/** Whether a database is made from another one or from a snapshot, whose settings it then takes. */
export function isCopy(database: Resource): boolean {
  return SOURCES.some((property) => database.read(property).kind !== 'absent');
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
