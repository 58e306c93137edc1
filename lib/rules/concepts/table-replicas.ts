import type { Properties } from '../../template/read/properties';
import type { Resource } from '../../template/read/resource';

/** The places that hold the settings of each copy of a table: the table itself, or the replicas of a global one. */
export function replicasOf(table: Resource): readonly Properties[] {
  return table.type === 'AWS::DynamoDB::GlobalTable' ? table.items('Replicas') : [table];
}
