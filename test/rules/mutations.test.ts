import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../lib/rules/rule';
import type { JsonObject } from '../../lib/template/model/json';
import { casesIn } from './collected-cases';
import { GOOD_MUTATIONS } from './good-mutations';
import { judgeNoting, mutationsAt, type Mutation } from './mutations';
import { documentOf, judgeDocument, type RuleCase } from './test-rule';

/** The services whose rules say "maybe" by the model. */
const SERVICES = ['ec2', 'elasticloadbalancing', 'elasticloadbalancingv2', 'rds'];
const FILES = SERVICES.flatMap((service) => {
  const names = readdirSync(join(__dirname, service)).filter((name) => name.endsWith('.test.ts'));
  return names.map((name) => [`${service}/${name.replace('.test.ts', '')}`, join(__dirname, service, name)] as const);
});

/** What of the list was needed: the property and the rule. */
const used = new Set<string>();

describe('a failing case with one property unknown, empty or made by a macro is never passed in silence', () => {
  test.each(FILES)('%s', async (_, file) => {
    const tested = await casesIn(file);
    expect(tested).not.toHaveLength(0);
    const left = tested.flatMap(({ rule, cases }) =>
      Object.entries(cases.noncompliant).map(([name, one]) => passedInSilence(rule, name, one)),
    );
    expect(left.flatMap(({ silent }) => silent)).toEqual([]);
    // a property that is good when it is left out is good when it is empty
    expect([...new Set(left.flatMap(({ goodWithout }) => goodWithout))].sort()).toMatchSnapshot();
  });

  test('what is listed as good is so for each rule that it names', () => {
    const listed = GOOD_MUTATIONS.flatMap(({ property, mutations, rules }) =>
      rules.flatMap((rule) => mutations.map((mutation) => `${rule}: ${property} as ${mutation}`)),
    );
    expect(listed.filter((one) => !used.has(one))).toEqual([]);
  });
});

interface Passed {
  /** Mutations after which nothing is said any more. */
  readonly silent: readonly string[];
  /** Properties without which a failing resource is good. */
  readonly goodWithout: readonly string[];
}

function passedInSilence(rule: Rule, name: string, one: RuleCase): Passed {
  const document = documentOf(rule, one);
  const { results, places } = judgeNoting(rule, document);
  const failing = results.filter(({ outcome }) => outcome === 'fail').map(({ logicalId }) => logicalId);
  const silent: string[] = [];
  const goodWithout: string[] = [];
  for (const mutation of places.flatMap((place) => [...mutationsAt(document, place)])) {
    // which resource another one is about cannot be told any more when it does not say so
    if (mutation.isCutOff && !failing.includes(mutation.logicalId)) continue;
    const lost = lostIn(mutation.document, rule, failing, mutation);
    if (lost === '') continue;
    const { absent } = mutation;
    if (absent !== undefined && lostIn(absent, rule, failing, mutation) === lost) goodWithout.push(mutation.property);
    else if (!isGood(rule, mutation)) silent.push(`${name}: ${mutation.property} as ${mutation.name}: ${lost}`);
  }
  return { silent, goodWithout };
}

/** The failing resources of which nothing is said any more, nor of the one that was mutated. */
function lostIn(document: JsonObject, rule: Rule, failing: readonly string[], { logicalId }: Mutation): string {
  const results = judgeDocument(rule, document).filter(({ outcome }) => outcome !== 'pass');
  const found = new Set(results.map((result) => result.logicalId));
  return found.has(logicalId) ? '' : failing.filter((id) => !found.has(id)).join();
}

function isGood(rule: Rule, { property, name }: Mutation): boolean {
  const isListed = GOOD_MUTATIONS.some(
    (good) => good.property === property && good.mutations.includes(name) && good.rules.includes(rule.id),
  );
  if (isListed) used.add(`${rule.id}: ${property} as ${name}`);
  return isListed;
}
