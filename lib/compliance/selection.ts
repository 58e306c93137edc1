import type { CatalogueId } from '../frameworks/catalogue';
import { Framework } from '../frameworks/framework';
import type { Rule } from '../rules/rule';

/** All frameworks, in the order in which reports name them. */
export const ALL_FRAMEWORKS: readonly Framework[] = Object.values(Framework);

/** The catalogue of a framework's controls; the policy itself has clauses and no catalogue. */
export function catalogueIdOf(framework: Framework): CatalogueId | undefined {
  return framework === Framework.CLOUDNEXUS_POLICY ? undefined : framework;
}

/** The rules that give evidence for any of the frameworks; every rule keeps a clause of the policy. */
export function rulesFor(rules: readonly Rule[], frameworks: readonly Framework[]): readonly Rule[] {
  return rules.filter((rule) =>
    frameworks.some((framework) => {
      const catalogue = catalogueIdOf(framework);
      return catalogue === undefined || rule.controls[catalogue] !== undefined;
    }),
  );
}
