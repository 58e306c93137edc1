import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Tags, type Stack } from 'aws-cdk-lib';
import { DataCategory, EphemeralStage, SecureBucket } from '../../../lib';
import rule from '../../../lib/rules/cloudformation/stage-ephemeral-synthetic-data-only';
import type { JsonObject } from '../../../lib/template/model/json';
import { testRule } from '../test-rule';

const KEY = 'CloudNexus::EphemeralStage';
const SYNTHETIC = [{ Key: 'data-category', Value: 'synthetic-test-data' }];

/** A template that is marked, unless another mark is given, with one resource. */
function marked(Type: string, Properties: JsonObject = {}, mark: JsonObject[string] = true): JsonObject {
  return { Metadata: { [KEY]: mark }, Resources: { Subject: { Type, Properties } } };
}

function plainBucket(stack: Stack, category: string): void {
  EphemeralStage.mark(stack);
  Tags.of(new Bucket(stack, 'Bucket')).add('data-category', category);
}

testRule(rule, {
  compliant: {
    'a bucket of synthetic test data': marked('AWS::S3::Bucket', { Tags: SYNTHETIC }),
    'each replica of a global table': marked('AWS::DynamoDB::GlobalTable', { Replicas: [{ Tags: SYNTHETIC }] }),
    'a vault, whose tags are an object': marked('AWS::Backup::BackupVault', {
      BackupVaultTags: { 'data-category': 'synthetic-test-data' },
    }),
    'a file system, whose tags have a name of their own': marked('AWS::EFS::FileSystem', {
      FileSystemTags: SYNTHETIC,
    }),
    'a plain bucket that is tagged': (stack) => {
      plainBucket(stack, 'synthetic-test-data');
    },
    'one of our constructs, whatever category it states': (stack) => {
      EphemeralStage.mark(stack);
      new SecureBucket(stack, 'Invoices', { dataCategory: DataCategory.SUPPORT_AND_BILLING_RECORDS });
    },
  },
  noncompliant: {
    'customer workloads': marked('AWS::S3::Bucket', {
      Tags: [{ Key: 'data-category', Value: 'customer-workloads' }],
    }),
    'no tag': marked('AWS::SQS::Queue'),
    'other tags': marked('AWS::RDS::DBInstance', { Tags: [{ Key: 'stage', Value: 'dev' }] }),
    'a key for audit logs': marked('AWS::KMS::Key', { Tags: [{ Key: 'data-category', Value: 'audit-logs' }] }),
    'two categories': marked('AWS::EC2::Volume', {
      Tags: [...SYNTHETIC, { Key: 'data-category', Value: 'pii' }],
    }),
    'a replica without a tag': marked('AWS::DynamoDB::GlobalTable', { Replicas: [{ Tags: SYNTHETIC }, {}] }),
    'no replica': marked('AWS::DynamoDB::GlobalTable'),
    'another category in an object': marked('AWS::Cognito::UserPool', { UserPoolTags: { 'data-category': 'pii' } }),
    'a category from a parameter': {
      ...marked('AWS::S3::Bucket', { Tags: [{ Key: 'data-category', Value: { Ref: 'Category' } }] }),
      Parameters: { Category: { Type: 'String' } },
    },
    'perhaps a member of a cluster': {
      ...marked('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } }),
      Parameters: { Cluster: { Type: 'String', Default: '' } },
    },
    'tags from another stack': marked('AWS::S3::Bucket', { Tags: { 'Fn::ImportValue': 'Tags' } }),
    'another category under a condition': {
      ...marked('AWS::S3::Bucket', {
        Tags: [{ Key: 'data-category', Value: { 'Fn::If': ['IsProd', 'customer-workloads', 'synthetic-test-data'] } }],
      }),
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    },
    'a plain bucket that says it is of customers': (stack) => {
      plainBucket(stack, 'customer-workloads');
    },
    'a plain bucket that says nothing': (stack) => {
      EphemeralStage.mark(stack);
      new Bucket(stack, 'Bucket');
    },
  },
  notApplicable: {
    'no mark': { Resources: { Subject: { Type: 'AWS::S3::Bucket' } } },
    'the mark is false': marked('AWS::S3::Bucket', {}, false),
    'the mark is a word': marked('AWS::S3::Bucket', {}, 'true'),
    'the mark is an intrinsic function': marked('AWS::S3::Bucket', {}, { 'Fn::If': ['IsProd', false, true] }),
    'an instance that keeps its data in a cluster': marked('AWS::RDS::DBInstance', { DBClusterIdentifier: 'shop' }),
    'what holds no data': marked('AWS::EC2::VPC'),
  },
});
