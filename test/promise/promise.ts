import fc from 'fast-check';
import { breaksIn } from '../../scripts/upgrade/comparison';
import type { AnySubject } from './subject';
import { categoryOf, choicesOf, samplesOf, tryOurs, tryPlain, type Choice } from './trial';

const RUNS = Number(process.env['PROMISE_RUNS'] ?? 100);
const SEED = 20261124;
/** One sentence of ours for each prop that is refused. */
const SENTENCES = /^('[\w.[\]]+' .* \(P\d(\.\d){1,2}\): .*\.\n?)+$/;

/** The promise of one of our constructs: whatever it takes passes every rule, and what it refuses it says. */
export function keepsItsPromise(one: AnySubject): void {
  const choices = choicesOf(one);

  describe(one.name, () => {
    beforeAll(silence);

    test('has samples for every prop, of each kind that its decision tells apart', () => {
      const without = Object.entries(one.table).filter(([prop, rule]) => {
        const all = one.categories.map((_, category) => samplesOf(one, prop, category));
        const [taken, refused] = [all.flatMap((some) => some.taken), all.flatMap((some) => some.refused)];
        return (
          (rule.says !== 'may not be set' && taken.length === 0) || (rule.flaws !== undefined && refused.length === 0)
        );
      });
      expect(without.map(([prop]) => prop)).toEqual([]);
    });

    test.each(choices.filter(({ kind }) => kind === 'taken').map(named(one)))(
      'takes %s and passes every rule',
      (_, choice) => {
        const { error, findings } = tryOurs(one, [choice], choice.category);
        expect({ error, findings }).toEqual({ findings: [] });
      },
    );

    const refused = choices.filter(({ kind }) => kind === 'refused');
    if (refused.length > 0) {
      test.each(refused.map(named(one)))('refuses %s in a sentence', (_, choice) => {
        const { error } = tryOurs(one, [choice], choice.category);
        expect(error).toMatch(SENTENCES);
        expect(error).toContain(`'${choice.prop}`);
      });
    }

    test('passes every rule with any props that it takes, for data of any category', () => {
      let built = 0;
      const sets = fc.tuple(fc.integer({ min: 0, max: one.categories.length - 1 }), randomChoices(one));
      fc.assert(
        fc.property(sets, ([category, some]) => {
          const outcome = tryOurs(one, some, category);
          expect(outcome.findings).toEqual([]);
          if (outcome.error === undefined) built += 1;
          // what the CDK refuses by itself is none of our business
          else if (!SENTENCES.test(outcome.error)) expect(plainError(one, some)).toBeDefined();
        }),
        { numRuns: one.runs ?? RUNS, seed: SEED },
      );
      expect(built).toBeGreaterThan((one.runs ?? RUNS) / 10);
    });
  });
}

/** The promise of the secure defaults: what works without them works with them, and keeps its logical ids. */
export function neverBreaks(one: AnySubject): void {
  const choices = choicesOf(one);

  describe(`SecureDefaults over a plain one: ${one.name}`, () => {
    beforeAll(silence);

    test('fill what nobody stated', () => {
      expect(tryPlain(one, [], {}).template).not.toEqual(tryPlain(one, []).template);
    });

    test.each(choices.map(named(one)))('take %s', (_, choice) => {
      expect(harmOf(one, [choice])).toEqual([]);
    });

    test('take any props', () => {
      fc.assert(
        fc.property(randomChoices(one), (some) => {
          expect(harmOf(one, some)).toEqual([]);
        }),
        { numRuns: one.runs ?? RUNS, seed: SEED },
      );
    });
  });
}

/** Mostly left out, now and then one that is refused. */
function randomChoices(one: AnySubject): fc.Arbitrary<Choice[]> {
  const dice = fc.record({ kind: fc.integer({ min: 0, max: 99 }), index: fc.nat({ max: 999 }) });
  const props = Object.keys(one.table);
  return fc.array(dice, { minLength: props.length, maxLength: props.length }).map((rolled) =>
    rolled.flatMap(({ kind, index }, at): Choice[] => {
      if (kind < 70) return [];
      return [{ prop: props[at] ?? '', kind: kind < 99 ? 'taken' : 'refused', index, category: 0 }];
    }),
  );
}

function plainError(one: AnySubject, choices: readonly Choice[]): string | undefined {
  return one.plain === undefined ? '' : tryPlain(one, choices).error;
}

/** What the defaults do that a team would not forgive: a crash, a changed id, or a replaced resource once deployed. */
function harmOf(one: AnySubject, choices: readonly Choice[]): string[] {
  const { template: before } = tryPlain(one, choices);
  if (before === undefined) return [];
  return [false, true].flatMap((deployed) => {
    const { template: after, error = '' } = tryPlain(one, choices, { deployed });
    if (after === undefined) return [error];
    const breaks = breaksIn(before, after);
    return deployed ? breaks : breaks.filter((text) => !text.includes('replaced'));
  });
}

function named(one: AnySubject): (choice: Choice) => [string, Choice] {
  return (choice) => {
    const of = choice.category === 0 ? '' : `, ${categoryOf(one, choice.category).name}`;
    return [`${choice.prop} (${choice.kind} ${choice.index}${of})`, choice];
  };
}

/** What the CDK prints of each of many syntheses. */
function silence(): void {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
}
