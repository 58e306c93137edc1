import { Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { Limits } from '../hardening/limits';
import { markAsOurs } from '../hardening/ours';
import type { At } from '../hardening/prop-rule';
import { flawsOfRegion } from '../hardening/residency';
import { DataCategory } from '../policy/data-category';
import type { PolicyException } from '../policy/policy-exception';
import { tagCategory } from './tag-category';

/** What our constructs take on top of the props of an L2. */
export interface Stated {
  readonly dataCategory?: DataCategory;
  readonly exceptions?: readonly PolicyException[];
}

/** What applies at one of our constructs. */
export interface Opened<P> extends At<P> {
  /** Tags all resources of a construct with the data category, where one is stated. */
  readonly tag: (resource: IConstruct) => void;
}

/**
 * Opens one of our constructs: its limits, category and tags, and the props that are left for the L2.
 *
 * @throws when an exception cannot be put on record, or the stack is outside the residency Regions
 */
export function open<P>(construct: Construct, props: P, { dataCategory, exceptions }: Stated): Opened<P> {
  markAsOurs(construct);
  const limits = Limits.at(construct, exceptions);
  const category = limits.category(dataCategory ?? DataCategory.CUSTOMER_WORKLOADS);
  const at = { scope: construct, props, limits, category, mode: 'refuse', deployed: false, note: nothing } as const;
  limits.refuseAll(flawsOfRegion(Stack.of(construct).region, at).map((flaw) => ({ ...flaw, prop: 'env' })));
  return {
    ...at,
    tag: (resource) => {
      if (dataCategory !== undefined) tagCategory(resource, category, limits.policy);
    },
  };
}

/** Our constructs are new to an app, so that nothing of theirs is left as it is. */
function nothing(): void {
  // nothing to say
}
