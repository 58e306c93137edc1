import type { Resource } from '../../../lib/template/read/resource';

/** Who calls KMS. */
export type Caller =
  /** A service by its principal, such as `cloudtrail.amazonaws.com`. */
  | { readonly kind: 'service'; readonly name: string }
  /** A role of AWS's own, which no IAM policy lets use a key: only the key's policy does. */
  | { readonly kind: 'service-linked'; readonly arn: string }
  /** A role whose IAM policies the account writes. */
  | { readonly kind: 'role'; readonly arn: string }
  /** Whoever deploys: IAM policies of the account are assumed to let them. */
  | { readonly kind: 'account' };

/** What a call carries, by the condition key in lower case: texts, or `unknown` where that is not documented. */
export type Context = Readonly<Record<string, readonly string[] | 'unknown'>>;

/** A call of KMS that something deployed will make. */
export interface Call {
  readonly action: string;
  readonly context: Context;
}

/** Why a key is used, by whom, and with which calls. */
export interface KeyUse {
  /** Who uses the key for what, as the subject of a sentence. */
  readonly who: string;
  readonly key: Resource;
  readonly caller: Caller;
  readonly calls: readonly Call[];
}

/** The same context for several actions. */
export function calls(actions: readonly string[], context: Context): Call[] {
  return actions.map((action) => ({ action: `kms:${action}`, context }));
}

/** What nobody can know before deployment, in texts that are matched. */
export const ACCOUNT = '${account}';
