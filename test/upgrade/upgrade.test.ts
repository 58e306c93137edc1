import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/template/model/json';
import { RELEASED, templatesNow } from '../../scripts/upgrade/apps';
import { breaksIn } from '../../scripts/upgrade/comparison';

describe('from the last release to this version', () => {
  test.each([...templatesNow()])('%s keeps its logical ids and replaces nothing with data', (name, template) => {
    const path = join(RELEASED, `${name}.json`);
    expect(existsSync(path)).toBe(true);
    const released = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
    expect(breaksIn(released, template)).toEqual([]);
  });
});

describe('the comparison', () => {
  const key = { Type: 'AWS::KMS::Key', DeletionPolicy: 'Retain', Properties: { MultiRegion: false } };
  const database = {
    Type: 'AWS::RDS::DBInstance',
    DeletionPolicy: 'Retain',
    Properties: { StorageEncrypted: true, MultiAZ: true, Tags: [{ Key: 'a', Value: 'b' }] },
  };
  const before = { Resources: { Key: key, Database: database } };

  test.each<[string, JsonObject, string[]]>([
    ['nothing', {}, []],
    ['a resource that is new', { Log: { Type: 'AWS::Logs::LogGroup' } }, []],
    ['another tag', { Database: { ...database, Properties: { ...database.Properties, Tags: [] } } }, []],
    [
      'a setting that changes in place',
      { Database: { ...database, Properties: { ...database.Properties, DeletionProtection: true } } },
      [],
    ],
    [
      'another encryption, which replaces a database (trap 38)',
      { Database: { ...database, Properties: { ...database.Properties, StorageEncrypted: false } } },
      ['Database (AWS::RDS::DBInstance) would be replaced for StorageEncrypted: leave it as it is for deployed stacks'],
    ],
    [
      'another type under the same id',
      { Key: { Type: 'AWS::KMS::ReplicaKey', DeletionPolicy: 'Retain' } },
      ['Key (AWS::KMS::Key) became AWS::KMS::ReplicaKey: keep its logical id, or release it as a major version'],
    ],
    [
      'retention but for a first deployment that fails',
      { Key: { ...key, DeletionPolicy: 'RetainExceptOnCreate' } },
      [],
    ],
    [
      'no retention',
      { Key: { ...key, DeletionPolicy: 'Delete' } },
      ['Key (AWS::KMS::Key) is no longer kept when its stack goes: retain it'],
    ],
  ])('sees %s', (_, changes, breaks) => {
    expect(breaksIn(before, { Resources: { ...before.Resources, ...changes } })).toEqual(breaks);
  });

  test('sees a logical id that changed', () => {
    expect(breaksIn(before, { Resources: { Key2: key, Database: database } })).toEqual([
      'Key (AWS::KMS::Key) is gone: keep its logical id, or release it as a major version',
    ]);
  });
});
