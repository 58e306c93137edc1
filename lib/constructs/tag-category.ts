import { Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { categoryTags } from '../policy/category-tags';
import type { DataCategory } from '../policy/data-category';
import type { SecurityPolicy } from '../policy/security-policy';

/** Tags all resources of a construct with the data that they hold, by which rules know what to expect of them. */
export function tagCategory(construct: IConstruct, category: DataCategory, policy: SecurityPolicy): void {
  for (const [name, value] of Object.entries(categoryTags(category, policy))) Tags.of(construct).add(name, value);
}
