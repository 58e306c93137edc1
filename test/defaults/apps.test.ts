import { harmDoneTo, SURROUNDINGS } from './apps';
import { containers } from './apps/containers';
import { delivery } from './apps/delivery';
import { edge } from './apps/edge';
import { functions } from './apps/functions';
import { stores } from './apps/data';

const APPS = { ...containers, ...edge, ...functions, ...delivery, ...stores };

beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation();
  jest.spyOn(console, 'warn').mockImplementation();
});

describe.each(Object.entries(APPS))('%s', (_, build) => {
  test.each(Object.entries(SURROUNDINGS))('works with the secure defaults as without: %s', (__, surroundings) => {
    expect(harmDoneTo(build, surroundings)).toEqual([]);
  });
});
