import { DataCategory, DeletionStandard, Immutability } from './data-category';
import type { SecurityPolicy } from './security-policy';

/** The tag that says which data a resource holds. */
export const DATA_CATEGORY_TAG = 'data-category';

/** Tags by which a category that states its own periods carries them along. */
export const STATED_TAGS = {
  keepForDays: 'data-keep-for-days',
  deleteAfterDays: 'data-delete-after-days',
  archiveAfterDays: 'data-archive-after-days',
  immutability: 'data-immutability',
  deletionStandard: 'data-deletion-standard',
  purpose: 'data-purpose',
} as const;

/** The tags that a resource which holds data of a category carries. */
export function categoryTags(category: DataCategory, policy: SecurityPolicy): Record<string, string> {
  const tags: Record<string, string> = { [DATA_CATEGORY_TAG]: category.name };
  if (policy.categoryNamed(category.name) !== undefined) return tags;
  for (const [field, tag] of Object.entries(STATED_TAGS)) {
    const stated = category[field as keyof typeof STATED_TAGS];
    // tag values may hold letters, digits, spaces and _ . : / = + - @ only
    if (stated !== undefined) tags[tag] = String(stated).replace(/[^\p{L}\p{N}\s_.:/=+\-@]/gu, ' ');
  }
  return tags;
}

/** The category that a resource's tags name, or a sentence on why they name none. */
export function categoryOfTags(tags: ReadonlyMap<string, string>, policy: SecurityPolicy): DataCategory | string {
  const name = tags.get(DATA_CATEGORY_TAG);
  if (name === undefined) return `no ${DATA_CATEGORY_TAG} tag says which retention applies`;
  const known = policy.categoryNamed(name);
  if (known !== undefined) return known;
  try {
    return statedCategory(name, tags);
  } catch (error) {
    return `${DATA_CATEGORY_TAG} "${name}" states no retention that can be read: ${(error as Error).message}`;
  }
}

function statedCategory(name: string, tags: ReadonlyMap<string, string>): DataCategory {
  const keepForDays = daysIn(tags, STATED_TAGS.keepForDays);
  const deleteAfterDays = daysIn(tags, STATED_TAGS.deleteAfterDays);
  if (name === 'backup-copies' && keepForDays !== undefined) return DataCategory.backupCopies(keepForDays);
  if (name === 'pii' && deleteAfterDays !== undefined) {
    return DataCategory.pii({ deleteAfterDays, purpose: tags.get(STATED_TAGS.purpose) ?? '' });
  }
  const immutability = memberOf(Immutability, tags.get(STATED_TAGS.immutability), STATED_TAGS.immutability);
  return DataCategory.custom({
    name,
    keepForDays,
    deleteAfterDays,
    archiveAfterDays: daysIn(tags, STATED_TAGS.archiveAfterDays),
    immutability,
    deletionStandard: memberOf(DeletionStandard, tags.get(STATED_TAGS.deletionStandard), STATED_TAGS.deletionStandard),
  });
}

function daysIn(tags: ReadonlyMap<string, string>, tag: string): number | undefined {
  const text = tags.get(tag);
  return text === undefined ? undefined : Number(text);
}

function memberOf<T extends string>(members: Record<string, T>, text: string | undefined, tag: string): T {
  const member = Object.values(members).find((candidate) => candidate === text);
  if (member !== undefined) return member;
  throw new Error(`tag ${tag} must be one of ${Object.values(members).join(', ')}`);
}
