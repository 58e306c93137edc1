import { equals, yes, type Certainty } from '../../template/read/certainty';
import type { Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';

/** The value of an attribute of a load balancer, such as `deletion_protection.enabled`. */
export function attributeOf(balancer: Resource, name: string): Reading<string> {
  const attributes = balancer.list('LoadBalancerAttributes');
  if (attributes.kind === 'unknown') return attributes;
  let hidden: Reading<string> | undefined;
  for (const attribute of attributes.kind === 'value' ? attributes.value : []) {
    const key = attribute.text('Key');
    if (key.kind === 'unknown') hidden ??= key;
    if (key.kind === 'value' && key.value === name) return attribute.text('Value');
  }
  return hidden ?? { kind: 'absent', path: 'LoadBalancerAttributes' };
}

/** Whether it is an application load balancer, which it is by default. */
export function isApplication(balancer: Resource): Certainty {
  return equals(balancer.text('Type'), 'application', yes);
}
