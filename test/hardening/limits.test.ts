import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { PolicyExceptions, type PolicyException } from '../../lib';
import { Limits, type Weakness } from '../../lib/hardening/limits';

const WEAK: Weakness = {
  rule: 'kms-key-single-region',
  prop: 'multiRegion',
  problem: 'may not be true',
  why: 'a replica decrypts in another Region what was kept in this one',
};
const EXCEPTION: PolicyException = {
  rule: WEAK.rule,
  reason: 'Two sites answer for each other.',
  approvedBy: 'security@example.com',
  expires: '2027-03-31',
};
const SENTENCE =
  "'multiRegion' may not be true (P4.3): a replica decrypts in another Region what was kept in this one. ";

function stackOn(today: string): Stack {
  return new Stack(new App({ context: { '@cloudnexus/cdk:today': today } }), 'Keys');
}

function errorsOf(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findError('*', Match.anyValue())
    .map(({ id, entry }) => [id, entry.data]);
}

describe('a value that is weaker than the policy', () => {
  test('is refused with the clause of its rule, and a plain construct hears of PolicyExceptions', () => {
    expect(() => {
      Limits.at(stackOn('2027-03-31')).refuse(WEAK);
    }).toThrow(
      new Error(
        `${SENTENCE}Leave it out, or put an exception on record: PolicyExceptions.of(scope).grant({ rule: 'kms-key-single-region', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }).`,
      ),
    );
  });

  test.each([[[]], [undefined]])('names the prop of a construct that takes exceptions, set to %j', (exceptions) => {
    expect(() => {
      Limits.at(stackOn('2027-03-31'), exceptions).refuse({ ...WEAK, instead: 'Make two keys' });
    }).toThrow(
      new Error(
        `${SENTENCE}Make two keys, or put an exception on record: exceptions: [{ rule: 'kms-key-single-region', reason: '…', approvedBy: '…', expires: 'YYYY-MM-DD' }].`,
      ),
    );
  });

  test('has no way out where the rule allows no exception', () => {
    const weak: Weakness = { ...WEAK, rule: 's3-bucket-no-public-write', prop: 'publicWrite', why: 'it is open' };
    expect(() => {
      Limits.at(stackOn('2027-03-31')).refuse(weak);
    }).toThrow(new Error("'publicWrite' may not be true (P2.2.1): it is open. Leave it out."));
  });

  test('passes on the last day of an exception', () => {
    const stack = stackOn('2027-03-31');
    Limits.at(stack, [EXCEPTION]).refuse(WEAK);
    expect(errorsOf(stack)).toEqual([]);
  });

  test('passes on the day after as well, with an error that says since when and by whom', () => {
    const stack = stackOn('2027-04-01');
    Limits.at(stack, [EXCEPTION]).refuse(WEAK);
    expect(errorsOf(stack)).toEqual([
      [
        '/Keys',
        `${SENTENCE}The exception from kms-key-single-region that security@example.com approved expired on 2027-03-31: leave it out, or have it renewed.`,
      ],
    ]);
  });

  test('passes without an error where another exception is still live', () => {
    const stack = stackOn('2027-04-01');
    PolicyExceptions.of(stack.node.root).grant({ ...EXCEPTION, expires: '2027-04-30' });
    Limits.at(stack, [EXCEPTION]).refuse(WEAK);
    expect(errorsOf(stack)).toEqual([]);
  });
});
