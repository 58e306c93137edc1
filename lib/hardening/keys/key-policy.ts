import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import {
  accountOf,
  allowedBy,
  entry,
  flawOfResourcePolicy,
  listOf,
  ownAccount,
  principalsOf,
  textOf,
} from '../policy-document';

/** Each of these gives whoever may do it the whole key. */
const ADMINISTRATION = ['kms:putkeypolicy', 'kms:schedulekeydeletion', 'kms:disablekey'];

/**
 * What is wrong with the policy that a key is given, in words that follow `'policy'`; none when nothing is.
 *
 * A policy of one's own replaces the default one: it must keep everybody out whom it does not name, leave other accounts
 * without administration, and let somebody of the key's own account change it.
 */
export function flawOfKeyPolicy(document: PolicyDocument, scope: IConstruct): string | undefined {
  const open = flawOfResourcePolicy(document, scope);
  if (open !== undefined) return open;
  const administrators = allowedBy(document, scope).filter(administers).flatMap(principalsOf);
  const own = ownAccount(scope);
  const foreign = administrators.find((principal) => isForeign(accountOf(principal), own));
  if (foreign !== undefined) return `may not let another account administer the key, got ${foreign}`;
  if (administrators.length > 0) return undefined;
  return 'must let the account of the key change the policy (kms:PutKeyPolicy): it replaces the default one';
}

function administers(statement: unknown): boolean {
  // who may do everything but some actions may administer
  if (entry(statement, 'NotAction') !== undefined) return true;
  return listOf(entry(statement, 'Action')).some((action) => {
    const literal = textOf(action)
      .toLowerCase()
      .replace(/[.+^${}()|[\]\\]/g, '\\$&');
    const pattern = new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`);
    return ADMINISTRATION.some((name) => pattern.test(name));
  });
}

/** Only two account numbers can be told apart before deployment. */
function isForeign(account: string | undefined, own: string): boolean {
  return [account, own].every((one) => /^\d{12}$/.test(one ?? '')) && account !== own;
}
