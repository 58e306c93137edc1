import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnCollection } from 'aws-cdk-lib/aws-opensearchserverless';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { SecureDefaults } from '../../lib';

const TAGS = Match.arrayWith([{ Key: 'data-category', Value: 'customer-workloads' }]);

function templateOf(build: (stack: Stack) => void): Template {
  const stack = new Stack(new App(), 'Stack');
  SecureDefaults.apply(stack);
  build(stack);
  return Template.fromStack(stack);
}

test('what holds data is tagged with the category of the defaults, whoever made it', () => {
  const template = templateOf((stack) => {
    new CfnQueue(stack, 'Queue');
    new CfnTable(stack, 'Table', { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] });
  });
  template.hasResourceProperties('AWS::SQS::Queue', { Tags: TAGS });
  template.hasResourceProperties('AWS::DynamoDB::Table', { Tags: TAGS });
});

test('secrets have no category', () => {
  const template = templateOf((stack) => new CfnSecret(stack, 'Secret'));
  template.hasResource('AWS::SecretsManager::Secret', { Properties: Match.absent() });
});

test('what new tags would replace keeps those that it has', () => {
  const template = templateOf((stack) => new CfnCollection(stack, 'Collection', { name: 'orders' }));
  template.hasResourceProperties('AWS::OpenSearchServerless::Collection', { Tags: Match.absent() });
});
