import { categoryOfTags, DATA_CATEGORY_TAG } from '../../policy/category-tags';
import type { DataCategory } from '../../policy/data-category';
import type { SecurityPolicy } from '../../policy/security-policy';
import type { Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';

/** Why a resource without a category cannot be judged by it. */
export const UNTAGGED = { path: 'Tags', why: `no ${DATA_CATEGORY_TAG} tag says which retention applies` };

/** The category of the data in a resource, as its tags say it; absent when no tag does. */
export function categoryOf(resource: Resource, policy: SecurityPolicy): Reading<DataCategory> {
  const category = categoryOfTags(resource.tags, policy);
  if (typeof category !== 'string') return { kind: 'value', value: category, path: 'Tags' };
  if (resource.tags.has(DATA_CATEGORY_TAG)) return { kind: 'unknown', path: 'Tags', why: category };
  const tags = resource.read('Tags');
  if (tags.kind === 'unknown') return tags;
  for (const tag of resource.items('Tags')) {
    const key = tag.text('Key');
    if (key.kind === 'unknown') return key;
    const value = tag.text('Value');
    if (key.kind === 'value' && key.value === DATA_CATEGORY_TAG && value.kind === 'unknown') return value;
  }
  return { kind: 'absent', path: 'Tags' };
}
