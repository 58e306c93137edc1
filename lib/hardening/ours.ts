import type { IConstruct } from 'constructs';

const OURS = Symbol.for('@cloudnexus/cdk.Hardened');

/** Says that a construct hardens what it makes, so that the secure defaults leave it alone. */
export function markAsOurs(construct: IConstruct): void {
  Object.defineProperty(construct, OURS, { value: true, configurable: true });
}

/** Whether a construct hardens what it makes. */
export function isOurs(construct: IConstruct): boolean {
  return OURS in construct;
}
