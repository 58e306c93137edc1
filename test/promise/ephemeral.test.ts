import { isObject, type Json, type JsonObject } from '../../lib/template/model/json';
import { TAGS_BY_TYPE_WITH_DATA } from '../../lib/facts/holds-data';
import { accessLogs, bucket } from './samples/bucket';
import key from './samples/key';
import logGroup from './samples/log-group';
import volume from './samples/volume';
import type { AnySubject } from './subject';
import { choicesOf, tryOurs, tryOursToLose, tryPlain, tryPlainToLose, type Choice } from './trial';

/** The category of the samples for data that is locked. */
const LOCKED = 1;

beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
});

describe.each([bucket, accessLogs, key, logGroup, volume].map((one): [string, AnySubject] => [one.name, one]))(
  'below an ephemeral stage, %s',
  (_, one) => {
    const choices = choicesOf(one).map((choice): [string, Choice] => [JSON.stringify(choice), choice]);
    const taken = choices.filter(([, { kind }]) => kind === 'taken');
    // a lock would outlive the stage: it is the one thing that is refused there alone
    const locks = taken.filter(([, { prop, category }]) => prop.startsWith('objectLock') && category === LOCKED);

    test.each(taken.filter((one) => !locks.includes(one)))(
      'takes %s, passes every rule but those on loss, and destroys what it may',
      (_name, choice) => {
        const { error, findings, template } = tryOursToLose(one, [choice], choice.category);
        expect({ error, findings }).toEqual({ findings: [] });
        expect(choice.prop === 'removalPolicy' ? [] : keptIn(template)).toEqual([]);
      },
    );

    test('refuses every lock', () => {
      const errors = locks.map(([, choice]) => tryOursToLose(one, [choice], choice.category).error);
      expect(errors).toEqual(locks.map(() => expect.stringContaining('it must be possible to delete it') as string));
    });

    test('refuses no more than elsewhere but that, and whatever is about exposure, encryption and TLS', () => {
      const refused = choices.filter(([, choice]) => choice.kind === 'refused').map(([, choice]) => choice);
      const props = (all: readonly Choice[]): string[] => [...new Set(all.map(({ prop }) => prop))].sort();
      const there = refused.filter((choice) => tryOursToLose(one, [choice], choice.category).error !== undefined);
      const elsewhere = refused.filter((choice) => tryOurs(one, [choice], choice.category).error !== undefined);
      expect(props(elsewhere)).toEqual(expect.arrayContaining(props(there)));
      expect(props(elsewhere).filter((prop) => !props(there).includes(prop))).toMatchSnapshot();
    });
  },
);

describe.each([bucket, key, logGroup, volume].map((one): [string, AnySubject] => [one.name, one]))(
  'SecureDefaults below an ephemeral stage, over a plain one: %s',
  (_, one) => {
    test.each(choicesOf(one).map((choice): [string, Choice] => [JSON.stringify(choice), choice]))(
      'take %s',
      (__, choice) => {
        if (tryPlain(one, [choice]).template === undefined) return;
        expect(tryPlainToLose(one, [choice]).error).toBeUndefined();
      },
    );
  },
);

/** What holds data and would outlive its stack. */
function keptIn(template: JsonObject | undefined): string[] {
  return Object.entries(objectOf(template?.['Resources']))
    .filter(([, resource]) => Object.hasOwn(TAGS_BY_TYPE_WITH_DATA, typeOf(resource)))
    .filter(([, resource]) => objectOf(resource)['DeletionPolicy'] !== 'Delete')
    .map(([id]) => id);
}

function typeOf(resource: Json): string {
  const { Type: type } = objectOf(resource);
  return typeof type === 'string' ? type : '';
}

function objectOf(value: Json | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}
