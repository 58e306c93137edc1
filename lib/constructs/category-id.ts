import type { DataCategory } from '../policy/data-category';

/** The construct id of something that exists once for a data category, such as `AuditLogs`. */
export function idOfCategory(category: DataCategory): string {
  return category.name.replace(/(^|-)([a-z0-9])/g, (_, _dash: string, letter: string) => letter.toUpperCase());
}
