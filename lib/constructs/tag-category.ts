import { TagManager } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { categoryTags } from '../policy/category-tags';
import type { DataCategory } from '../policy/data-category';
import type { SecurityPolicy } from '../policy/security-policy';

/** As strong as a tag that an app adds by itself. */
const PRIORITY = 100;

/**
 * Tags all resources of a construct with the data that they hold, by which rules know what to expect of them.
 *
 * At once, not by an aspect: keys and buckets for logs may be made while aspects are at work already.
 */
export function tagCategory(construct: IConstruct, category: DataCategory, policy: SecurityPolicy): void {
  setTags(construct, categoryTags(category, policy));
}

/** Sets tags on all taggable resources of a construct. */
export function setTags(construct: IConstruct, tags: Readonly<Record<string, string>>): void {
  for (const node of construct.node.findAll()) {
    const manager = TagManager.of(node);
    for (const [name, value] of Object.entries(tags)) manager?.setTag(name, value, PRIORITY);
  }
}
