import fc from 'fast-check';
import {
  all,
  allOf,
  any,
  anyOf,
  at,
  because,
  certain,
  equals,
  holds,
  isAbsent,
  isAtLeast,
  isAtMost,
  isOneOf,
  isPresent,
  isTrue,
  maybe,
  no,
  not,
  yes,
  type Certainty,
} from '../../../lib/template/read/certainty';
import type { Reading } from '../../../lib/template/read/reading';
import { Unresolved } from '../../../lib/template/evaluate/unresolved';
import { resourceIn, setOf } from '../document';

const answer: fc.Arbitrary<Certainty> = fc.constantFrom(yes, no, maybe('why'));
const answers = fc.array(answer, { maxLength: 6 });
const kind = ({ kind: one }: Certainty): string => one;
/** What a maybe can still turn out to be. */
const outcomes = (one: Certainty): readonly Certainty[] => (one.kind === 'maybe' ? [yes, no] : [one]);

describe('the algebra', () => {
  test('not undoes not', () => {
    fc.assert(
      fc.property(answer, (one) => {
        expect(not(not(one))).toEqual(one);
      }),
    );
  });

  test('not any is all not, and not all is any not', () => {
    fc.assert(
      fc.property(answers, (list) => {
        expect(kind(not(any(list)))).toBe(kind(all(list.map(not))));
        expect(kind(not(all(list)))).toBe(kind(any(list.map(not))));
      }),
    );
  });

  test('neither the order of answers nor their grouping decides', () => {
    fc.assert(
      fc.property(answers, answers, (left, right) => {
        expect(kind(any([...left, ...right]))).toBe(kind(any([...right, ...left])));
        expect(kind(any([...left, ...right]))).toBe(kind(any([any(left), any(right)])));
        expect(kind(all([...left, ...right]))).toBe(kind(all([all(left), all(right)])));
      }),
    );
  });

  test('any and all distribute over each other', () => {
    fc.assert(
      fc.property(answer, answer, answer, (a, b, c) => {
        expect(kind(all([a, any([b, c])]))).toBe(kind(any([all([a, b]), all([a, c])])));
        expect(kind(any([a, all([b, c])]))).toBe(kind(all([any([a, b]), any([a, c])])));
      }),
    );
  });

  test('what becomes known never turns a yes or a no around', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (list, seed) => {
        const known = list.map((one, index) => outcomes(one)[(seed >> index) % outcomes(one).length] ?? one);
        for (const combine of [any, all]) {
          const before = combine(list).kind;
          expect(['maybe', combine(known).kind]).toContain(before);
        }
      }),
    );
  });

  test('a maybe can turn out either way, or it would not be one', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const worlds = list.reduce<Certainty[][]>(
          (before, one) => before.flatMap((world) => outcomes(one).map((known) => [...world, known])),
          [[]],
        );
        const seen = new Set(worlds.map((world) => any(world).kind));
        expect(any(list).kind).toBe(seen.size === 2 ? 'maybe' : [...seen][0]);
      }),
    );
  });

  test('what has been decided asks no further', () => {
    const fails = (): Certainty => {
      throw new Error('asked');
    };
    expect(any([no, () => yes, fails])).toBe(yes);
    expect(all([yes, () => no, fails])).toBe(no);
    expect(anyOf([1, 2, 3], (one) => (one < 3 ? certain(one === 2) : fails()))).toEqual(yes);
    expect(allOf([1, 2, 3], (one) => (one < 3 ? certain(one === 1) : fails()))).toEqual(no);
    expect(() => all([yes, fails])).toThrow('asked');
  });

  test('nothing at all is not any and is all', () => {
    expect(any([])).toBe(no);
    expect(all([])).toBe(yes);
  });
});

describe('what decides is kept', () => {
  test('the first yes, else the first maybe', () => {
    expect(any([maybe('first', 'A'), { ...yes, path: 'B' }, { ...yes, path: 'C' }])).toEqual({
      kind: 'yes',
      path: 'B',
    });
    expect(all([maybe('first', 'A'), maybe('second', 'B')])).toEqual({ kind: 'maybe', reason: 'first', path: 'A' });
  });

  test('a ground replaces that of a yes or a no, and only completes that of a maybe', () => {
    const ground = { path: 'Here', reason: 'this' };
    expect(because({ ...yes, path: 'There' }, ground)).toEqual({ kind: 'yes', ...ground });
    expect(because(no, ground)).toEqual({ kind: 'no', ...ground });
    expect(because(maybe('that'), ground)).toEqual({ kind: 'maybe', reason: 'that', path: 'Here' });
    expect(at('', maybe('that', 'There'))).toEqual({ kind: 'maybe', reason: 'that', path: '' });
  });
});

