import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { KeyUse } from './key-use';

type Conditions = Record<string, Record<string, string | string[]>>;

const EVERY_USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/** Service-linked roles that launch instances, with their path. */
const LAUNCHING_ROLES = [
  // accounts may make more of them, each with a suffix of its own
  'autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*',
  'ec2fleet.amazonaws.com/AWSServiceRoleForEC2Fleet',
  'spot.amazonaws.com/AWSServiceRoleForEC2Spot',
  'spotfleet.amazonaws.com/AWSServiceRoleForEC2SpotFleet',
];

/** The statements that AWS documents for each use of a key in a stack. */
const STATEMENTS: Readonly<Record<KeyUse, (stack: Stack) => PolicyStatement[]>> = {
  [KeyUse.CLOUDTRAIL]: trailStatements,
  [KeyUse.LOG_DELIVERY]: (stack) => {
    const sources = from(stack, `logs:${stack.region}:${stack.account}:*`);
    return [service('delivery.logs', EVERY_USE, sources)];
  },
  [KeyUse.LOG_GROUPS]: (stack) => {
    const actions = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];
    const groups = `arn:${stack.partition}:logs:${stack.region}:${stack.account}:log-group:*`;
    return [service(`logs.${stack.region}`, actions, { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } })];
  },
  [KeyUse.LOG_EXPORTS]: (stack) => [service(`logs.${stack.region}`, ['kms:Decrypt', 'kms:GenerateDataKey'])],
  [KeyUse.CONFIG]: (stack) => {
    const sources = from(stack, `config:${stack.region}:${stack.account}:*`);
    return [service('config', ['kms:Decrypt', 'kms:GenerateDataKey'], sources)];
  },
  [KeyUse.CLOUDFRONT]: (stack) => {
    const distributions = `arn:${stack.partition}:cloudfront::${stack.account}:distribution/*`;
    const actions = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'];
    return [service('cloudfront', actions, { ArnLike: { 'aws:SourceArn': distributions } })];
  },
  [KeyUse.ALARMS]: (stack) => [sender('cloudwatch', from(stack))],
  [KeyUse.EVENTBRIDGE]: () => [sender('events')],
  [KeyUse.S3]: (stack) => [sender('s3', from(stack))],
  [KeyUse.RDS_EVENTS]: (stack) => [sender('events.rds', from(stack))],
  [KeyUse.SNS]: (stack) => [sender('sns', from(stack))],
  [KeyUse.EC2_LAUNCHES]: launchStatements,
};

/** The uses of keys by services that write into buckets, topics or queues, by the first labels of their principals. */
const USES_OF_SERVICES: ReadonlyMap<string, KeyUse> = new Map([
  ['cloudtrail', KeyUse.CLOUDTRAIL],
  ['delivery.logs', KeyUse.LOG_DELIVERY],
  ['logs', KeyUse.LOG_EXPORTS],
  ['config', KeyUse.CONFIG],
  ['cloudfront', KeyUse.CLOUDFRONT],
  ['cloudwatch', KeyUse.ALARMS],
  ['events', KeyUse.EVENTBRIDGE],
  ['s3', KeyUse.S3],
  ['events.rds', KeyUse.RDS_EVENTS],
  ['sns', KeyUse.SNS],
]);

/** Lets a service use a key of this app; the CDK writes equal statements once. */
export function allowKeyUse(key: Key, use: KeyUse): void {
  for (const statement of STATEMENTS[use](Stack.of(key))) key.addToResourcePolicy(statement);
}

/**
 * What a service does with the key of a bucket, topic or queue whose policy lets it in; none where it needs no key or
 * takes none.
 */
export function keyUseOf(servicePrincipalName: string): KeyUse | undefined {
  const labels = servicePrincipalName.replace(/\.amazonaws\.com(\.cn)?$/, '');
  const regionless = labels.replace(/\.([a-z]{2,}(-[a-z]+)+-\d|\$\{Token\[.*\]\})$/, '');
  return USES_OF_SERVICES.get(regionless);
}

function trailStatements({ partition, account }: Stack): PolicyStatement[] {
  const trails = `arn:${partition}:cloudtrail:*:${account}:trail/*`;
  const ofTrails = { ArnLike: { 'aws:SourceArn': trails } };
  return [
    service('cloudtrail', ['kms:GenerateDataKey*'], {
      ...ofTrails,
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': trails },
    }),
    // neither the description nor the key of a bucket carries the encryption context of a trail
    service('cloudtrail', ['kms:Decrypt', 'kms:DescribeKey'], ofTrails),
  ];
}

/**
 * KMS rejects a policy that names a role which does not exist yet, and an account as principal only lets IAM policies
 * decide, of which service-linked roles have none for keys: so everybody, narrowed to the roles.
 */
function launchStatements({ partition, account }: Stack): PolicyStatement[] {
  const roles = LAUNCHING_ROLES.map((role) => `arn:${partition}:iam::${account}:role/aws-service-role/${role}`);
  const byRoles = { StringEquals: { 'kms:CallerAccount': account }, ArnLike: { 'aws:PrincipalArn': roles } };
  const everybody = { principals: [new AnyPrincipal()], resources: ['*'] };
  return [
    new PolicyStatement({ ...everybody, actions: EVERY_USE, conditions: byRoles }),
    new PolicyStatement({
      ...everybody,
      actions: ['kms:CreateGrant'],
      conditions: { ...byRoles, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}

/** A service that sends messages to topics or queues. */
function sender(name: string, conditions?: Conditions): PolicyStatement {
  return service(name, ['kms:Decrypt', 'kms:GenerateDataKey*'], conditions);
}

function service(name: string, actions: string[], conditions?: Conditions): PolicyStatement {
  const principals = [new ServicePrincipal(`${name}.amazonaws.com`)];
  return new PolicyStatement({ principals, actions, resources: ['*'], conditions });
}

/** What comes from the account of a stack, and from the resources there whose ARNs end so. */
function from({ partition, account }: Stack, resources?: string): Conditions {
  return {
    StringEquals: { 'aws:SourceAccount': account },
    ...(resources === undefined ? {} : { ArnLike: { 'aws:SourceArn': `arn:${partition}:${resources}` } }),
  };
}
