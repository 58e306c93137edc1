import { Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, TableV2, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import { TABLE } from '../../hardening/databases/table';
import { OTHERS_NEED_THE_KEY, REPLICAS_NEED_KEYS } from '../../hardening/databases/table-encryption';
import { plainClass } from '../../hardening/plain-class';
import { allowedBy, letsOtherAccountsIn } from '../../hardening/policy-document';
import { letCallersThrough } from '../let-callers-through';

/** A plain table: it keeps its key unless somebody turns out to use it who has none. */
export default plainClass<TablePropsV2>({
  classId: 'aws-cdk-lib.aws-dynamodb.TableV2',
  table: TABLE,
  complete: (table, at) => {
    if (!(table instanceof TableV2) || at.props.encryption !== undefined || table.encryptionKey === undefined) return;
    const resource = table.node.defaultChild;
    if (!(resource instanceof CfnGlobalTable)) return;
    const copies = copiesOf(resource);
    const harm = copies.length > 1 ? REPLICAS_NEED_KEYS : isShared(table) ? OTHERS_NEED_THE_KEY : undefined;
    if (harm === undefined) {
      if (at.deployed)
        at.note('encryption', 'is set for what is deployed: the table moves to a key of this app, in place');
      // DynamoDB works on a table in the background by a grant that whoever uses the key creates
      letCallersThrough(table.encryptionKey, 'dynamodb', 'kms:CreateGrant');
      return;
    }
    at.note('encryption', `is left as it is: ${harm}`);
    resource.sseSpecification = undefined;
    copies.forEach((_, index) => {
      resource.addPropertyDeletionOverride(`Replicas.${index}.SSESpecification`);
    });
  },
});

function copiesOf(resource: CfnGlobalTable): readonly unknown[] {
  const copies: unknown = Stack.of(resource).resolve(resource.replicas);
  return Array.isArray(copies) ? copies : [];
}

function isShared(table: TableV2): boolean {
  const { resourcePolicy } = table;
  return (
    resourcePolicy !== undefined &&
    allowedBy(resourcePolicy, table).some((statement) => letsOtherAccountsIn(statement, table))
  );
}