describe('questions about a property', () => {
  const bucket = resourceIn(
    setOf({
      'case.json': {
        Parameters: { Free: { Type: 'String' } },
        Resources: {
          Bucket: {
            Type: 'AWS::S3::Bucket',
            Properties: {
              Text: 'Enabled',
              Days: '90',
              On: 'true',
              EmptyText: '',
              EmptyList: [],
              EmptyObject: {},
              Macro: { 'Fn::Transform': { Name: 'Macro' } },
              Open: { 'Fn::Transform': { Name: 'Macro' }, Known: 'x' },
              Free: { Ref: 'Free' },
              Import: { 'Fn::ImportValue': 'Name' },
              Wrong: { not: 'text' },
            },
          },
        },
      },
    }),
    'Bucket',
  );

  test('a value answers, with its path', () => {
    expect(equals(bucket.text('Text'), 'Enabled')).toEqual({ kind: 'yes', path: 'Text' });
    expect(equals(bucket.text('Text'), 'Suspended')).toEqual({ kind: 'no', path: 'Text' });
    expect(isOneOf(bucket.text('Text'), ['Enabled', 'Suspended']).kind).toBe('yes');
    expect(isTrue(bucket.boolean('On')).kind).toBe('yes');
    expect(holds(bucket.text('Text'), (text) => maybe(`${text}?`))).toEqual({
      kind: 'maybe',
      reason: 'Enabled?',
      path: 'Text',
    });
  });

  test.each([
    [89, 'yes', 'no'],
    [90, 'yes', 'yes'],
    [91, 'no', 'yes'],
  ])('90 against %d', (bound, least, most) => {
    expect(isAtLeast(bucket.number('Days'), bound).kind).toBe(least);
    expect(isAtMost(bucket.number('Days'), bound).kind).toBe(most);
  });

  test.each(['Missing', 'EmptyText', 'EmptyList', 'EmptyObject'])('%s says nothing', (property) => {
    expect(bucket.read(property)).toEqual({ kind: 'absent', path: property });
    expect([bucket.text(property), bucket.list(property), bucket.object(property)].map(({ kind: one }) => one)).toEqual(
      ['absent', 'absent', 'absent'],
    );
    expect(isPresent(bucket.read(property))).toEqual({ kind: 'no', path: property });
    expect(holds(bucket.read(property), () => true)).toEqual({ kind: 'no', path: property });
    expect(holds(bucket.read(property), () => false, yes)).toEqual({ kind: 'yes', path: property });
  });

  test('a list and an object to read on from are empty like what they stand for', () => {
    expect(isAbsent(bucket.list('EmptyList')).kind).toBe('yes');
    expect(isAbsent(bucket.object('EmptyObject')).kind).toBe('yes');
    expect(isAbsent(bucket.object('Open')).kind).toBe('no');
  });

  test.each(['Macro', 'Free', 'Import', 'Wrong'])('%s is no answer to what its value is', (property) => {
    expect(equals(bucket.text(property), 'Enabled').kind).toBe('maybe');
    expect(not(equals(bucket.text(property), 'Enabled')).kind).toBe('maybe');
    expect(holds(bucket.number(property), () => true, yes).kind).toBe('maybe');
  });

  test('what is surely there is present, although its value is not known', () => {
    expect(isPresent(bucket.text('Import'))).toEqual({ kind: 'yes', path: 'Import' });
    expect(isPresent(bucket.text('Free')).kind).toBe('maybe');
  });

  test('a parameter of which is known what it is not is not that', () => {
    const excluded = new Set(['production']);
    const unresolved = new Unresolved({ text: '${0 Stage}', source: { Ref: 'Stage' }, present: false, excluded });
    const reading: Reading<string> = { kind: 'unknown', path: 'Stage', why: unresolved.why, unresolved };
    expect(equals(reading, 'production').kind).toBe('no');
    expect(equals(reading, 'test').kind).toBe('maybe');
    expect(isOneOf(reading, ['production', 'test']).kind).toBe('maybe');
  });
});
