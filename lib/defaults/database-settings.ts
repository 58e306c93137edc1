import { Stack, Token } from 'aws-cdk-lib';
import { TableEncryptionV2, TableV2, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CategoryKeys } from '../constructs/keys/category-keys';
import { hardenTable } from '../hardening/table';
import { setting, type DefaultsContext } from './default-setting';

/** The secure defaults of tables. */
export const DATABASE_SETTINGS = [setting(TableV2, tableProps)];

function tableProps(props: TablePropsV2, context: DefaultsContext): TablePropsV2 {
  const { scope, limits, category } = context;
  const hardened = hardenTable(props, limits, category);
  if (hardened.encryption !== undefined) return hardened;
  if (Token.isUnresolved(Stack.of(scope).region) || (props.replicas ?? []).length > 0) {
    context.leaveAlone(
      'encryption',
      'a key for each Region is needed: state the Region of the stack, and use SecureTable',
    );
    return hardened;
  }
  const { key } = CategoryKeys.of(scope).keyFor(category);
  return { ...hardened, encryption: TableEncryptionV2.customerManagedKey(key) };
}
