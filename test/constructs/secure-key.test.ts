import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { context } from '../../cdk.json';
import { DataCategory, KeyUse, SecureBucket, SecureKey } from '../../lib';
import { keyUseOf } from '../../lib/constructs/keys/allow-key-use';

const ACCOUNT = '111122223333';
const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const ofThisAccount = { 'aws:SourceAccount': ACCOUNT };
const trails = `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`;
const byLaunchingRoles = {
  StringEquals: { 'kms:CallerAccount': ACCOUNT },
  ArnLike: {
    'aws:PrincipalArn': [
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*`,
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/ec2fleet.amazonaws.com/AWSServiceRoleForEC2Fleet`,
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot`,
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/spotfleet.amazonaws.com/AWSServiceRoleForEC2SpotFleet`,
    ],
  },
};

function service(name: string, actions: string | string[], conditions?: object): object {
  const condition = conditions === undefined ? {} : { Condition: conditions };
  return { Effect: 'Allow', Principal: { Service: name }, Action: actions, Resource: '*', ...condition };
}

const SEND = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** What AWS documents for each use, whole. */
const STATEMENTS: Readonly<Record<KeyUse, object[]>> = {
  [KeyUse.CLOUDTRAIL]: [
    service('cloudtrail.amazonaws.com', 'kms:GenerateDataKey*', {
      ArnLike: { 'aws:SourceArn': trails },
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails },
    }),
    service('cloudtrail.amazonaws.com', ['kms:Decrypt', 'kms:DescribeKey'], { ArnLike: { 'aws:SourceArn': trails } }),
  ],
  [KeyUse.LOG_DELIVERY]: [
    service('delivery.logs.amazonaws.com', USE, {
      StringEquals: ofThisAccount,
      ArnLike: { 'aws:SourceArn': `arn:aws:logs:eu-west-1:${ACCOUNT}:*` },
    }),
  ],
  [KeyUse.LOG_GROUPS]: [
    service('logs.eu-west-1.amazonaws.com', [...USE.slice(0, 4), 'kms:Describe*'], {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:*` },
    }),
  ],
  [KeyUse.LOG_EXPORTS]: [service('logs.eu-west-1.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'])],
  [KeyUse.CONFIG]: [
    service('config.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], {
      StringEquals: ofThisAccount,
      ArnLike: { 'aws:SourceArn': `arn:aws:config:eu-west-1:${ACCOUNT}:*` },
    }),
  ],
  [KeyUse.CLOUDFRONT]: [
    service('cloudfront.amazonaws.com', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'], {
      ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/*` },
    }),
  ],
  [KeyUse.ALARMS]: [service('cloudwatch.amazonaws.com', SEND, { StringEquals: ofThisAccount })],
  [KeyUse.EVENTBRIDGE]: [service('events.amazonaws.com', SEND)],
  [KeyUse.S3]: [service('s3.amazonaws.com', SEND, { StringEquals: ofThisAccount })],
  [KeyUse.RDS_EVENTS]: [service('events.rds.amazonaws.com', SEND, { StringEquals: ofThisAccount })],
  [KeyUse.SNS]: [service('sns.amazonaws.com', SEND, { StringEquals: ofThisAccount })],
  [KeyUse.EC2_LAUNCHES]: [
    { Effect: 'Allow', Principal: { AWS: '*' }, Action: USE, Resource: '*', Condition: byLaunchingRoles },
    {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { ...byLaunchingRoles, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ],
};
const ROOT = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
};

function policyOf(build: (key: SecureKey) => void): object {
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  const stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  build(new SecureKey(stack, 'Key'));
  const [key] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
  return (key as { Properties: { KeyPolicy: object } }).Properties.KeyPolicy;
}

describe('SecureKey.allow', () => {
  test('nobody but the account is let in by itself', () => {
    expect(policyOf(() => undefined)).toEqual({ Version: '2012-10-17', Statement: [ROOT] });
  });

  test.each(Object.values(KeyUse))('%s: the statements that AWS documents', (use) => {
    const policy = policyOf((key) => {
      key.allow(use);
    });
    expect(policy).toEqual({ Version: '2012-10-17', Statement: [ROOT, ...STATEMENTS[use]] });
  });

  test.each(Object.values(KeyUse))('%s: twice is once', (use) => {
    const policy = policyOf((key) => {
      key.allow(use);
      key.allow(use);
    });
    expect(policy).toEqual({ Version: '2012-10-17', Statement: [ROOT, ...STATEMENTS[use]] });
  });
});

describe('keyUseOf', () => {
  test.each<[string, KeyUse | undefined]>([
    ['cloudtrail.amazonaws.com', KeyUse.CLOUDTRAIL],
    ['delivery.logs.amazonaws.com', KeyUse.LOG_DELIVERY],
    ['logs.eu-west-1.amazonaws.com', KeyUse.LOG_EXPORTS],
    ['logs.us-gov-west-1.amazonaws.com', KeyUse.LOG_EXPORTS],
    ['logs.amazonaws.com.cn', KeyUse.LOG_EXPORTS],
    ['config.amazonaws.com', KeyUse.CONFIG],
    ['cloudfront.amazonaws.com', KeyUse.CLOUDFRONT],
    ['cloudwatch.amazonaws.com', KeyUse.ALARMS],
    ['events.amazonaws.com', KeyUse.EVENTBRIDGE],
    ['events.rds.amazonaws.com', KeyUse.RDS_EVENTS],
    ['s3.amazonaws.com', KeyUse.S3],
    ['sns.amazonaws.com', KeyUse.SNS],
    ['logging.s3.amazonaws.com', undefined],
    ['logdelivery.elasticloadbalancing.amazonaws.com', undefined],
    ['config.conforms.amazonaws.com', undefined],
    ['logs.example.com', undefined],
  ])('%s: %s', (principal, use) => {
    expect(keyUseOf(principal)).toBe(use);
  });

  test('a Region that only deployment knows', () => {
    expect(keyUseOf(`logs.${new Stack().region}.amazonaws.com`)).toBe(KeyUse.LOG_EXPORTS);
  });
});

test.each([
  ['without context', {}],
  ['with the flags that are recommended', context],
])('an app %s: a role that the policy of a bucket under the key names makes no cycle', (_, flags) => {
  const app = new App({ context: flags });
  const stack = new Stack(app, 'Stack');
  const key = new SecureKey(stack, 'Key');
  const { bucket } = new SecureBucket(stack, 'Bucket', {
    dataCategory: DataCategory.CUSTOMER_WORKLOADS,
    encryptionKey: key.key,
  });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
  bucket.addToResourcePolicy(
    new PolicyStatement({ principals: [role], actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }),
  );
  bucket.grantReadWrite(role);
  key.key.grantEncryptDecrypt(role);
  key.allow(KeyUse.S3);
  new Bucket(stack, 'Plain', { encryptionKey: key.key }).grantRead(role);
  new CfnOutput(stack, 'Role name', { value: role.roleArn });
  // the assertions library refuses templates with cycles
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
  expect(JSON.stringify(policy)).not.toContain('Fn::GetAtt');
});
