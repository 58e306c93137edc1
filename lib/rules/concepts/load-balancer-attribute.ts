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

/** What kind of load balancer it is; application by default. */
export function kindOf(balancer: Resource): Reading<string> {
  const type = balancer.text('Type');
  return type.kind === 'absent' ? { kind: 'value', value: 'application', path: type.path } : type;
}

/** Whether it surely is no load balancer of a kind. */
export function isOther(balancer: Resource, kind: string): boolean {
  const type = kindOf(balancer);
  return type.kind === 'value' && type.value !== kind;
}
