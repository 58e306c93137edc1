import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { TAGS_BY_TYPE_WITH_DATA } from '../../lib/facts/holds-data';
import { factsOf, isStateful, KNOWN_TYPES } from '../../lib/facts/resource-types';

const SPEC = loadAwsServiceSpecSync();

const specOf = (type: string) => {
  const [found] = SPEC.lookup('resource', 'cloudFormationType', 'equals', type);
  if (found === undefined) throw new Error(`CloudFormation knows no ${type}`);
  return found;
};

test.each(KNOWN_TYPES)('%s is a type of CloudFormation, and something is known of it', (type) => {
  expect(specOf(type).cloudFormationType).toBe(type);
  expect(Object.keys(factsOf(type))).not.toHaveLength(0);
});

test.each(KNOWN_TYPES.filter((type) => factsOf(type).name !== undefined))('a new name replaces %s', (type) => {
  expect(specOf(type).properties[factsOf(type).name ?? '']?.causesReplacement).toBe('yes');
});

test.each(KNOWN_TYPES.filter((type) => factsOf(type).holds !== undefined))('what tags do to %s', (type) => {
  const tags = Object.entries(specOf(type).properties).find(([name]) => /^(\w+)?Tags$/.test(name));
  expect(tags?.[1].causesReplacement === 'yes').toBe(factsOf(type).isReplacedByTags ?? false);
});

test.each(Object.entries(TAGS_BY_TYPE_WITH_DATA))('%s is tagged by %s', (type, path) => {
  const [property = '', inner] = path.split('.');
  const found = specOf(type).properties[property];
  expect(found).toBeDefined();
  // the tags of a global table are those of its replicas
  expect(inner === undefined || found?.type.type === 'array').toBe(true);
});

/** AWS lists the form of an older version of the type. */
const OTHER_FORMS = ['AWS::DynamoDB::GlobalTable'];

test.each(KNOWN_TYPES.filter((type) => factsOf(type).arn !== undefined && !OTHER_FORMS.includes(type)))(
  'the ARN of %s looks as AWS says',
  (type) => {
    const [service = '', resource = ''] = factsOf(type).arn ?? [];
    const [, given, rest = ''] =
      /^arn:\$\{Partition\}:(\w+):[^:]*:[^:]*:([^$]*)\$/.exec(specOf(type).arnTemplate ?? '') ?? [];
    expect([given, rest]).toEqual([service, resource]);
  },
);

test('all types that the CDK takes for stateful are', () => {
  const stateful = SPEC.all('resource').filter(({ isStateful: says }) => says === true);
  expect(stateful.length).toBeGreaterThan(20);
  expect(stateful.map(({ cloudFormationType }) => cloudFormationType).filter((type) => !isStateful(type))).toEqual([]);
});

test.each([
  ['AWS::S3::Bucket', true],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', true],
  ['AWS::KMS::Alias', false],
  ['AWS::EC2::SecurityGroup', false],
  ['constructor', false],
])('%s is stateful: %s', (type, stateful) => {
  expect(isStateful(type)).toBe(stateful);
});

test('the types are listed in the order of the alphabet', () => {
  expect(KNOWN_TYPES).toEqual([...KNOWN_TYPES].sort());
});
