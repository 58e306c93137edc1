import { Stack, Token } from 'aws-cdk-lib';
import { Alias, CfnKey, type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { todayAt } from '../policy/calendar';
import { PolicyExceptions } from '../policy/policy-exceptions';

/** Why a key has to be one's own, and has to rotate. */
export const KEY_REASON = 'a key that others manage or that stays as it is cannot be withdrawn or renewed';

const MANAGED_BY_AWS = /(^|[":/])alias\/aws\//;

/** The days after which KMS rotates a key that states no period. */
const PERIOD_BY_DEFAULT = 365;

/**
 * What is wrong with a key that is to encrypt data: AWS manages it, or it does not rotate in time.
 *
 * Of a key that was made elsewhere only the name can be seen; a key whose own exceptions let it rotate later is taken.
 */
export function flawOfKey(key: IKeyRef | undefined, rotationDays: number): string | undefined {
  if (key === undefined) return undefined;
  if (isManagedByAws(key)) return 'may not be a key that AWS manages';
  if (key instanceof Alias) return flawOfKey(key.aliasTargetKey, rotationDays);
  const [own, ...others] = key.node.findAll().filter((child) => CfnKey.isCfnKey(child));
  return own === undefined || others.length > 0 ? undefined : flawOfRotation(own, rotationDays);
}

function isManagedByAws(key: IKeyRef): boolean {
  // the key of an alias from elsewhere is made of the name of the alias
  const { keyArn, keyId } = key.keyRef;
  return [keyArn, keyId].some((name) => namesKeyOfAws(JSON.stringify(Stack.of(key).resolve(name))));
}

/** Whether a text names a key that AWS manages, which only its alias tells. */
export function namesKeyOfAws(text: string): boolean {
  return MANAGED_BY_AWS.test(text);
}

function flawOfRotation(key: CfnKey, rotationDays: number): string | undefined {
  const { enableKeyRotation, rotationPeriodInDays = PERIOD_BY_DEFAULT } = key;
  if (enableKeyRotation !== true) {
    const excepted = Token.isUnresolved(enableKeyRotation) || isExcepted(key, 'kms-key-rotation-enabled');
    return excepted ? undefined : `must be a key that rotates every ${rotationDays} days, got one that never rotates`;
  }
  if (Token.isUnresolved(rotationPeriodInDays) || rotationPeriodInDays <= rotationDays) return undefined;
  if (isExcepted(key, 'kms-key-rotation-period')) return undefined;
  return `must be a key that rotates every ${rotationDays} days, got one that rotates every ${rotationPeriodInDays}`;
}

function isExcepted(key: CfnKey, rule: 'kms-key-rotation-enabled' | 'kms-key-rotation-period'): boolean {
  const { expires = '' } = PolicyExceptions._find(key, rule) ?? {};
  return expires >= todayAt(key).day;
}
