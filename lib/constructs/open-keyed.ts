import type { Construct } from 'constructs';
import type { KeyedAt } from '../hardening/prop-rule';
import { keysOf } from './keys/category-keys';
import { open, type Opened, type Stated } from './open';

/**
 * Opens one of our constructs that encrypts under the key of its data category.
 *
 * @throws when an exception cannot be put on record, or the stack is outside the residency Regions
 */
export function openKeyed<P>(construct: Construct, props: P, stated: Stated): Opened<P> & KeyedAt<P> {
  const opened = open(construct, props, stated);
  return { ...opened, ...keysOf(construct, opened.category) };
}
