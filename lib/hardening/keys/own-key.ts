import type { IKeyRef } from 'aws-cdk-lib/aws-kms';
import type { RuleId } from '../../policy/rule-ids';
import { flaw } from '../decisions';
import { flawOfKey, KEY_REASON } from '../encryption-key';
import type { At, Flaw, OnceDeployed, PropRule } from '../prop-rule';

/** The prop names the key of the data category unless somebody states another one that rotates and is nobody else's. */
export function ownKey<K extends IKeyRef, A extends At<unknown>>(
  rule: RuleId,
  fill: (at: A) => K | undefined,
  onceDeployed?: OnceDeployed,
): PropRule<K, A> {
  return {
    says: 'the key of the data category, or a key of one’s own that rotates in time',
    rule,
    fill,
    flaws: (key, at) => flawsOfKey(key, at, rule),
    onceDeployed,
  };
}

/** What is wrong with a key that is to encrypt data: AWS manages it, or it does not rotate in time. */
export function flawsOfKey(key: IKeyRef | undefined, at: At<unknown>, rule: RuleId): Flaw[] {
  const problem = flawOfKey(key, at.limits.policy.keyRotationDays);
  return problem === undefined ? [] : [flaw({ rule, why: KEY_REASON }, at, problem)];
}
