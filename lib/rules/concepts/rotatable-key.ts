import { all, equals, yes, type Certainty } from '../../template/read/certainty';
import type { Resource } from '../../template/read/resource';

/** Whether KMS can rotate a key by itself: only symmetric encryption keys whose material KMS generates. */
export function rotatesAutomatically(key: Resource): Certainty {
  return all([
    equals(key.text('KeySpec'), 'SYMMETRIC_DEFAULT', yes),
    () => equals(key.text('KeyUsage'), 'ENCRYPT_DECRYPT', yes),
    () => equals(key.text('Origin'), 'AWS_KMS', yes),
  ]);
}
