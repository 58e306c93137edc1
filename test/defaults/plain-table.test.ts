import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, TableEncryptionV2, TableV2, type TablePropsV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AccountPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { context } from '../../cdk.json';
import { DataCategory, SecureDefaults, type SecureDefaultsProps } from '../../lib';

const byOthers = (): PolicyStatement =>
  new PolicyStatement({
    principals: [new AccountPrincipal('444455556666')],
    actions: ['dynamodb:GetItem'],
    resources: ['*'],
  });

function plain(
  props: Partial<TablePropsV2>,
  use: (table: TableV2) => void = () => undefined,
  defaults?: SecureDefaultsProps,
  region?: string,
): Stack {
  const stack = new Stack(new App({ context }), 'Plain', { env: { account: '111122223333', region } });
  SecureDefaults.apply(stack, defaults);
  use(new TableV2(stack, 'Table', { partitionKey: { name: 'id', type: AttributeType.STRING }, ...props }));
  return stack;
}

function propertiesOf(stack: Stack): { SSESpecification?: unknown; Replicas: { SSESpecification?: unknown }[] } {
  const [found] = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::GlobalTable'));
  return (found as { Properties: ReturnType<typeof propertiesOf> }).Properties;
}

const UNDER_A_KEY = {
  SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
  Replicas: [{ SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching('Key'), 'Arn'] } } }],
};

test.each(['eu-central-1', undefined])(
  'a plain table stands under a key that whoever it lets in may use through it (Region %s)',
  (region) => {
    const stack = plain({}, undefined, undefined, region);
    expect(propertiesOf(stack)).toMatchObject(UNDER_A_KEY);
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: Match.arrayWith(['kms:CreateGrant', 'kms:Decrypt']),
            Condition: {
              StringEquals: {
                'kms:CallerAccount': '111122223333',
                'kms:ViaService': { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('^dynamodb\\.')])] },
              },
            },
          }),
        ]),
      },
    });
  },
);

test.each<[string, Partial<TablePropsV2>, (table: TableV2) => void, string]>([
  ['replicas', { replicas: [{ region: 'eu-west-1' }] }, () => undefined, 'each replica needs a key of its Region'],
  [
    'a replica that is added later',
    {},
    (table) => {
      table.addReplica({ region: 'eu-west-1' });
    },
    'each replica needs a key of its Region',
  ],
  [
    'readers in another account',
    { resourcePolicy: new PolicyDocument({ statements: [byOthers()] }) },
    () => undefined,
    'other accounts use the table',
  ],
  [
    'readers in another account that are let in later',
    {},
    (table) => {
      table.addToResourcePolicy(byOthers());
    },
    'other accounts use the table',
  ],
])('a plain table with %s keeps its encryption, and says why', (_, props, use, why) => {
  const stack = plain(props, use, undefined, 'eu-central-1');
  const { SSESpecification, Replicas } = propertiesOf(stack);
  expect([SSESpecification, ...Replicas.map((replica) => replica.SSESpecification)].filter(Boolean)).toEqual([]);
  Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(`'encryption' is left as it is: ${why}`));
});

test('what is stated stays', () => {
  const stack = plain({ encryption: TableEncryptionV2.awsManagedKey(), deletionProtection: false });
  const { SSESpecification, Replicas } = propertiesOf(stack);
  expect(SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
  expect(Replicas).toEqual([expect.objectContaining({ DeletionProtectionEnabled: false })]);
  Annotations.fromStack(stack).hasInfo('*', Match.stringLikeRegexp("'encryption' must be customerManagedKey"));
});

test('in an app that is deployed nothing expires that did not, nor is a recovery period cut', () => {
  const dataCategory = DataCategory.pii({ purpose: 'Delivery', deleteAfterDays: 8 });
  const recovery = { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } };
  const deployed = plain(recovery, undefined, { dataCategory, deployed: true });
  expect(propertiesOf(deployed)).toMatchObject(UNDER_A_KEY);
  Template.fromStack(deployed).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TimeToLiveSpecification: Match.absent(),
    Replicas: [Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } })],
  });
  Annotations.fromStack(deployed).hasWarning(
    '*',
    Match.stringLikeRegexp("'encryption' is set for what is deployed: the table moves to a key of this app, in place"),
  );
  Template.fromStack(plain(recovery, undefined, { dataCategory })).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    Replicas: [
      Match.objectLike({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 8 },
      }),
    ],
  });
});
