import { Stack } from 'aws-cdk-lib';
import {
  DatabaseCluster,
  DatabaseInstance,
  type DatabaseClusterProps,
  type DatabaseInstanceProps,
} from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { auditOptionGroup } from '../constructs/databases/audit-option-group';
import { CategoryKeys } from '../constructs/keys/category-keys';
import { hardenDatabaseCluster } from '../hardening/database-cluster';
import { hardenDatabaseInstance } from '../hardening/database-instance';
import { logsOf } from '../hardening/databases/database-logs';
import { flawOfEngine } from '../hardening/databases/engine-traits';
import { setting, type DefaultsContext } from './default-setting';

/** The secure defaults of databases. */
export const DATABASE_SETTINGS = [
  setting(DatabaseInstance, (props: DatabaseInstanceProps, context) =>
    instanceProps(props, context, () =>
      hardenDatabaseInstance(open(props, context), context.limits, context.category, regionOf(context)),
    ),
  ),
  setting(DatabaseCluster, (props: DatabaseClusterProps, context) =>
    databaseProps(props, context, () =>
      hardenDatabaseCluster(open(props, context), context.limits, context.category, regionOf(context)),
    ),
  ),
];

function regionOf({ scope }: DefaultsContext): string {
  return Stack.of(scope).region;
}

/** An instance needs an option group as well, or its audit log stays empty. */
function instanceProps(
  props: DatabaseInstanceProps,
  context: DefaultsContext,
  harden: () => DatabaseInstanceProps,
): DatabaseInstanceProps {
  const hardened = databaseProps(props, context, harden);
  const { scope, id, deployed } = context;
  if (hardened === props || hardened.optionGroup !== undefined || !Construct.isConstruct(scope)) return hardened;
  const { option } = logsOf(props.engine);
  if (!deployed) return { ...hardened, optionGroup: auditOptionGroup(scope, `${id}OptionGroup`, props.engine) };
  if (option !== undefined) {
    context.leaveAlone('optionGroup', `to add ${option.name} may interrupt a running database: add it in a quiet hour`);
  }
  return hardened;
}

const ENGINES = /^(postgres|mysql|mariadb|aurora-postgresql|aurora-mysql|sqlserver-.*)$/;

function databaseProps<P extends DatabaseInstanceProps | DatabaseClusterProps>(
  props: P,
  context: DefaultsContext,
  harden: () => P,
): P {
  const { scope, category, deployed } = context;
  const { engineType } = props.engine;
  if (!ENGINES.test(engineType)) {
    context.leaveAlone('engine', `there are no secure defaults for ${engineType}`);
    return props;
  }
  const flaw = flawOfEngine(props.engine, regionOf(context));
  if (flaw !== undefined) {
    context.leaveAlone('engine', `it ${flaw.problem}, since ${flaw.why}`);
    return props;
  }
  if (props.parameterGroup !== undefined) {
    context.leaveAlone('parameterGroup', "its TLS settings cannot be seen: put its values into 'parameters'");
    return props;
  }
  const hardened = harden();
  if (deployed) {
    if (props.storageEncrypted !== true && props.storageEncryptionKey === undefined) {
      context.leaveAlone('storageEncrypted', 'to encrypt a database replaces it: restore a snapshot instead');
    }
    const { storageEncrypted, storageEncryptionKey } = props;
    return { ...hardened, storageEncrypted, storageEncryptionKey };
  }
  const key = hardened.storageEncrypted === true ? CategoryKeys.of(scope).keyFor(category).key : undefined;
  return { ...hardened, storageEncryptionKey: props.storageEncryptionKey ?? key };
}

/** The props without what is left alone, so that it is not refused either. */
function open<P extends { readonly storageEncrypted?: boolean }>(props: P, { deployed }: DefaultsContext): P {
  return deployed ? { ...props, storageEncrypted: undefined } : props;
}
