import { judgedApps } from '../../scripts/judges/synthesized';
import { APPS } from './apps';
import { assemblyOf } from './assemblies';
import { keyUseFaults } from './key-use';
import { reachabilityFaults } from './reachability';

// no finding is put aside: what an oracle sees would not work once it is deployed
describe.each(Object.entries(APPS))('%s', (_, build) => {
  const set = assemblyOf(build);

  test('reaches what it should, and nothing else does', () => {
    expect(reachabilityFaults(set)).toEqual([]);
  });

  test('may use the keys of what it writes and reads', () => {
    expect(keyUseFaults(set)).toEqual([]);
  });
});

test('every app of the repository is looked at', () => {
  expect(Object.keys(APPS).sort()).toEqual(
    judgedApps()
      .map(({ name }) => name)
      .sort(),
  );
});
