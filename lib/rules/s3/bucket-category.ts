import { categoryOfTags, DATA_CATEGORY_TAG } from '../../policy/category-tags';
import type { DataCategory } from '../../policy/data-category';
import type { SecurityPolicy } from '../../policy/security-policy';
import type { Reading } from '../../template/reading';
import type { Resource } from '../../template/resource';

/** The category of the data in a bucket, as its tags say it. */
export function categoryOf(bucket: Resource, policy: SecurityPolicy): Reading<DataCategory> {
  const category = categoryOfTags(bucket.tags, policy);
  if (typeof category !== 'string') return { kind: 'value', value: category, path: 'Tags' };
  if (bucket.tags.has(DATA_CATEGORY_TAG)) return { kind: 'unknown', path: 'Tags', why: category };
  const tags = bucket.read('Tags');
  if (tags.kind === 'unknown') return tags;
  for (const tag of bucket.items('Tags')) {
    const key = tag.text('Key');
    if (key.kind === 'unknown') return key;
    const value = tag.text('Value');
    if (key.kind === 'value' && key.value === DATA_CATEGORY_TAG && value.kind === 'unknown') return value;
  }
  return { kind: 'absent', path: 'Tags' };
}
