import { factsOf, KNOWN_TYPES } from './resource-types';

const NOT_DATA: readonly unknown[] = ['code', 'secrets', undefined];

/**
 * The types of resources that keep data of customers, or the keys under which it is read, by the property that tags them.
 *
 * Instances and launch templates are not among them: what their volumes keep is tagged with the volumes.
 */
export const TAGS_BY_TYPE_WITH_DATA: Readonly<Record<string, string>> = Object.fromEntries(
  KNOWN_TYPES.map((type) => ({ type, facts: factsOf(type) }))
    .filter(({ facts: { holds, tags } }) => !NOT_DATA.includes(holds) && tags !== '')
    .map(({ type, facts: { tags = 'Tags' } }) => [type, tags]),
);
