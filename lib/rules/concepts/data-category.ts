import { categoryOfTags, DATA_CATEGORY_TAG } from '../../policy/category-tags';
import type { DataCategory } from '../../policy/data-category';
import type { SecurityPolicy } from '../../policy/security-policy';
import { holds, maybe, no, yes, type Certainty } from '../../template/read/certainty';
import type { Reading } from '../../template/read/reading';
import type { Resource } from '../../template/read/resource';
import { undetermined } from '../expect';
import type { Problem } from '../rule';

/** Why a resource without a category cannot be judged by it. */
export const UNTAGGED = { path: 'Tags', why: `no ${DATA_CATEGORY_TAG} tag says which retention applies` };

/** The category of the data in a resource, as its tags say it; absent when no tag does. */
export function categoryOf(resource: Resource, policy: SecurityPolicy): Reading<DataCategory> {
  const category = categoryOfTags(resource.tags, policy);
  if (typeof category !== 'string') return { kind: 'value', value: category, path: 'Tags' };
  if (resource.tags.has(DATA_CATEGORY_TAG)) return { kind: 'unknown', path: 'Tags', why: category };
  const unread = resource.tagLists.map((place) => place.read('Tags')).find(({ kind }) => kind === 'unknown');
  if (unread?.kind === 'unknown') return unread;
  for (const tag of resource.tagLists.flatMap((place) => place.items('Tags'))) {
    const key = tag.text('Key');
    if (key.kind === 'unknown') return key;
    const value = tag.text('Value');
    if (key.kind === 'value' && key.value === DATA_CATEGORY_TAG && value.kind === 'unknown') return value;
  }
  return { kind: 'absent', path: 'Tags' };
}

/** Judges a resource by its data category; one whose tags do not tell it cannot be judged. */
export function* byCategory(
  resource: Resource,
  policy: SecurityPolicy,
  judge: (category: DataCategory) => Iterable<Problem>,
): Generator<Problem> {
  const category = categoryOf(resource, policy);
  // what is demanded depends on the value itself
  if (category.kind === 'value') yield* judge(category.value);
  else yield undetermined(category.kind === 'unknown' ? category : UNTAGGED);
}

/** The clauses of the categories whose data are logs, and of those whose data never are. */
const LOG_CLAUSES = ['P2.2.3', 'P3.1'];
const DATA_CLAUSES = ['P3.2', 'P3.3', 'P3.4', 'P3.5'];

/** Whether a resource says by its data category that it holds logs; a category of one's own may be either. */
export function holdsLogs(resource: Resource, policy: SecurityPolicy): Certainty {
  const unsaid = maybe('no data-category tag says that it holds logs', 'Tags');
  return holds(
    categoryOf(resource, policy),
    ({ clause }) => (LOG_CLAUSES.includes(clause) ? yes : DATA_CLAUSES.includes(clause) ? no : unsaid),
    unsaid,
  );
}

/** Whether a resource says by its data category that it holds data of customers, of persons or of the business. */
export function holdsData(resource: Resource, policy: SecurityPolicy): Certainty {
  return holds(categoryOf(resource, policy), ({ name, clause }) =>
    DATA_CLAUSES.includes(clause) ? { ...yes, reason: `${name} data` } : no,
  );
}
