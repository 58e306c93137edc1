import { statementsOf, type Statement } from '../../../lib/template/read/policy-document';
import type { Resource } from '../../../lib/template/read/resource';
import { nameOf, valueOf, type World } from '../world';
import { ACCOUNT, calls } from './call';
import { isAllowed, isDelegated } from './key-policy';
import { matches } from './patterns';
import { encryptionOf, keyAt, regionOf } from './places';

interface Guarded {
  readonly resource: Resource;
  readonly key: Resource;
  readonly kind: Kind;
}

interface Kind {
  readonly service: string;
  /** The attribute that is the ARN; `Ref` where there is none. */
  readonly arn?: string;
  readonly key: (world: World, resource: Resource) => Resource | undefined;
  /** What KMS is asked for when an action is called. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

const BOTH = ['GenerateDataKey', 'Decrypt'];
const DECRYPT = ['Decrypt'];
const ITEMS = Object.fromEntries(
  ['GetItem', 'Query', 'Scan', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((name) => [
    `dynamodb:${name}`,
    DECRYPT,
  ]),
);

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::S3::Bucket': {
    service: 's3',
    arn: 'Arn',
    key: (world, bucket) => encryptionOf(world, bucket).key,
    needs: { 's3:GetObject': DECRYPT, 's3:PutObject': ['GenerateDataKey'] },
  },
  'AWS::DynamoDB::Table': {
    service: 'dynamodb',
    arn: 'Arn',
    key: (world, table) => keyAt(world, table, 'SSESpecification.KMSMasterKeyId'),
    needs: ITEMS,
  },
  'AWS::DynamoDB::GlobalTable': {
    service: 'dynamodb',
    arn: 'Arn',
    key: (world, table) => keyAt(world, table, 'Replicas.0.SSESpecification.KMSMasterKeyId'),
    needs: ITEMS,
  },
  'AWS::SQS::Queue': {
    service: 'sqs',
    arn: 'Arn',
    key: (world, queue) => keyAt(world, queue, 'KmsMasterKeyId'),
    needs: { 'sqs:SendMessage': BOTH, 'sqs:ReceiveMessage': DECRYPT },
  },
  'AWS::SNS::Topic': {
    service: 'sns',
    key: (world, topic) => keyAt(world, topic, 'KmsMasterKeyId'),
    needs: { 'sns:Publish': BOTH },
  },
  'AWS::SecretsManager::Secret': {
    service: 'secretsmanager',
    key: (world, secret) => keyAt(world, secret, 'KmsKeyId'),
    needs: { 'secretsmanager:GetSecretValue': DECRYPT, 'secretsmanager:PutSecretValue': BOTH },
  },
};

/** Policies of AWS's that let use any key, or whose text is not in the templates and may. */
const BROAD = /AdministratorAccess|PowerUserAccess|KeyManagement|Backup/;

/** Roles that were granted something under a key, and not the key: a sentence each. */
export function roleFaults(world: World): string[] {
  const guarded = Object.entries(KINDS).flatMap(([type, kind]) =>
    world.all(type).flatMap((resource): Guarded[] => {
      const key = kind.key(world, resource);
      return key === undefined ? [] : [{ resource, key, kind }];
    }),
  );
  return world.all('AWS::IAM::Role').flatMap((role) => {
    const statements = statementsOfRole(world, role);
    return guarded.flatMap((one) => faults(role, statements, one, hasBroadPolicy(role)));
  });
}

function faults(
  role: Resource,
  statements: readonly Statement[],
  { resource, key, kind }: Guarded,
  isBroad: boolean,
): string[] {
  const arn = resource.definition.expression(kind.arn);
  return Object.entries(kind.needs)
    .filter(([action]) => statements.some((one) => grants(one, action, (text) => text.startsWith(arn))))
    .flatMap(([action, needs]) => {
      const via = `${kind.service}.${regionOf(resource)}.amazonaws.com`;
      const missing = needs.filter((need) => !mayUse(role, statements, key, need, via) && !isBroad);
      if (missing.length === 0) return [];
      const asked = missing.map((need) => `kms:${need}`).join(' and ');
      const what = `neither its policies nor the policy of ${nameOf(key)} allow ${asked}`;
      return [`${nameOf(role)} may call ${action} on ${nameOf(resource)} and not use its key: ${what}.`];
    });
}

function mayUse(role: Resource, statements: readonly Statement[], key: Resource, need: string, via: string): boolean {
  const arn = role.definition.expression('Arn');
  const context = {
    'kms:viaservice': [via],
    'kms:calleraccount': [ACCOUNT],
    'aws:principalarn': [arn],
    'aws:principalaccount': [ACCOUNT],
    'aws:principalorgid': 'unknown',
    'kms:encryptioncontext:*': 'unknown',
  } as const;
  const [call] = calls([need], context);
  if (call === undefined) return false;
  if (isAllowed(key, { kind: 'role', arn }, call)) return true;
  const { definition } = key;
  const isKey = (text: string): boolean =>
    text === '*' || text.startsWith(definition.expression('Arn')) || /^arn:.*:kms:.*:(key|alias)\//.test(text);
  return isDelegated(key, call) && statements.some((one) => grants(one, call.action, isKey));
}

function grants(statement: Statement, action: string, isResource: (text: string) => boolean): boolean {
  if (valueOf(statement.effect) !== 'Allow') return false;
  const wanted = action.toLowerCase();
  const named = statement.actions.some((one) => matches((valueOf(one) ?? '').toLowerCase(), wanted) === 'yes');
  return named && statement.resources.some((one) => isResource(valueOf(one)?.text ?? ''));
}

function statementsOfRole(world: World, role: Resource): Statement[] {
  const inline = role.items('Policies').flatMap((policy, index) => {
    return policy.names.includes('PolicyDocument') ? statementsOf(role, `Policies.${index}.PolicyDocument`) : [];
  });
  const attached = world.all('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy').filter((policy) => {
    const lists = [...policy.items('Roles'), ...policy.items('RoleName')];
    const isListed = lists.some((item) => world.named(item.reference(''), role.type)?.definition === role.definition);
    const managed = role.items('ManagedPolicyArns');
    return (
      isListed || managed.some((item) => world.named(item.reference(''), policy.type)?.definition === policy.definition)
    );
  });
  return [...inline, ...attached.flatMap((policy) => statementsOf(policy, 'PolicyDocument'))];
}

function hasBroadPolicy(role: Resource): boolean {
  return role.items('ManagedPolicyArns').some((item) => BROAD.test(valueOf(item.reference(''))?.text ?? ''));
}
