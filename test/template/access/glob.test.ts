import fc from 'fast-check';
import { covers, hasWildcard, touches } from '../../../lib/template/access/glob';

const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });

function matcher(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll('*', '[ab]*').replaceAll('?', '[ab]')}$`);
}

/** All texts of two letters up to a length. */
function texts(longest: number): string[] {
  const all = [''];
  for (let at = 0; (all[at]?.length ?? longest) < longest; at += 1) all.push(`${all[at] ?? ''}a`, `${all[at] ?? ''}b`);
  return all;
}

const TEXTS = texts(9);

describe('patterns without unknown parts', () => {
  test('match what the same regular expression matches', () => {
    fc.assert(
      fc.property(pattern, text, (glob, one) => {
        expect(covers(glob, one).kind).toBe(matcher(glob).test(one) ? 'yes' : 'no');
        expect(touches(glob, one).kind).toBe(matcher(glob).test(one) ? 'yes' : 'no');
      }),
      { numRuns: 2_000 },
    );
  });

  test('touch when one text matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const [first, second] = [matcher(one), matcher(other)];
        expect(touches(one, other).kind).toBe(
          TEXTS.some((each) => first.test(each) && second.test(each)) ? 'yes' : 'no',
        );
      }),
      { numRuns: 500 },
    );
  });

  test('cover only what they match whole', () => {
    fc.assert(
      fc.property(pattern, pattern, (wide, narrow) => {
        const [outer, inner] = [matcher(wide), matcher(narrow)];
        const whole = TEXTS.every((each) => !inner.test(each) || outer.test(each));
        expect(whole || covers(wide, narrow).kind === 'no').toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['arn:aws:s3:::name/*', 'arn:aws:s3:::name/key', 'yes'],
    ['arn:aws:s3:::n*e/*', 'arn:aws:s3:::name/*', 'yes'],
    ['arn:aws:s3:::name', 'arn:aws:s3:::name/*', 'no'],
    ['*', 'arn:aws:s3:::name/*', 'yes'],
    ['arn:aws-cn:s3:::name', 'arn:aws:s3:::name', 'yes'],
    ['arn:${AWS::Partition}:s3:::name', 'arn:aws:s3:::name', 'yes'],
    ['a${*}', 'a*', 'no'],
    ['a.c', 'abc', 'no'],
  ])('%s covers %s: %s', (wide, narrow, answer) => {
    expect(covers(wide, narrow).kind).toBe(answer);
  });
});

describe('parts that only deployment knows', () => {
  const isFree = (part: string): boolean => part.includes('Free');

  test.each([
    ['arn:aws:s3:::${0 Free}/*', 'arn:aws:s3:::name/*', 'maybe', 'maybe'],
    ['arn:aws:s3:::${0 Free}/*', 'arn:aws:sqs:::name/*', 'no', 'no'],
    ['arn:aws:s3:::${0 Bucket}/*', 'arn:aws:s3:::name/*', 'no', 'no'],
    ['arn:aws:s3:::${0 Bucket}/*', 'arn:aws:s3:::${0 Bucket}/*', 'yes', 'yes'],
    ['arn:aws:s3:::${0 Bucket}', 'arn:aws:s3:::${0 Other}', 'no', 'no'],
    ['arn:aws:s3:::*', 'arn:aws:s3:::${0 Free}', 'yes', 'yes'],
    ['arn:aws:s3:::name', 'arn:aws:s3:::${0 Free}', 'maybe', 'maybe'],
    ['arn:aws:s3:::?', 'arn:aws:s3:::${0 Bucket}', 'no', 'no'],
    ['{{resolve:ssm:Free}}', 'name', 'maybe', 'maybe'],
    ['${{"Ref":"Free"}}', 'name', 'maybe', 'maybe'],
  ])('%s against %s: covers %s, touches %s', (one, other, covered, touched) => {
    expect(covers(one, other, isFree).kind).toBe(covered);
    expect(touches(one, other, isFree).kind).toBe(touched);
  });

  test('a variable of the policy language is whatever the caller has, and covers nothing whole', () => {
    expect(touches('home/${aws:username}/*', 'home/anna/*').kind).toBe('yes');
    expect(covers('home/${aws:username}/*', 'home/anna/*').kind).toBe('no');
  });
});

describe('hostile patterns', () => {
  const timed = (run: () => void): number => {
    const start = performance.now();
    run();
    return performance.now() - start;
  };

  test.each([
    ['twelve stars', `${'*a'.repeat(12)}b`, 'a'.repeat(2_000)],
    ['a thousand stars', `${'*a'.repeat(1_000)}b`, 'a'.repeat(2_000)],
    ['stars on both sides', `${'*a'.repeat(500)}b`, `${'a*'.repeat(500)}c`],
    ['question marks', '?'.repeat(2_000), 'a'.repeat(1_999)],
    ['braces that never close', '${'.repeat(1_000), '*'.repeat(2_000)],
  ])('%s are matched in linear time', (_, one, other) => {
    const spent = timed(() => {
      for (const ask of [covers, touches]) ask(one, other);
    });
    expect(spent).toBeLessThan(1_000);
  });

  test('what is longer than an ARN can be is not compared', () => {
    expect(covers('*', 'a'.repeat(2_049))).toEqual({ kind: 'maybe', reason: 'too long to be compared' });
    expect(touches('a'.repeat(1_000_000), 'a')).toEqual({ kind: 'maybe', reason: 'too long to be compared' });
    expect(timed(() => hasWildcard('${'.repeat(1_000_000)))).toBeLessThan(500);
  });

  test('5,000 patterns of twelve stars', () => {
    const spent = timed(() => {
      for (let at = 0; at < 5_000; at += 1) covers(`s3:${'*a'.repeat(12)}${at}`, 's3:getobject');
    });
    expect(spent).toBeLessThan(1_000);
  });
});
