import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, TableEncryptionV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DataCategory, SecureTable, SecurityPolicy, type SecureTableProps } from '../../lib';
import { newStack, refusalOf, synthesized } from './synthesized';

const IN_30_DAYS = DataCategory.pii({ purpose: 'Delivery', deleteAfterDays: 30 });

const rotating = (stack: Stack): Key =>
  new Key(stack, 'Own', { enableKeyRotation: true, rotationPeriod: Duration.days(90) });

function table(stack: Stack, props: Partial<SecureTableProps> = {}): SecureTable {
  const partitionKey = { name: 'id', type: AttributeType.STRING };
  return new SecureTable(stack, 'Table', { partitionKey, dataCategory: DataCategory.CUSTOMER_WORKLOADS, ...props });
}

test('fails when a replica that is added later leaves the residency Regions', () => {
  const stack = newStack();
  new SecurityPolicy({ residencyRegions: SecurityPolicy.EU_REGIONS }).applyTo(stack);
  table(stack, { replicaKeyArns: { 'us-east-1': 'arn:aws:kms:us-east-1:111122223333:key/one' } }).table.addReplica({
    region: 'us-east-1',
  });
  expect(stack.node.findAll().flatMap((node) => node.node.validate())).toEqual([
    expect.stringMatching(
      /^'addReplica' may only name .*eu-central-1.*, got us-east-1 \(P4\.3\): data would leave the Regions where it may be stored\. Leave it out\.$/,
    ),
  ]);
});

test('fails when a replica that is added later has no key', () => {
  const stack = newStack();
  table(stack).table.addReplica({ region: 'eu-west-1' });
  expect(() => Template.fromStack(stack)).toThrow("KMS key for eu-west-1 was not found in 'replicaKeyArns'");
});

test.each<[string, (stack: Stack) => TableEncryptionV2 | undefined]>([
  ['that of the data category', () => undefined],
  ['one of its own', (stack) => TableEncryptionV2.customerManagedKey(rotating(stack))],
])('stands under its key in a stack that does not state its Region: %s', (_, encryption) => {
  const stack = new Stack();
  const { table: one, encryptionKey } = table(stack, { encryption: encryption(stack) });
  const reader = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  one.grantReadData(reader);
  const { keyArn } = encryptionKey ?? { keyArn: 'none' };
  const arn: unknown = stack.resolve(keyArn);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    Replicas: [Match.objectLike({ Region: { Ref: 'AWS::Region' }, SSESpecification: { KMSMasterKeyId: arn } })],
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: arn })]),
    },
  });
});

test('fails with replicas in a stack that does not state its Region', () => {
  expect(refusalOf(() => table(new Stack(), { replicas: [{ region: 'eu-west-1' }] }))).toBe(
    "'replicas' may not be set in a stack that does not state its Region (P4.3): nothing tells the table from its replicas then. State the Region in 'env' of the stack.",
  );
});

test.each<[number, number | undefined]>([
  [1, 1],
  [34, 34],
  [35, undefined],
])('restores personal data that is gone after %i days no longer than that', (deleteAfterDays, period) => {
  const category = DataCategory.pii({ purpose: 'Delivery', deleteAfterDays });
  synthesized((stack) => table(stack, { dataCategory: category })).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    Replicas: [
      Match.objectLike({
        PointInTimeRecoverySpecification: {
          PointInTimeRecoveryEnabled: true,
          RecoveryPeriodInDays: period ?? Match.absent(),
        },
      }),
    ],
  });
});

test.each<[number, string]>([
  [6, 'must be 7 days or more, got 6 (P3.4): what a mistake destroyed is found days later. Leave it out.'],
  [7, 'taken'],
  [30, 'taken'],
  [
    31,
    'must be 30 days or less for pii data, got 31 (P3.5): what was deleted in time could be restored. Leave it out.',
  ],
])('personal data that is gone after 30 days, restorable for %i', (recoveryPeriodInDays, outcome) => {
  const pointInTimeRecoverySpecification = { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays };
  const said = refusalOf((stack) => table(stack, { dataCategory: IN_30_DAYS, pointInTimeRecoverySpecification }));
  expect(said).toBe(
    outcome === 'taken' ? 'not refused' : `'pointInTimeRecoverySpecification.recoveryPeriodInDays' ${outcome}`,
  );
});

test('fails when Contributor Insights would show keys of items', () => {
  const contributorInsightsSpecification = { enabled: true };
  expect(refusalOf((stack) => table(stack, { contributorInsightsSpecification }))).toBe(
    "'contributorInsightsSpecification' may not enable Contributor Insights (P2.1.2): CloudWatch would show the keys of items, which the key of the table encrypts, in plain text. Leave it out.",
  );
});

test('fails when everybody is let in', () => {
  const resourcePolicy = new PolicyDocument({
    statements: [new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['dynamodb:*'], resources: ['*'] })],
  });
  expect(refusalOf((stack) => table(stack, { resourcePolicy }))).toBe(
    "'resourcePolicy' may not let everybody in without a condition on the caller's account (P2.2.1): everybody who has an AWS account could use the table. Name who may do what.",
  );
});
