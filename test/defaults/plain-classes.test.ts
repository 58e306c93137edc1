import { PLAIN_CLASSES } from '../../lib/defaults/plain-classes';

/** The class that the CDK knows by an id: its folder is named in the id, sometimes without the plural. */
function classOf(id: string): unknown {
  const [, folder = '', name = ''] = id.split('.');
  return [folder, `${folder}s`]
    .map((module): unknown => {
      try {
        return jest.requireActual<Record<string, unknown>>(`aws-cdk-lib/${module}`)[name];
      } catch {
        return undefined;
      }
    })
    .find((found) => found !== undefined);
}

test.each(Object.keys(PLAIN_CLASSES))('%s is the id by which the CDK asks for an injector', (id) => {
  expect(classOf(id)).toHaveProperty('PROPERTY_INJECTION_ID', id);
});

test.each(Object.entries(PLAIN_CLASSES))('%s is loaded by its module', (_, load) => {
  expect(typeof load().fill).toBe('function');
});
