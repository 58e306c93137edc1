import type { Resource } from '../../template/read/resource';

/** Whether KMS can rotate a key by itself: only symmetric encryption keys whose material KMS generates. */
export function rotatesAutomatically(key: Resource): boolean {
  const spec = key.text('KeySpec');
  const origin = key.text('Origin');
  return (
    (spec.kind !== 'value' || spec.value === 'SYMMETRIC_DEFAULT') &&
    (origin.kind !== 'value' || origin.value === 'AWS_KMS')
  );
}
