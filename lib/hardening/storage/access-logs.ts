import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, type Bucket, type IBucket, type TargetObjectKeyFormat } from 'aws-cdk-lib/aws-s3';

/** Lets S3 deliver the access logs of this account's buckets; the policy of a bucket takes equal statements once. */
export function letAccessLogsIn(target: IBucket): void {
  target.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [target.arnForObjects('*')],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(target).account } },
    }),
  );
}

/** Where the requests to a bucket are logged. */
export interface RequestLog {
  readonly target: IBucket;
  readonly prefix: string;
  readonly keyFormat?: TargetObjectKeyFormat;
}

/**
 * Logs the requests to a bucket.
 *
 * Set on the L1: the L2 would grant through an ACL, or name the bucket that is logged in the policy of the target, which
 * ties stacks in a knot.
 */
export function logRequests(bucket: Bucket, { target, prefix, keyFormat }: RequestLog): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) return;
  letAccessLogsIn(target);
  resource.loggingConfiguration = {
    destinationBucketName: target.bucketName,
    logFilePrefix: prefix,
    targetObjectKeyFormat: keyFormat?._render(),
  };
}
