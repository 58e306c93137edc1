import { Annotations } from 'aws-cdk-lib';
import type { BlockDevice } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { allowKeyUse } from '../keys/allow-key-use';
import { KeyUse } from '../keys/key-use';

const IMPORTED =
  "The policy of an imported key in 'blockDevices' stays as it is: it must allow what launches the instances, such as " +
  'the role AWSServiceRoleForAutoScaling, kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey* and ' +
  'kms:DescribeKey, and kms:CreateGrant where kms:GrantIsForAWSResource is true. Otherwise no instance starts.';

/** Lets whatever launches instances use the keys of their devices, and warns once of keys whose policy is not ours. */
export function allowLaunches(scope: IConstruct, devices: readonly BlockDevice[] = []): void {
  for (const { volume } of devices) {
    const key = volume.ebsDevice?.kmsKey;
    if (key instanceof Key) allowKeyUse(key, KeyUse.EC2_LAUNCHES);
    else if (key !== undefined) Annotations.of(scope).addWarningV2('@cloudnexus/cdk:imported-volume-key', IMPORTED);
  }
}
