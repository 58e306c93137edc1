import { isObject, type Json, type JsonObject } from '../../lib/template/json';
import { TAGS_BY_TYPE_WITH_DATA } from '../../lib/facts/holds-data';
import { accessLogs, bucket } from './samples/bucket';
import key from './samples/key';
import logGroup from './samples/log-group';
import volume from './samples/volume';
import type { AnySubject } from './subject';
import { choicesOf, tryOurs, tryOursToLose, tryPlain, tryPlainToLose, type Choice } from './trial';

beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
});

describe.each([bucket, accessLogs, key, logGroup, volume].map((one): [string, AnySubject] => [one.name, one]))(
  'below an ephemeral stage, %s',
  (_, one) => {
    const choices = choicesOf(one).map((choice): [string, Choice] => [JSON.stringify(choice), choice]);
    const taken = choices.filter(([, { kind }]) => kind === 'taken');

    test.each(taken)('takes %s, passes every rule but those on loss, and destroys what it may', (name, choice) => {
      const { error, findings, template } = tryOursToLose(one, [choice], choice.category);
      // a lock, which would outlive the stage, is the one thing that is refused there alone
      if (error !== undefined) {
        expect(name).toContain('"objectLock');
        expect(error).toContain('it must be possible to delete it');
        return;
      }
      expect(findings).toEqual([]);
      if (choice.prop !== 'removalPolicy') expect(keptIn(template)).toEqual([]);
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
    .filter(([, resource]) => Object.hasOwn(TAGS_BY_TYPE_WITH_DATA, String(objectOf(resource)['Type'])))
    .filter(([, resource]) => objectOf(resource)['DeletionPolicy'] !== 'Delete')
    .map(([id]) => id);
}

function objectOf(value: Json | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}
