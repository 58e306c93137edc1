import { CATALOGUES, SHORT_NAMES } from '../frameworks/catalogues';
import type { Framework } from '../frameworks/framework';
import type { Rule } from '../rules/rule';
import { catalogueIdOf } from './selection';

/** The controls of a rule in short, such as `ISO A.8.24`, `PCI 3.7.4, 3.7.5`, for the frameworks that were asked for. */
export function controlLabels(rule: Rule, frameworks: readonly Framework[]): readonly string[] {
  const asked = new Set(frameworks.map(catalogueIdOf));
  return CATALOGUES.flatMap(({ id }) => {
    const controls = Object.keys(rule.controls[id] ?? {});
    return asked.has(id) && controls.length > 0 ? [`${SHORT_NAMES[id]} ${controls.join(', ')}`] : [];
  });
}
