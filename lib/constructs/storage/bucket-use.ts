import { Stack, Token } from 'aws-cdk-lib';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';

/** What a bucket turns out to be used for, by its policy and its settings. */
export interface BucketUse {
  /** Anybody may do something with it. */
  readonly isPublic: boolean;
  readonly isWebsite: boolean;
  /** An ACL lets somebody in, such as the log delivery of old. */
  readonly hasAcl: boolean;
  /** A service writes logs into it that takes no key. */
  readonly receivesLogs: boolean;
  /** Other accounts use it: those of load balancers of old among them. */
  readonly foreignAccounts: boolean;
  /** An origin access identity of CloudFront reads it. */
  readonly readByIdentity: boolean;
}

/** Services that deliver logs to buckets encrypted with SSE-S3 alone. */
const KEYLESS_SENDERS = ['logging.s3.amazonaws.com', 'logdelivery.elasticloadbalancing.amazonaws.com'];

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
}

/** Reads what a bucket is used for, once everything that uses it is made. */
export function useOf(bucket: Bucket, resource: CfnBucket): BucketUse {
  const stack = Stack.of(bucket);
  const allowed = statementsOf(bucket).filter(({ Effect }) => Effect === 'Allow');
  const principals = allowed.flatMap(({ Principal }) => principalsOf(Principal));
  // the L2 decides on both when it is rendered; CloudFront of old writes its logs by an ACL
  const ownership: unknown = stack.resolve(resource.ownershipControls);
  const hasAcl =
    stack.resolve(resource.accessControl) !== undefined ||
    (ownership !== undefined && !JSON.stringify(ownership).includes('BucketOwnerEnforced'));
  return {
    isPublic: principals.some(({ name }) => name === '*'),
    isWebsite: resource.websiteConfiguration !== undefined,
    hasAcl,
    receivesLogs: hasAcl || principals.some(({ kind, name }) => kind === 'Service' && KEYLESS_SENDERS.includes(name)),
    foreignAccounts: principals.some(({ kind, name }) => kind === 'AWS' && isForeign(name, stack.account)),
    readByIdentity: principals.some(
      ({ kind, name }) => kind === 'CanonicalUser' || name.includes('CloudFront Origin Access Identity'),
    ),
  };
}

/** The services that the policy of a bucket lets in. */
export function servicesLetIn(bucket: Bucket): string[] {
  return statementsOf(bucket)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal }) => principalsOf(Principal))
    .filter(({ kind }) => kind === 'Service')
    .map(({ name }) => name);
}

function statementsOf(bucket: Bucket): readonly Statement[] {
  const document = Stack.of(bucket).resolve(bucket.policy?.document) as
    { readonly Statement?: Statement[] } | undefined;
  return document?.Statement ?? [];
}

/** The principals of a statement as text; what is made of references shows its literal parts. */
function principalsOf(principal: unknown): { readonly kind: string; readonly name: string }[] {
  if (principal === '*') return [{ kind: 'AWS', name: '*' }];
  if (typeof principal !== 'object' || principal === null) return [];
  return Object.entries(principal).flatMap(([kind, names]) =>
    [names as unknown].flat().map((name) => ({ kind, name: typeof name === 'string' ? name : JSON.stringify(name) })),
  );
}

/** Whether the account of a principal is stated, and another one than that of the stack. */
function isForeign(name: string, account: string): boolean {
  const [stated] = /(?<=^|:)\d{12}(?=$|:)/.exec(name) ?? [];
  return stated !== undefined && (Token.isUnresolved(account) || stated !== account);
}
