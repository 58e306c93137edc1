import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { KeySpec, KeyUsage, type KeyProps } from 'aws-cdk-lib/aws-kms';
import type { SecurityPolicy } from '../policy/security-policy';
import { refusal } from './refusal';

/**
 * What a KMS key must be: rotated by KMS, kept when its stack goes, slow to be destroyed, at home in one Region.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenKey(props: KeyProps, policy: SecurityPolicy): KeyProps {
  refuseWeakKey(props, policy);
  return {
    ...props,
    enableKeyRotation: true,
    rotationPeriod: props.rotationPeriod ?? Duration.days(policy.keyRotationDays),
    pendingWindow: props.pendingWindow ?? Duration.days(policy.keyDeletionWindowDays),
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
  };
}

function refuseWeakKey(props: KeyProps, policy: SecurityPolicy): void {
  if (props.enableKeyRotation === false) {
    throw refusal(
      'enableKeyRotation',
      'may not be false',
      'P2.1.2',
      `keys rotate every ${policy.keyRotationDays} days`,
    );
  }
  if (days(props.rotationPeriod) > policy.keyRotationDays) {
    const problem = `must be ${policy.keyRotationDays} days or less, got ${days(props.rotationPeriod)}`;
    throw refusal('rotationPeriod', problem, 'P2.1.2', 'older key material protects more than it should');
  }
  if (isShorter(props.pendingWindow, policy.keyDeletionWindowDays)) {
    const problem = `must be ${policy.keyDeletionWindowDays} days, got ${days(props.pendingWindow)}`;
    throw refusal('pendingWindow', problem, 'P3.2', 'what a destroyed key encrypted is gone for good');
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY || props.removalPolicy === RemovalPolicy.SNAPSHOT) {
    throw refusal('removalPolicy', 'must be RETAIN', 'P3.2', 'a key that goes with its stack takes all data with it');
  }
  if (props.multiRegion === true) {
    throw refusal(
      'multiRegion',
      'may not be true',
      'P4.3',
      'a replica decrypts in another Region what was kept in this one',
    );
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
