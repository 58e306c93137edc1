import { RemovalPolicy } from 'aws-cdk-lib';
import type { VolumeProps } from 'aws-cdk-lib/aws-ec2';
import type { DataCategory } from '../policy/data-category';
import type { Limits } from './limits';
import { refusal } from './refusal';

/**
 * What an EBS volume must be: encrypted, and kept when its stack goes.
 *
 * @throws when a prop is weaker than the policy
 */
export function hardenVolume(props: VolumeProps, limits: Limits, category: DataCategory): VolumeProps {
  if (props.encrypted === false) {
    const why = 'whoever copies a snapshot of the volume reads its data';
    limits.refuse('ebs-volume-encrypted', 'encrypted', 'may not be false', 'P2.1.1', why);
  }
  if (props.removalPolicy === RemovalPolicy.DESTROY) {
    const why = `${category.name} data outlives the stack`;
    throw refusal('removalPolicy', 'must be RETAIN or SNAPSHOT', category.clause, why);
  }
  return {
    ...props,
    encrypted: props.encrypted ?? true,
    removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
  };
}
