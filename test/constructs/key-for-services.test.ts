import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { FlowLogDestination, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { context } from '../../cdk.json';
import { DataCategory, SecureBucket, SecureDefaults } from '../../lib';

const { AUDIT_LOGS, INFRASTRUCTURE_LOGS_COMPLIANCE } = DataCategory;

function newStack(): Stack {
  return new Stack(new App({ context }), 'Stack', { env: { region: 'eu-central-1', account: '111122223333' } });
}

/** The services that keys of a stack let in. */
function letIn(stack: Stack): string[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key')).flatMap((key) => {
    const { Properties } = key as { Properties: { KeyPolicy: { Statement: { Principal: { Service?: string } }[] } } };
    return Properties.KeyPolicy.Statement.flatMap(({ Principal }) => Principal.Service ?? []);
  });
}

describe('the key of a bucket lets in the services that its policy lets in', () => {
  test('a plain trail into a SecureBucket', () => {
    const stack = newStack();
    const { bucket } = new SecureBucket(stack, 'Audit', { dataCategory: AUDIT_LOGS });
    new Trail(stack, 'Trail', { bucket });
    expect(letIn(stack)).toContain('cloudtrail.amazonaws.com');
  });

  test('plain flow logs into a SecureBucket, which then has no bucket key', () => {
    const stack = newStack();
    const { bucket } = new SecureBucket(stack, 'Logs', { dataCategory: INFRASTRUCTURE_LOGS_COMPLIANCE });
    new Vpc(stack, 'Vpc').addFlowLog('ToBucket', { destination: FlowLogDestination.toS3(bucket) });
    expect(letIn(stack)).toContain('delivery.logs.amazonaws.com');
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [Match.objectLike({ BucketKeyEnabled: false })] },
    });
  });

  test('a plain trail into a plain bucket below SecureDefaults', () => {
    const stack = newStack();
    SecureDefaults.apply(stack);
    new Trail(stack, 'Trail', { bucket: new Bucket(stack, 'Audit') });
    expect(letIn(stack)).toContain('cloudtrail.amazonaws.com');
  });

  test('nobody else', () => {
    const stack = newStack();
    new SecureBucket(stack, 'Audit', { dataCategory: AUDIT_LOGS });
    expect(letIn(stack)).toEqual([]);
  });
});

test('warns when the key is imported: its policy is out of reach', () => {
  const stack = newStack();
  const encryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/one');
  const { bucket } = new SecureBucket(stack, 'Audit', { dataCategory: AUDIT_LOGS, encryptionKey });
  new Trail(stack, 'Trail', { bucket });
  Annotations.fromStack(stack).hasWarning(
    '/Stack/Audit/Bucket',
    Match.stringLikeRegexp('The policy of an imported key stays as it is: .*Stack/Audit/Bucket'),
  );
});
