import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { KeySpec, KeyUsage, type KeyProps } from 'aws-cdk-lib/aws-kms';
import type { Limits } from './limits';
import { refusal } from './refusal';

/**
 * What a KMS key must be: rotated by KMS, kept when its stack goes, slow to be destroyed, at home in one Region.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenKey(props: KeyProps, limits: Limits): KeyProps {
  const { policy } = limits;
  refuseWeakKey(props, limits);
  return {
    ...props,
    enableKeyRotation: props.enableKeyRotation ?? true,
    rotationPeriod:
      props.rotationPeriod ?? (props.enableKeyRotation === false ? undefined : Duration.days(policy.keyRotationDays)),
    pendingWindow: props.pendingWindow ?? Duration.days(policy.keyDeletionWindowDays),
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
  };
}

function refuseWeakKey(props: KeyProps, limits: Limits): void {
  const { policy } = limits;
  if (props.enableKeyRotation === false) {
    const why = `keys rotate every ${policy.keyRotationDays} days`;
    limits.refuse('kms-key-rotation-enabled', 'enableKeyRotation', 'may not be false', 'P2.1.2', why);
  }
  if (days(props.rotationPeriod) > policy.keyRotationDays) {
    const problem = `must be ${policy.keyRotationDays} days or less, got ${days(props.rotationPeriod)}`;
    const why = 'older key material protects more than it should';
    limits.refuse('kms-key-rotation-period', 'rotationPeriod', problem, 'P2.1.2', why);
  }
  if (isShorter(props.pendingWindow, policy.keyDeletionWindowDays)) {
    const problem = `must be ${policy.keyDeletionWindowDays} days, got ${days(props.pendingWindow)}`;
    const why = 'what a destroyed key encrypted is gone for good';
    limits.refuse('kms-key-deletion-guard', 'pendingWindow', problem, 'P3.2', why);
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY || props.removalPolicy === RemovalPolicy.SNAPSHOT) {
    const why = 'a key that goes with its stack takes all data with it';
    limits.refuse('kms-key-deletion-guard', 'removalPolicy', 'must be RETAIN', 'P3.2', why);
  }
  if (props.multiRegion === true) {
    const why = 'a replica decrypts in another Region what was kept in this one';
    limits.refuse('kms-key-single-region', 'multiRegion', 'may not be true', 'P4.3', why);
  }
  const isSymmetric = props.keySpec === undefined || props.keySpec === KeySpec.SYMMETRIC_DEFAULT;
  if (!isSymmetric || (props.keyUsage !== undefined && props.keyUsage !== KeyUsage.ENCRYPT_DECRYPT)) {
    const instead = 'Leave it out, and use kms.Key for signatures and message authentication';
    throw refusal('keySpec', 'must be SYMMETRIC_DEFAULT', 'P2.1.2', 'KMS rotates no other key by itself', instead);
  }
}

function days(duration: Duration | undefined): number {
  return duration === undefined || duration.isUnresolved() ? 0 : duration.toDays();
}

function isShorter(duration: Duration | undefined, least: number): boolean {
  return duration !== undefined && !duration.isUnresolved() && duration.toDays() < least;
}
