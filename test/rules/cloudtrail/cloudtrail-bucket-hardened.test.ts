import { relationsIn } from '../../../lib/template/read/relations';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { BlockPublicAccess, Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib';
import rule from '../../../lib/rules/cloudtrail/cloudtrail-bucket-hardened';
import { judge } from '../../../lib/compliance/evaluate';
import { SecurityPolicy } from '../../../lib/policy/security-policy';
import type { JsonObject } from '../../../lib/template/model/json';
import { templateSet } from '../../../lib/template/source/load';
import { testRule } from '../test-rule';

testRule(rule, {
  compliant: {
    'a private, versioned and locked bucket': (stack) => {
      const bucket = new Bucket(stack, 'Records', {
        blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
        versioned: true,
        objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(365)),
      });
      new Trail(stack, 'Trail', { bucket });
    },
  },
  noncompliant: {
    'the bucket that the L2 makes': (stack) => new Trail(stack, 'Trail'),
    'no bucket': { IsLogging: true },
  },
  undetermined: {
    'a bucket of another team': { S3BucketName: 'central-audit-records' },
    'a bucket from a parameter': {
      Parameters: { Name: { Type: 'String' } },
      Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: { Ref: 'Name' } } } },
    },
  },
});

const HARDENED: JsonObject = {
  BucketName: 'records',
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
  VersioningConfiguration: { Status: 'Enabled' },
  ObjectLockEnabled: true,
};

function stackOf(bucket: JsonObject, trail: JsonObject = { S3BucketName: 'records' }): JsonObject {
  return {
    Resources: {
      Records: { Type: 'AWS::S3::Bucket', Properties: bucket },
      Trail: { Type: 'AWS::CloudTrail::Trail', Properties: trail },
    },
  };
}

test.each([
  ['first', [stackOf(HARDENED), stackOf({ BucketName: 'records' })], [[], ['fail']]],
  ['last', [stackOf({ BucketName: 'records' }), stackOf(HARDENED)], [['fail'], []]],
])('of two stacks with a bucket of one name, the one that is hardened %s is its own', (_, documents, expected) => {
  const set = templateSet(documents.map((document, index) => ({ path: `${index}.json`, document })));
  const context = { policy: SecurityPolicy.CLOUDNEXUS, relations: relationsIn(set) };
  const outcomes = set.templates.map((template) =>
    template.resourcesOfType('AWS::CloudTrail::Trail').flatMap((trail) =>
      judge(rule, trail, context)
        .map(({ outcome }) => outcome)
        .filter((outcome) => outcome !== 'pass'),
    ),
  );
  expect(outcomes.map((some) => [...new Set(some)])).toEqual(expected);
});

test('a name that two other stacks have is that of neither', () => {
  const trail = { Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'records' } } } };
  const documents = [trail, stackOf(HARDENED), stackOf({ BucketName: 'records' })];
  const set = templateSet(documents.map((document, index) => ({ path: `${index}.json`, document })));
  const [definition] = set.templates[0]?.resourcesOfType('AWS::CloudTrail::Trail') ?? [];
  const context = { policy: SecurityPolicy.CLOUDNEXUS, relations: relationsIn(set) };
  expect(definition && judge(rule, definition, context).map(({ outcome }) => outcome)).toEqual(['undetermined']);
});
