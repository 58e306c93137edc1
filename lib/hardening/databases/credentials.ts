import { Stack, type SecretValue } from 'aws-cdk-lib';
import { Credentials } from 'aws-cdk-lib/aws-rds';
import { flaw, must } from '../decisions';
import type { Flaw, Table } from '../prop-rule';
import { flawsOfRegion } from '../residency';
import { flawsOfKey } from './database-encryption';
import type { DatabaseAt, SharedProps } from './database-props';

/** What of credentials says where the password comes from. */
export interface StatedCredentials {
  readonly password?: SecretValue;
}

/** The name of the one who administers one of our databases. */
const ADMINISTRATOR = 'dbadmin';

/**
 * Where the master password comes from: RDS makes, keeps and rotates it unless somebody brings credentials.
 *
 * A secret that the CDK generated for a plain database is left: to have RDS manage the password would take it away.
 */
export const CREDENTIALS: Pick<Table<SharedProps, DatabaseAt>, 'credentials' | 'manageMasterUserPassword'> = {
  credentials: {
    says: 'may hold no password that the template shows; what is generated is encrypted under the key of the data category',
    rule: 'rds-managed-master-password',
    flaws: flawsOfCredentials,
    fill: managed,
    within: keyed,
  },
  manageMasterUserPassword: {
    ...must<boolean, DatabaseAt>(true, {
      rule: 'rds-managed-master-password',
      why: 'RDS keeps and rotates it in Secrets Manager',
      // a secret of one's own is rotated by its owner, and a copy signs in as its source does
      unless: ({ mode, props }) =>
        mode === 'fill' || props.credentials !== undefined || props.replicationSourceIdentifier !== undefined,
    }),
    says: 'must be true, unless `credentials` bring a secret',
  },
};

/** A reference that CloudFormation replaces by the secret when it deploys, so that no template holds it. */
const KEPT_SECRET = /\{\{resolve:(secretsmanager|ssm-secure):/;

/**
 * What is wrong with credentials: a password that stands in the template, or that a parameter passes in.
 *
 * The CDK wraps every secret alike, so that only what it becomes in a template tells them apart.
 */
export function flawOfCredentials(credentials: StatedCredentials | undefined): string | undefined {
  const password = credentials?.password;
  if (password === undefined) return undefined;
  const text = JSON.stringify(new Stack().resolve(password.unsafeUnwrap()));
  if (KEPT_SECRET.test(text)) return undefined;
  return text.startsWith('"') ? 'may not hold a password in plain text' : 'may not hold a password that is passed in';
}

function flawsOfCredentials(credentials: Credentials, at: DatabaseAt): Flaw[] {
  const { encryptionKey, replicaRegions = [] } = credentials;
  const problem = flawOfCredentials(credentials);
  const because = {
    rule: 'rds-managed-master-password',
    why: 'whoever reads the stack reads the password, and it never changes',
    instead: 'Leave it out, and RDS makes and rotates a password',
  } as const;
  return [
    ...(problem === undefined ? [] : [flaw(because, at, problem)]),
    ...flawsOfKey(encryptionKey, at, '.encryptionKey'),
    ...replicaRegions.flatMap(({ region, encryptionKey: key }, index) => [
      ...flawsOfRegion(region, at, `.replicaRegions[${index}].region`),
      ...flawsOfKey(key, at, `.replicaRegions[${index}].encryptionKey`),
    ]),
  ];
}

/** Credentials whose password RDS manages under the key of the data category. */
function managed(at: DatabaseAt): Credentials | undefined {
  const { engine, manageMasterUserPassword, replicationSourceIdentifier } = at.props;
  if (replicationSourceIdentifier !== undefined) return undefined;
  if (at.mode === 'refuse') return Credentials.fromUsername(ADMINISTRATOR, { encryptionKey: at.key() });
  if (manageMasterUserPassword !== true) return undefined;
  if (!at.deployed) return Credentials.fromUsername(engine.defaultUsername ?? 'admin', { encryptionKey: at.key() });
  at.note('credentials', 'is left as it is: RDS never changes the key of a password that it manages');
  return undefined;
}

/** The same credentials; what is generated for one of our databases is encrypted under the key of the data category. */
function keyed(own: Credentials, at: DatabaseAt): Credentials {
  const { username, usernameAsString, secretName, excludeCharacters, replicaRegions } = own;
  const isMade = own.secret === undefined && own.password === undefined;
  if (at.mode === 'fill' || !isMade || own.encryptionKey !== undefined) return own;
  const options = { secretName, excludeCharacters, replicaRegions, encryptionKey: at.key() };
  return usernameAsString === true
    ? Credentials.fromGeneratedSecret(username, options)
    : Credentials.fromUsername(username, options);
}
