import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Credentials } from 'aws-cdk-lib/aws-rds';

/** How a database gets its master password: RDS makes and rotates it unless the caller brings credentials. */
export interface ManagedCredentials {
  readonly credentials: Credentials;
  readonly manageMasterUserPassword?: boolean;
}

/** The credentials of a database: those that were given, else ones that RDS manages under a key. */
export function managedCredentials(
  own: { readonly credentials?: Credentials; readonly manageMasterUserPassword?: boolean },
  key: IKey,
  byDefault: (key: IKey) => Credentials,
): ManagedCredentials {
  // a secret of one's own is rotated by its owner; RDS takes either, never both
  const manage = own.credentials === undefined ? (own.manageMasterUserPassword ?? true) : own.manageMasterUserPassword;
  return { credentials: own.credentials ?? byDefault(key), manageMasterUserPassword: manage };
}
